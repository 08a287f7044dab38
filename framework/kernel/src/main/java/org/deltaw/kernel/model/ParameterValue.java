package org.deltaw.kernel.model;

import java.util.List;
import org.deltaw.expr.Axis;

/**
 * A parameter and its values.
 *
 * @param owner {@code rule}, {@code rule.GROUP}, {@code network} or {@code loss.FUNCTION}
 * @param name unique within the owner
 * @param axes none for a number
 * @param fitted false if it kept its initial value
 * @param values row-major over the axes
 */
public record ParameterValue(String owner, String name, List<Axis> axes, boolean fitted, double[] values) {}
