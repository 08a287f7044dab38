package org.deltaw.kernel.simulate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltaw.expr.Expr;
import org.deltaw.kernel.evaluation.Agreement;
import org.deltaw.kernel.evaluation.RSquared;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.fit.Problem;
import org.deltaw.kernel.testing.FitBuilder;
import org.deltaw.kernel.testing.Networks;
import org.deltaw.kernel.testing.Recordings;
import org.deltaw.kernel.testing.Rules;
import org.deltaw.kernel.testing.Stubs;
import org.deltaw.plugin.behavior.ChoiceCrossEntropy;
import org.deltaw.plugin.feedforward.FeedforwardNetwork;
import org.deltaw.plugin.mlp.MlpRule;
import org.deltaw.plugin.mlp.MlpSettings;
import org.deltaw.plugin.neural.ActivityMeanSquaredError;
import org.deltaw.plugin.taylor.TaylorRule;
import org.deltaw.spi.Configured;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.Seed;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.SimulatedNetwork;
import org.deltaw.spi.data.Simulator;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.network.Observable;
import org.deltaw.spi.parameter.Initial;
import org.deltaw.spi.parameter.Parameter;
import org.deltaw.spi.rule.Extent;
import org.deltaw.spi.rule.KnownRule;
import org.deltaw.spi.rule.Plasticity;
import org.deltaw.spi.rule.RuleFamily;
import org.deltaw.spi.rule.SynapticVariable;
import org.deltaw.spi.rule.Trace;
import org.junit.jupiter.api.Test;

/** What a data source can do with the simulator it is handed, and what an evaluation makes of the true rule. */
class SimulatorTest {
    private static final Channel INPUT = Channel.input(1);
    private static final Channel ACTIVITY = Channel.of(Target.ACTIVITY, 2);

    private static FitBuilder choices() {
        return FitBuilder.of(new FeedforwardNetwork(), Networks.identity()).rule(new TaylorRule(), Rules.terms("x"))
                .loss(new ChoiceCrossEntropy(), 1);
    }

    private static KnownRule taylor(String term, double value) {
        return new KnownRule(new Configured<>(new TaylorRule(), Rules.terms(term)), Map.of(term, value));
    }

    @Test
    void stepsAsTheRuleSays() {
        // One input, one linear neuron, weight 1 before the first step, rate 1: the weight grows by half the input.
        try (Simulator simulator = OpenFit.context(choices().fit()).simulator(taylor("x", 0.5), List.of(INPUT));
                SimulatedNetwork network = simulator.start("", new Seed(1))) {
            Map<Channel, double[]> row = Map.of(INPUT, new double[] {2});

            assertEquals(1, simulator.width(Observable.LOGIT));
            assertArrayEquals(new double[] {1}, network.initialStates().get("weights"));
            assertArrayEquals(new double[] {2}, network.observe(row).get(Observable.LOGIT));
            assertArrayEquals(new double[] {2}, network.observe(row).get(Observable.LOGIT), "observing changes nothing");
            network.advance(row);
            assertArrayEquals(new double[] {4}, network.observe(row).get(Observable.LOGIT));
            network.advance(Map.of(INPUT, new double[] {2}, Channel.UPDATE, new double[] {0}));
            assertArrayEquals(new double[] {4}, network.observe(row).get(Observable.LOGIT), "the gate was closed");
            assertArrayEquals(new double[] {1}, network.initialStates().get("weights"));
        }
    }

    @Test
    void seedDecidesTheStatesBeforeTheFirstStep() {
        FitBuilder fit = FitBuilder.of(new FeedforwardNetwork(), Networks.layers(1, 2))
                .rule(new TaylorRule(), Rules.terms("x")).loss(new ActivityMeanSquaredError(), 1);
        try (Simulator simulator = OpenFit.context(fit.fit()).simulator(taylor("x", 1), List.of(INPUT));
                SimulatedNetwork one = simulator.start("", new Seed(1));
                SimulatedNetwork same = simulator.start("", new Seed(1));
                SimulatedNetwork other = simulator.start("", new Seed(2))) {
            assertArrayEquals(one.initialStates().get("weights"), same.initialStates().get("weights"));
            assertFalse(Arrays.equals(one.initialStates().get("weights"), other.initialStates().get("weights")));
        }
    }

