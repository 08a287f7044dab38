package org.deltaw.lowering.plan;

import org.deltaw.expr.Expr;
import org.deltaw.expr.Symbol;

/**
 * Something to be added up over the steps.
 *
 * @param symbol gives the total its name and the order of its axes
 */
public record StepSum(Symbol symbol, Expr value) {}
