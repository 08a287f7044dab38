package org.deltaw.kernel.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deltaw.expr.Expr;
import org.deltaw.kernel.ParameterChoices;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.fit.Problem;
import org.deltaw.kernel.testing.FitBuilder;
import org.deltaw.kernel.testing.Networks;
import org.deltaw.kernel.testing.Recordings;
import org.deltaw.kernel.testing.Rules;
import org.deltaw.kernel.testing.Stubs;
import org.deltaw.plugin.feedforward.FeedforwardNetwork;
import org.deltaw.plugin.neural.ActivityMeanSquaredError;
import org.deltaw.plugin.taylor.TaylorRule;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.backend.Simulation;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.parameter.Initial;
import org.deltaw.spi.parameter.Parameter;
import org.deltaw.spi.rule.Extent;
import org.deltaw.spi.rule.Plasticity;
import org.deltaw.spi.rule.Trace;
import org.junit.jupiter.api.Test;

/** What happens to weights and traces, step by step, against numbers computed by hand. */
class PlasticityTest {
    private static final Channel ACTIVITY = Channel.of(Target.ACTIVITY, 1);

    private static Map<String, double[]> states(FitBuilder fit, Trajectory trajectory) {
        try (OpenFit opened = fit.open(Recordings.of(trajectory))) {
            Problem problem = opened.problems().getFirst();
            Simulation simulation = problem.simulate(problem.start()).getFirst();
            Map<String, double[]> states = new HashMap<>();
            for (int i = 0; i < problem.states().size(); i++) {
                states.put(problem.states().get(i), simulation.states().get(i));
            }
            return states;
        }
    }

    private static FitBuilder oneNeuron() {
        return FitBuilder.of(new FeedforwardNetwork(), Networks.identity()).loss(new ActivityMeanSquaredError(), 1);
    }

    private static ParameterChoices starting(String name, double value) {
        return new ParameterChoices(Map.of(name, value), List.of(), List.of(), Map.of());
    }

    @Test
    void traceAdvancesInStepsWithoutUpdateToo() {
        Trajectory trajectory = Recordings.trajectory("a", 3, Map.of(
                Channel.input(1), new double[] {1, 2, 1},
                Channel.UPDATE, new double[] {1, 0, 1},
                Recordings.REWARD, new double[] {1, 1, 2},
                ACTIVITY, new double[3]));
        Map<String, double[]> states = states(oneNeuron().rule(Rules.eligibility(), new NoSettings()), trajectory);
        assertArrayEquals(new double[] {0, 1, 4.75, 4.5625}, states.get("weights.eligibility"));
        assertArrayEquals(new double[] {1, 1, 1, 5.75}, states.get("weights"));
    }

    @Test
    void withoutGateEveryStepChangesWeights() {
        Trajectory trajectory = Recordings.trajectory("a", 2, Map.of(
                Channel.input(1), new double[] {1, 2}, ACTIVITY, new double[2]));
        FitBuilder fit = oneNeuron().rule("", new TaylorRule(), Rules.terms("x"), starting("x", 0.5));
        assertArrayEquals(new double[] {1, 1.5, 2.5}, states(fit, trajectory).get("weights"));
    }

    @Test
    void changeThatLacksAnAxisIsTheSameAlongIt() {
        Trajectory trajectory = Recordings.trajectory("a", 1, Map.of(
                Channel.input(2), new double[] {3, 5}, Channel.of(Target.ACTIVITY, 2), new double[2]), 1, 2, 3, 4);
        FitBuilder fit = FitBuilder.of(new FeedforwardNetwork(), Networks.layers(2, 2))
                .loss(new ActivityMeanSquaredError(), 1)
                .rule("", new TaylorRule(), Rules.terms("x"), starting("x", 2));
        assertArrayEquals(new double[] {1, 2, 3, 4, 1 + 3, 2 + 3, 3 + 5, 4 + 5}, states(fit, trajectory).get("weights"));
    }