    @Test
    void tracesOfTheRuleAreNoStatesOfTheNetwork() {
        KnownRule rule = new KnownRule(new Configured<>(Rules.eligibility(), new NoSettings()), Map.of());
        try (Simulator simulator = OpenFit.context(choices().fit())
                .simulator(rule, List.of(INPUT, Recordings.REWARD));
                SimulatedNetwork network = simulator.start("", new Seed(1))) {
            assertEquals(List.of("weights"), List.copyOf(network.initialStates().keySet()));
        }
    }

    @Test
    void valueOutOfBoundsIsRefused() {
        KnownRule rule = new KnownRule(new Configured<>(Rules.eligibility(), new NoSettings()), Map.of("decay", 2.0));

        InvalidSpecException refusal = assertThrows(InvalidSpecException.class, () ->
                OpenFit.context(choices().fit()).simulator(rule, List.of(INPUT, Recordings.REWARD)));

        assertEquals("values", refusal.key());
        assertEquals("The value of 'decay' is 2.0; expected one from 0.0 to 1.0.", refusal.getMessage());
    }

    @Test
    void whatTheNetworkDoesNotShowIsRefused() {
        try (Simulator simulator = OpenFit.context(FitBuilder.of(new FeedforwardNetwork(), Networks.layers(1, 2))
                .rule(new TaylorRule(), Rules.terms("x")).loss(new ActivityMeanSquaredError(), 1).fit())
                .simulator(taylor("x", 1), List.of(INPUT))) {
            assertEquals(2, simulator.width(Observable.ACTIVITY));
            assertThrows(InvalidSpecException.class, () -> simulator.width(Observable.LOGIT));
        }
    }

    /** Activity of two neurons under a rule, as a dataset that names it. */
    private static Dataset simulated(FitBuilder fit, KnownRule truth, boolean named) {
        double[] inputs = {0.5, -1, 2, 1, -0.5, 1.5};
        double[] activity = new double[12];
        Map<String, double[]> states;
        try (Simulator simulator = OpenFit.context(fit.fit()).simulator(truth, List.of(INPUT));
                SimulatedNetwork network = simulator.start("", new Seed(9))) {
            for (int step = 0; step < inputs.length; step++) {
                Map<Channel, double[]> row = Map.of(INPUT, new double[] {inputs[step]});
                System.arraycopy(network.observe(row).get(Observable.ACTIVITY), 0, activity, 2 * step, 2);
                network.advance(row);
            }
            states = network.initialStates();
        }
        Map<Channel, double[]> columns = new LinkedHashMap<>();
        columns.put(INPUT, inputs);
        columns.put(ACTIVITY, activity);
        Trajectory trajectory = Trajectory.builder("a", 6).subject("A").columns(columns).initialStates(states).build();
        Dataset.Builder data = Dataset.builder(List.of(INPUT, ACTIVITY)).trajectories(trajectory);
        return (named ? data.truth(truth) : data).build();
    }

    private static FitBuilder neurons() {
        return FitBuilder.of(new FeedforwardNetwork(), Networks.layers(1, 2))
                .rule(new TaylorRule(), Rules.terms("x", "w")).loss(new ActivityMeanSquaredError(), 1);
    }

    @Test
    void agreementComparesWeightsAfterEachStep() {
        try (OpenFit opened = neurons().open(simulated(neurons(), taylor("x", 0.3), true))) {
            Problem problem = opened.problems().getFirst();
            double[] wrong = {0.1, -0.2};

            Agreement agreement = problem.evaluate(wrong).trajectories().getFirst().agreement();
            RSquared found = agreement.weights().orElseThrow();
            double[] errors = agreement.weightErrors().orElseThrow();

            double[] actual = problem.simulate(new double[] {0.3, 0}).getFirst().states().getFirst();
            double[] predicted = problem.simulate(wrong).getFirst().states().getFirst();
            // The weights before the first step are no row.
            RSquared expected = RSquared.of(Arrays.copyOfRange(actual, 2, 14), Arrays.copyOfRange(predicted, 2, 14), 2)
                    .orElseThrow();
            assertEquals(expected.uniform(), found.uniform(), 1e-12);
            assertEquals(expected.varianceWeighted(), found.varianceWeighted(), 1e-12);
            assertTrue(found.uniform() < 0.9, "" + found.uniform());
            assertEquals(6, errors.length);
            for (int step = 0; step < 6; step++) {
                double first = actual[2 * step + 2] - predicted[2 * step + 2];
                double second = actual[2 * step + 3] - predicted[2 * step + 3];
                assertEquals(Math.sqrt((first * first + second * second) / 2), errors[step], 1e-15);
            }
            assertTrue(errors[5] > 0.01, Arrays.toString(errors));
        }
    }

