package org.deltaw.kernel.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Formula;
import org.deltaw.expr.Symbol;
import org.deltaw.expr.simplify.Simplifier;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.extension.Unchecked;
import org.deltaw.spi.parameter.Bindings;
import org.deltaw.spi.parameter.Parameter;
import org.deltaw.spi.parameter.ParameterValues;
import org.deltaw.spi.rule.RuleFamily;

/** Writes rules as people read them. */
public final class Formulas {
    private Formulas() {}

    /** Returns the formula of a rule with the given values of its parameters. */
    public static String of(Fit.RuleChoice choice, ParameterValues values) {
        RuleFamily<Record> family = Unchecked.rule(choice.family());
        Record settings = choice.family().settings();
        return family.formula(settings, values).orElseGet(() -> written(family, settings, values));
    }

    /** The expression itself, with numbers for the parameters without axes. */
    private static String written(RuleFamily<Record> family, Record settings, ParameterValues values) {
        Map<Parameter, Expr> numbers = new LinkedHashMap<>();
        List<Parameter> declared = family.parameters(settings);
        for (Parameter parameter : declared) {
            double[] array = values.of(parameter);
            numbers.put(parameter, parameter.axes().isEmpty()
                    ? number(array[0])
                    : new Symbol(Symbol.Kind.PARAMETER, parameter.name(), parameter.axes()).read());
        }
        Expr change = family.plasticity(settings, SynapseView.forPrinting(), new Bindings(numbers)).weightChange();
        return Formula.of(Simplifier.simplify(change));
    }

    /** Nothing may be computed with what has no finite best value, so it is written as a word. */
    private static Expr number(double value) {
        if (Double.isInfinite(value)) {
            Expr word = new Symbol(Symbol.Kind.PARAMETER, Formula.rounded(Math.abs(value)), List.of()).read();
            return value > 0 ? word : word.negate();
        }
        return Expr.constant(Double.parseDouble(Formula.rounded(value)));
    }
}
