package org.deltaw.lowering.nest;

import org.deltaw.expr.Expr;
import org.deltaw.lowering.layout.ArrayLayout;

/**
 * Something that a step has to compute, and where to.
 *
 * @param value over the axes of the place
 * @param accumulate whether it is added to what is there
 */
public record Assignment(Expr value, ArrayLayout place, boolean accumulate) {}