    @Test
    void trueRuleThatDoesNotSuitTheDataIsRefused() {
        Dataset data = simulated(neurons(), taylor("x", 0.3), true);
        Dataset wrong = Dataset.builder(data.channels()).trajectories(data.trajectories()).truth(taylor("x*r", 1)).build();

        InvalidSpecException refusal = assertThrows(InvalidSpecException.class, () -> neurons().open(wrong));

        assertEquals("data", refusal.key());
        assertEquals("The rule that the data name as the true one does not suit them. The rule reads the signal 'reward', "
                + "which the data do not bring; they bring [].", refusal.getMessage());
    }

    @Test
    void withoutTruthNothingIsKnownOfWeights() {
        try (OpenFit opened = neurons().open(simulated(neurons(), taylor("x", 0.3), false))) {
            Agreement agreement = opened.problems().getFirst().evaluate(new double[] {0.3, 0}).trajectories().getFirst()
                    .agreement();

            assertEquals(Optional.empty(), agreement.weights());
            assertEquals(Optional.empty(), agreement.activity());
            assertEquals(Optional.empty(), agreement.weightErrors());
            assertEquals(1, agreement.recordedActivity().orElseThrow().uniform(), 1e-12);
        }
    }

    @Test
    void truthDrawnFromTheSeedIsNotWhereTheFitStarts() {
        KnownRule mlp = new KnownRule(new Configured<>(new MlpRule(), mlp()), Map.of());
        FitBuilder fit = FitBuilder.of(new FeedforwardNetwork(), Networks.layers(1, 2))
                .rule(new MlpRule(), mlp()).loss(new ActivityMeanSquaredError(), 1);

        try (OpenFit opened = fit.open(simulated(fit, mlp, true))) {
            Problem problem = opened.problems().getFirst();
            Agreement agreement = problem.evaluate(problem.start()).trajectories().getFirst().agreement();

            assertTrue(agreement.weights().orElseThrow().uniform() < 0.9999);
            // The repetition is exact, though the rule's parameters are random: what was recorded is what it shows.
            assertEquals(agreement.activity().orElseThrow().uniform(),
                    agreement.recordedActivity().orElseThrow().uniform(), 1e-12);
        }
    }

    @Test
    void tracesThatAreDrawnStartAlikeWhereTheTruthIsRepeated() {
        Parameter rate = Parameter.scalar("rate", Initial.at(0.3));
        Trace threshold = Trace.of("threshold", Extent.SYNAPSE).startingAt(Initial.normal(1, 0.5));
        RuleFamily<NoSettings> rule = Stubs.rule(List.of(rate), (synapse, theta) ->
                Plasticity.of(Expr.outer(synapse.pre(), theta.of(rate)).times(synapse.trace(threshold)))
                        .next(threshold, synapse.trace(threshold).times(0.9)));
        KnownRule known = new KnownRule(new Configured<>(rule, new NoSettings()), Map.of());
        FitBuilder fit = FitBuilder.of(new FeedforwardNetwork(), Networks.layers(1, 2))
                .rule(rule, new NoSettings()).loss(new ActivityMeanSquaredError(), 1);

        try (OpenFit opened = fit.open(simulated(fit, known, true))) {
            Problem problem = opened.problems().getFirst();
            Agreement agreement = problem.evaluate(new double[] {0.3}).trajectories().getFirst().agreement();
            double[] start = Arrays.copyOf(problem.simulate(new double[] {0.3}).getFirst().states()
                    .get(problem.states().indexOf("weights.threshold")), 2);

            assertEquals(1, agreement.recordedActivity().orElseThrow().uniform(), 1e-12);
            assertEquals(1, agreement.weights().orElseThrow().uniform(), 1e-12);
            assertTrue(start[0] != start[1] && Math.abs(start[0] - 1) < 3, Arrays.toString(start));
        }
    }

    private static MlpSettings mlp() {
        return new MlpSettings(
                List.of(SynapticVariable.X, SynapticVariable.Y), List.of(4), 0.01, 0.5);
    }
}
