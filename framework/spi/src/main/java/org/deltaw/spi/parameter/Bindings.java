package org.deltaw.spi.parameter;

import java.util.Map;
import org.deltaw.expr.Expr;

/** The expressions that stand for parameters where a formula is built. */
public final class Bindings {
    private final Map<Parameter, Expr> expressions;

    /** Binds parameters to expressions over the parameters' axes. */
    public Bindings(Map<Parameter, Expr> expressions) {
        this.expressions = Map.copyOf(expressions);
    }

    /**
     * Returns the expression that stands for a parameter.
     *
     * @throws IllegalArgumentException if the parameter was not declared
     */
    public Expr of(Parameter parameter) {
        Expr expression = expressions.get(parameter);
        if (expression == null) {
            throw new IllegalArgumentException("Parameter '" + parameter.name()
                    + "' is used but not declared by parameters(settings).");
        }
        return expression;
    }
}
