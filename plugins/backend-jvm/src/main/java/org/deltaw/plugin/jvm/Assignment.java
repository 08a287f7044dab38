package org.deltaw.plugin.jvm;

import org.deltaw.expr.Expr;

/**
 * Something that a step has to compute, and where to.
 *
 * @param value over the axes of the place
 * @param accumulate whether it is added to what is there
 */
record Assignment(Expr value, ArrayLayout place, boolean accumulate) {}
