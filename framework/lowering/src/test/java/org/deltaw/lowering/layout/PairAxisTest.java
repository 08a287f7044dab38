package org.deltaw.lowering.layout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Interpreter;
import org.deltaw.expr.Symbol;
import org.junit.jupiter.api.Test;

class PairAxisTest {
    private static final Axis PRE = new Axis("pre", 2);
    private static final Symbol X = Symbol.of(Symbol.Kind.CHANNEL, "x", PRE);
    private static final Symbol RATE = Symbol.of(Symbol.Kind.PARAMETER, "rate");
    private final Axis pair = PairAxis.of(3);

    private Expr lifted(Expr expression) {
        return PairAxis.expressions(List.of(expression), pair).getFirst();
    }

    @Test
    void eachPairHasAnEntryOfEverySymbolBesideThoseOfTheOthers() {
        Expr all = lifted(X.read().times(RATE.read()).sum(PRE));
        double[] values = Interpreter.evaluate(List.of(all), Map.of(
                PairAxis.symbol(X, pair), new double[] {1, 2, 3, 10, 20, 30},
                PairAxis.symbol(RATE, pair), new double[] {1, 0.5, -1})).getFirst();
        assertArrayEquals(new double[] {11, 11, -33}, values);
    }

    @Test
    void whatIsTheSameForAllPairsIsRepeatedOnlyWhereItMeetsThem() {
        Expr mixed = lifted(Expr.unit(PRE, 1).plus(RATE.read().broadcast(Expr.unit(PRE, 1).axes())));
        double[] values = Interpreter.evaluate(
                List.of(mixed), Map.of(PairAxis.symbol(RATE, pair), new double[] {1, 2, 3})).getFirst();
        assertEquals(6, values.length);
        assertEquals(List.of(), lifted(Expr.constant(2)).axes().toList());
        assertEquals(List.of(PRE), lifted(Expr.unit(PRE, 1)).axes().toList());
    }
}
