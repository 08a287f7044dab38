package org.deltaw.kernel.model;

import java.util.List;
import java.util.Optional;
import org.deltaw.expr.Axis;
import org.deltaw.kernel.prior.Prior;

/**
 * A parameter and its values.
 *
 * @param owner {@code rule}, {@code rule.GROUP}, {@code network} or {@code loss.FUNCTION}
 * @param name unique within the owner
 * @param unit whose values they are; empty if they are everybody's
 * @param axes none for a number
 * @param fitted false if it kept its initial value
 * @param prior what was believed of each of its values before the data; empty if nothing was said
 * @param values row-major over the axes
 */
public record ParameterValue(String owner, String name, Optional<Unit> unit, List<Axis> axes, boolean fitted, Optional<Prior> prior,
        double[] values) {
    /** Takes values without a prior. */
    public ParameterValue(String owner, String name, Optional<Unit> unit, List<Axis> axes, boolean fitted, double[] values) {
        this(owner, name, unit, axes, fitted, Optional.empty(), values);
    }

    /** Takes values that are everybody's. */
    public ParameterValue(String owner, String name, List<Axis> axes, boolean fitted, double[] values) {
        this(owner, name, Optional.empty(), axes, fitted, values);
    }

    /** Tells whether it belongs to a rule. */
    public boolean isOfRule() {
        return owner.equals(ParameterTable.RULE) || owner.startsWith(ParameterTable.RULE + ".");
    }

    /** Returns the name, and whose values they are, as in {@code bias} and {@code bias@Fly1}. */
    public String label() {
        return label(name, unit);
    }

    /** Returns the name of a parameter, and whose its values are. */
    public static String label(String name, Optional<Unit> unit) {
        return unit.map(whose -> name + "@" + whose.name()).orElse(name);
    }
}
