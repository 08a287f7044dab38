package org.deltaw.kernel.comparison;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltaw.kernel.ParameterChoices;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.testing.FitBuilder;
import org.deltaw.kernel.testing.Recordings;
import org.deltaw.kernel.testing.Rules;
import org.deltaw.kernel.testing.SimulatedChoices;
import org.deltaw.plugin.behavior.ChoiceCrossEntropy;
import org.deltaw.plugin.feedforward.FeedforwardNetwork;
import org.deltaw.plugin.jvm.JvmBackend;
import org.deltaw.plugin.taylor.TaylorRule;
import org.deltaw.spi.Seed;
import org.deltaw.spi.backend.Precision;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.parameter.Scope;
import org.junit.jupiter.api.Test;

/** Which rule lies within which is found by trying it. */
class NestingTest {
    private static final Dataset FLIES = new SimulatedChoices(1, -0.1, 30, 40).record(new Seed(3));

    private static FitBuilder rule(ParameterChoices choices, String... terms) {
        return FitBuilder.of(new FeedforwardNetwork(), SimulatedChoices.network()).backend(new JvmBackend(), Precision.F64)
                .rule("", new TaylorRule(), Rules.terms(terms), choices).loss(new ChoiceCrossEntropy(), 1);
    }

    private static FitBuilder rule(String... terms) {
        return rule(ParameterChoices.NONE, terms);
    }

    private static Optional<Nesting> nesting(FitBuilder smaller, FitBuilder larger, Dataset other) {
        try (OpenFit few = smaller.open(FLIES); OpenFit many = larger.open(other)) {
            return Nesting.of(few.problems().getFirst(), many.problems().getFirst());
        }
    }

    private static Optional<Nesting> nesting(FitBuilder smaller, FitBuilder larger) {
        return nesting(smaller, larger, FLIES);
    }

    private static ParameterChoices fixed(String name, double value) {
        return new ParameterChoices(Map.of(name, value), List.of(name), List.of(), Map.of());
    }

    @Test
    void termsThatAreLeftOutAreZero() {
        Nesting nesting = nesting(rule("w", "x*r"), rule("x*r", "x", "w")).orElseThrow();
        assertEquals(List.of("rule.x"), nesting.removed());
        assertArrayEquals(new double[] {2, 0, 1}, nesting.within(new double[] {1, 2}));
        assertArrayEquals(new double[] {7, 5}, nesting.nearest(new double[] {5, 6, 7}));
        assertTrue(nesting(rule("x*r", "x", "w"), rule("w", "x*r")).isEmpty());
    }

    @Test
    void parametersMayBeFixedAtAnyValueWithinBounds() {
        Nesting nesting = nesting(rule(fixed("w", -0.2), "x*r", "w"), rule("x*r", "w")).orElseThrow();
        assertEquals(List.of("rule.w"), nesting.removed());
        assertArrayEquals(new double[] {1, -0.2}, nesting.within(new double[] {1}));
        ParameterChoices bounded = new ParameterChoices(Map.of("w", -0.5), List.of(), List.of(), Map.of("w", List.of(-1.0, -0.3)));
        assertTrue(nesting(rule(fixed("w", -0.2), "x*r", "w"), rule(bounded, "x*r", "w")).isEmpty());
        assertTrue(nesting(rule("x*r", "w"), rule(bounded, "x*r", "w", "x")).isEmpty());
        assertTrue(nesting(rule(bounded, "x*r", "w"), rule("x*r", "w", "x")).isPresent());
    }

    @Test
    void otherTermsOfAsManyAreNotNested() {
        assertTrue(nesting(rule("x*r", "w"), rule("x*r", "x")).isEmpty());
        assertTrue(nesting(rule("x*r", "w"), rule("x*r", "x", "r")).isEmpty());
    }

    @Test
    void sameRuleLiesWithinItself() {
        assertEquals(List.of(), nesting(rule("x*r", "w"), rule("w", "x*r")).orElseThrow().removed());
    }

    /** Names are the same, but rewards are not. */
    @Test
    void otherDataAreNotNested() {
        List<Trajectory> others = new ArrayList<>();
        for (Trajectory fly : FLIES.trajectories()) {
            Map<Channel, double[]> columns = new LinkedHashMap<>(fly.columns());
            double[] rewards = fly.column(Recordings.REWARD).clone();
            rewards[5] += 1;
            columns.put(Recordings.REWARD, rewards);
            others.add(fly.toBuilder().columns(columns).build());
        }
        Dataset other = Dataset.builder(FLIES.channels()).trajectories(others).build();
        assertTrue(nesting(rule("x*r"), rule("x*r", "w"), FLIES).isPresent());
        assertTrue(nesting(rule("x*r"), rule("x*r", "w"), other).isEmpty());
    }

    @Test
    void oneValueForAllLiesWithinOneForEach() {
        ParameterChoices each = new ParameterChoices(Map.of(), List.of(), List.of(), Map.of(), Map.of("w", Scope.SUBJECT));
        Nesting nesting = nesting(rule("x*r", "w"), rule(each, "x*r", "w")).orElseThrow();
        assertArrayEquals(new double[] {1, -0.1, -0.1}, nesting.within(new double[] {1, -0.1}));
        assertArrayEquals(new double[] {1, -0.2}, nesting.nearest(new double[] {1, -0.1, -0.3}), 1e-15);
        assertTrue(nesting(rule(each, "x*r", "w"), rule("x*r", "w")).isEmpty());
    }
}
