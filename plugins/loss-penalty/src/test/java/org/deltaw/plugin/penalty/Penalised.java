package org.deltaw.plugin.penalty;

import java.util.List;
import java.util.Map;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Interpreter;
import org.deltaw.expr.Symbol;
import org.deltaw.expr.differentiate.Reverse;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.loss.Loss;
import org.deltaw.spi.loss.LossFunction;
import org.deltaw.spi.loss.LossInputs;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.network.Observable;
import org.deltaw.spi.parameter.Bindings;

/** A penalty on a number and an array of three. */
record Penalised(LossFunction<NoSettings> penalty) {
    private static final Symbol NUMBER = Symbol.of(Symbol.Kind.PARAMETER, "number");
    private static final Symbol ARRAY = Symbol.of(Symbol.Kind.PARAMETER, "array", new Axis("unit", 3));

    double value(double number, double... array) {
        return Interpreter.evaluate(List.of(formula(NUMBER, ARRAY)), values(number, array)).getFirst()[0];
    }

    double[] derivative(double number, double... array) {
        List<double[]> slopes = Interpreter.evaluate(
                Reverse.gradient(List.of(formula(NUMBER, ARRAY)), List.of(Expr.ONE), List.of(NUMBER, ARRAY)),
                values(number, array));
        return new double[] {slopes.get(0)[0], slopes.get(1)[0], slopes.get(1)[1], slopes.get(1)[2]};
    }

    /** Computes the penalty where nothing is fitted. */
    double ofNothing() {
        return Interpreter.evaluate(formula());
    }

    private Expr formula(Symbol... parameters) {
        Loss loss = penalty.loss(new NoSettings(), new Rules(List.of(parameters)), new Bindings(Map.of()));
        return switch (loss) {
            case Loss.Penalty(Expr value) -> value;
            case Loss.AbsoluteValues absolute -> absolute.value();
            default -> throw new AssertionError("This is no penalty: " + loss);
        };
    }

    private static Map<Symbol, double[]> values(double number, double[] array) {
        return Map.of(NUMBER, new double[] {number}, ARRAY, array);
    }

    private record Rules(List<Symbol> parameters) implements LossInputs {
        @Override
        public List<Expr> ruleParameters() {
            return parameters.stream().map(Symbol::read).toList();
        }

        @Override
        public boolean shows(Observable observable) {
            return false;
        }

        @Override
        public boolean holds(Target target) {
            return false;
        }

        @Override
        public Expr prediction(Observable observable) {
            throw new AssertionError("A penalty compares nothing.");
        }

        @Override
        public Expr target(Target target, Observable comparedWith) {
            throw new AssertionError("A penalty compares nothing.");
        }

        @Override
        public Expr observed(Target target, Observable comparedWith) {
            throw new AssertionError("A penalty compares nothing.");
        }

        @Override
        public Expr mean(Target target, Observable comparedWith) {
            throw new AssertionError("A penalty compares nothing.");
        }
    }
}