    @Test
    void tracesOfNeuronsHaveOneValueForEach() {
        Trace inputs = Trace.of("inputs", Extent.PRE);
        Trace outputs = Trace.of("outputs", Extent.POST);
        Parameter decay = Parameter.scalar("decay", Initial.at(0.5));
        FitBuilder fit = FitBuilder.of(new FeedforwardNetwork(), Networks.layers(2, 1))
                .loss(new ActivityMeanSquaredError(), 1)
                .rule(Stubs.rule(List.of(decay), (synapse, theta) ->
                        Plasticity.of(Expr.outer(synapse.trace(inputs), synapse.trace(outputs)))
                                .next(inputs, synapse.trace(inputs).times(theta.of(decay)).plus(synapse.pre()))
                                .next(outputs, synapse.trace(outputs).plus(1))
                                .next(Trace.of("seen", Extent.SYNAPSE), Expr.outer(synapse.pre(), synapse.post()))),
                        new NoSettings());
        Map<String, double[]> states = states(fit, Recordings.trajectory("a", 2, Map.of(
                Channel.input(2), new double[] {1, 2, 3, 4}, ACTIVITY, new double[2]), 0, 0));
        assertArrayEquals(new double[] {0, 0, 1, 2, 3.5, 5}, states.get("weights.inputs"));
        assertArrayEquals(new double[] {0, 1, 2}, states.get("weights.outputs"));
        assertArrayEquals(new double[] {0, 0, 0, 0, 0.5, 1}, states.get("weights"));
        // A trace that is carried on is there, though nothing reads it.
        double quiet = 1 / (1 + Math.exp(-0.1));
        assertArrayEquals(new double[] {0, 0, quiet, 2 * quiet, 3 * quiet, 4 * quiet}, states.get("weights.seen"), 1e-15);
    }

    @Test
    void eachGroupFollowsItsOwnRuleAtItsOwnRate() {
        Trajectory trajectory = Recordings.starting(
                Recordings.trajectory("a", 1, Map.of(Channel.input(1), new double[] {0.5}, ACTIVITY, new double[1])),
                Map.of("input", new double[] {1}, "recurrent", new double[] {2}, "activity", new double[] {0.5}));
        FitBuilder fit = FitBuilder.of(Networks.twoGroups(1, 1), new NoSettings())
                .loss(new ActivityMeanSquaredError(), 1)
                .rule("recurrent", new TaylorRule(), Rules.terms("x"), starting("x", 8))
                .rule("input", new TaylorRule(), Rules.terms("y"), starting("y", 4));
        Map<String, double[]> states = states(fit, trajectory);
        double after = Math.tanh(0.5 * 1 + 0.5 * 2);
        assertArrayEquals(new double[] {0.5, after}, states.get("activity"), 1e-15);
        assertArrayEquals(new double[] {1, 1 + 0.5 * 4 * after}, states.get("input"), 1e-15);
        assertArrayEquals(new double[] {2, 2 + 0.25 * 8 * 0.5}, states.get("recurrent"), 1e-15);
    }

    @Test
    void groupsMayShareOneRule() {
        FitBuilder fit = FitBuilder.of(Networks.twoGroups(1, 1), new NoSettings())
                .loss(new ActivityMeanSquaredError(), 1)
                .rule("", new TaylorRule(), Rules.terms("1"), starting("1", 2));
        Trajectory trajectory = Recordings.starting(
                Recordings.trajectory("a", 1, Map.of(Channel.input(1), new double[1], ACTIVITY, new double[1])),
                Map.of("input", new double[] {0}, "recurrent", new double[] {0}));
        Map<String, double[]> states = states(fit, trajectory);
        assertArrayEquals(new double[] {0, 1}, states.get("input"));
        assertArrayEquals(new double[] {0, 0.5}, states.get("recurrent"));
        try (OpenFit opened = fit.open(Recordings.of(trajectory))) {
            assertEquals(List.of("rule.1"), opened.problems().getFirst().names());
        }
    }
}
