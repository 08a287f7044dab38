package org.deltaw.expr;

import static org.deltaw.expr.Example.PRE;
import static org.deltaw.expr.Example.W;
import static org.deltaw.expr.Example.X;
import static org.deltaw.expr.Example.Y;
import static org.deltaw.expr.Example.a;
import static org.deltaw.expr.Example.assertRefused;
import static org.deltaw.expr.Example.w;
import static org.deltaw.expr.Example.x;
import static org.deltaw.expr.Example.y;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.deltaw.expr.step.StepGraph;
import org.junit.jupiter.api.Test;

class CheckerTest {
    private static final Symbol OUT = Symbol.of(Symbol.Kind.OUTPUT, "out", Example.POST);
    private static final Expr ACTIVITY = x.times(w).sum(PRE);
    private static final List<StepGraph.Output> OUTPUTS = List.of(new StepGraph.Output(OUT, ACTIVITY));
    private static final Expr LOSS = OUT.read().minus(y).squared().sum(Example.POST);

    @Test
    void onlyAllowedKindsMayBeRead() {
        Checker.check(List.of(x, y), EnumSet.of(Symbol.Kind.CHANNEL));
        assertRefused("Symbol 'w' of kind STATE cannot be read here; allowed are [CHANNEL].",
                () -> Checker.check(List.of(x, w.tanh()), EnumSet.of(Symbol.Kind.CHANNEL)));
    }

    @Test
    void oneNameMeansOneSymbol() {
        Expr other = Symbol.of(Symbol.Kind.CHANNEL, "x", Example.POST).read();
        assertRefused("Symbol 'x' is read both over [pre:3] and over [post:2].",
                () -> Checker.check(List.of(x, other), EnumSet.allOf(Symbol.Kind.class)));
        Checker.check(List.of(x, Symbol.of(Symbol.Kind.STATE, "x").read()), EnumSet.allOf(Symbol.Kind.class));
    }

    @Test
    void newerPrimitivesAreNamed() {
        assertEquals(Map.of(), Checker.newerThan(Op.VERSION, List.of(LOSS)));
        assertEquals(Map.of("input", 1, "minus", 1, "power", 1, "sum", 1), Checker.newerThan(0, List.of(LOSS)));
        assertEquals(Map.of("surrogate", 2), Checker.newerThan(1, List.of(LOSS.detach())));
    }

    @Test
    void stepIsMadeOfWhatItNeeds() {
        StepGraph step = new StepGraph(List.of(W), List.of(w.plus(x)), OUTPUTS, LOSS);
        assertEquals(List.of(W), step.states());
        assertTrue(step.inlinedLoss().sameAs(ACTIVITY.minus(y).squared().sum(Example.POST)));
        assertEquals(OUT, step.simplified().outputs().getFirst().symbol());
    }

    @Test
    void stepNeedsOneNextValueForEachState() {
        assertRefused("A step needs one next value for each of its states [w], found 0.",
                () -> new StepGraph(List.of(W), List.of(), OUTPUTS, LOSS));
        assertRefused("A step needs one next value for each of its states [w, w], found 2.",
                () -> new StepGraph(List.of(W, W), List.of(w, w), OUTPUTS, LOSS));
        assertRefused("The next value of state 'w' should have the axes [post:2, pre:3], but x has [pre:3].",
                () -> new StepGraph(List.of(W), List.of(x), OUTPUTS, LOSS));
    }

    @Test
    void lossHasNoAxesAndReadsKnownOutputs() {
        assertRefused("The loss of a step should have the axes [], but out - y has [post:2].",
                () -> new StepGraph(List.of(), List.of(), OUTPUTS, OUT.read().minus(y)));
        Symbol other = Symbol.of(Symbol.Kind.OUTPUT, "logit");
        assertRefused("The loss reads output 'logit', which the network does not have; it has [out].",
                () -> new StepGraph(List.of(), List.of(), OUTPUTS, other.read()));
        assertRefused("The output 'out' should have the axes [post:2], but x has [pre:3].",
                () -> new StepGraph.Output(OUT, x));
    }

    @Test
    void statesAndOutputsDoNotReadOutputs() {
        String message = "Symbol 'out' of kind OUTPUT cannot be read here; allowed are "
                + "[CHANNEL, ATTRIBUTE, STATE, PARAMETER].";
        assertRefused(message, () -> new StepGraph(List.of(W), List.of(w.plus(OUT.read())), OUTPUTS, LOSS));
        Symbol second = Symbol.of(Symbol.Kind.OUTPUT, "second", Example.POST);
        List<StepGraph.Output> outputs = List.of(OUTPUTS.getFirst(), new StepGraph.Output(second, OUT.read()));
        assertRefused(message, () -> new StepGraph(List.of(), List.of(), outputs, LOSS));
    }

    @Test
    void lossReadsNoAdjoints() {
        Expr adjoint = Symbol.of(Symbol.Kind.ADJOINT, "w").read();
        assertRefused("Symbol 'w' of kind ADJOINT cannot be read here; allowed are "
                + "[CHANNEL, ATTRIBUTE, STATE, PARAMETER, OUTPUT].",
                () -> new StepGraph(List.of(), List.of(), OUTPUTS, adjoint));
    }

    @Test
    void gradientHasTheAxesOfItsSymbols() {
        Checker.checkGradient(List.of(X, Y), List.of(x, y));
        assertRefused("The derivative of 'y' should have the axes [post:2], but x has [pre:3].",
                () -> Checker.checkGradient(List.of(X, Y), List.of(x, x)));
        assertRefused("The derivative of 'x' should have the axes [pre:3], but a has [].",
                () -> Checker.checkGradient(List.of(X), List.of(a)));
    }
}
