package org.deltaw.kernel.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.kernel.ParameterChoices;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.fit.Problem;
import org.deltaw.kernel.testing.FitBuilder;
import org.deltaw.kernel.testing.Networks;
import org.deltaw.kernel.testing.Recordings;
import org.deltaw.kernel.testing.Rules;
import org.deltaw.kernel.testing.Stubs;
import org.deltaw.plugin.mlp.MlpRule;
import org.deltaw.plugin.neural.ActivityMeanSquaredError;
import org.deltaw.plugin.recurrent.RecurrentNetwork;
import org.deltaw.plugin.taylor.TaylorRule;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.network.Connectivity;
import org.deltaw.spi.network.Network;
import org.deltaw.spi.network.NetworkArchitecture;
import org.deltaw.spi.network.Observable;
import org.deltaw.spi.network.Presentation;
import org.deltaw.spi.network.SynapseGroup;
import org.deltaw.spi.parameter.Initial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Synapses that are missing have weight 0 before, during and after a trajectory, and no derivative. */
class SparseSynapsesTest {
    private static final int INPUTS = 4;
    private static final int NEURONS = 5;
    private static final Dataset ACTIVITY = Recordings.random(Recordings.activity(INPUTS, NEURONS), 2, 6, 2);

    /** With a constant term, which changes every synapse that is there. */
    private static FitBuilder sparse() {
        return FitBuilder.of(new RecurrentNetwork(), Networks.sparse(INPUTS, NEURONS))
                .rule("input", new TaylorRule(), Rules.terms("1", "x*y"),
                        new ParameterChoices(Map.of("1", 0.3), List.of(), List.of(), Map.of()))
                .rule("recurrent", new MlpRule(), Rules.mlp(3), ParameterChoices.NONE)
                .loss(new ActivityMeanSquaredError(), 1);
    }

    private static double[] pattern(Problem problem, String group) {
        return problem.parameters(problem.start()).stream()
                .filter(value -> value.name().equals(group + ".connections")).findFirst().orElseThrow().values();
    }

    private static double[] weights(Problem problem, String group) {
        return problem.simulate(problem.start()).getFirst().states().get(problem.states().indexOf(group));
    }

    private static void assertZeroWhereMissing(double[] pattern, double[] values, String what) {
        int present = 0;
        for (int i = 0; i < values.length; i++) {
            if (pattern[i % pattern.length] == 0) {
                assertEquals(0, values[i] == 0 ? 0 : values[i], what + "[" + i + "]");
            } else if (values[i] != 0) {
                present++;
            }
        }
        double expected = Arrays.stream(pattern).sum() * values.length / pattern.length;
        assertEquals(expected, present, what + " of synapses that are there");
    }

    @ParameterizedTest
    @ValueSource(strings = {"input", "recurrent"})
    void missingSynapsesStayZeroAndOthersLearn(String group) {
        try (OpenFit opened = sparse().open(ACTIVITY)) {
            Problem problem = opened.problems().getFirst();
            double[] pattern = pattern(problem, group);
            double missing = Arrays.stream(pattern).filter(synapse -> synapse == 0).count();
            assertFalse(missing == 0, "a test without missing synapses shows nothing");
            double[] weights = weights(problem, group);
            assertZeroWhereMissing(pattern, weights, "weights");
            double[] changes = new double[pattern.length];
            Arrays.setAll(changes, i -> weights[weights.length - pattern.length + i] - weights[i]);
            assertZeroWhereMissing(pattern, changes, "changes");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"input", "recurrent"})
    void missingSynapsesHaveNoDerivative(String group) {
        try (OpenFit opened = sparse().open(ACTIVITY)) {
            Problem problem = opened.problems().getFirst();
            double[] gradient = problem.evaluations(problem.start()).getFirst().initialStateGradient()
                    .get(problem.states().indexOf(group));
            assertZeroWhereMissing(pattern(problem, group), gradient, "derivatives");
        }
    }

    @Test
    void noNeuronIsConnectedToItself() {
        try (OpenFit opened = sparse().open(ACTIVITY)) {
            double[] pattern = pattern(opened.problems().getFirst(), "recurrent");
            for (int i = 0; i < NEURONS; i++) {
                assertEquals(0, pattern[i * NEURONS + i]);
            }
        }
    }

    @Test
    void weightsOfMissingSynapsesThatDataGiveAreIgnored() {
        double[] ones = new double[NEURONS * NEURONS];
        Arrays.fill(ones, 1);
        Trajectory given = Recordings.starting(ACTIVITY.trajectories().getFirst(), Map.of("recurrent", ones));
        try (OpenFit opened = sparse().open(Recordings.of(given))) {
            Problem problem = opened.problems().getFirst();
            assertArrayEquals(pattern(problem, "recurrent"),
                    Arrays.copyOf(weights(problem, "recurrent"), ones.length));
        }
    }

    @Test
    void seedDecidesWhichSynapsesThereAre() {
        double[] first;
        try (OpenFit opened = sparse().open(ACTIVITY)) {
            first = pattern(opened.problems().getFirst(), "recurrent");
        }
        try (OpenFit opened = sparse().open(ACTIVITY)) {
            assertArrayEquals(first, pattern(opened.problems().getFirst(), "recurrent"));
        }
        try (OpenFit opened = sparse().seed(2).open(ACTIVITY)) {
            assertFalse(Arrays.equals(first, pattern(opened.problems().getFirst(), "recurrent")));
        }
    }

    @Test
    void sameSynapsesAreThereInEachSubject() {
        try (OpenFit opened = sparse().separateSubjects().open(ACTIVITY)) {
            assertEquals(2, opened.problems().size());
            assertArrayEquals(pattern(opened.problems().get(0), "input"), pattern(opened.problems().get(1), "input"));
        }
    }

    @Test
    void patternIsNoParameterThatCouldBeFitted() {
        ParameterChoices fitted = new ParameterChoices(Map.of(), List.of(), List.of("input.connections"), Map.of());
        assertEquals("'input.connections' is no parameter here; the parameters are bias.",
                assertThrows(InvalidSpecException.class, () -> ModelAssembly.assemble(
                        sparse().network(fitted).fit(), ACTIVITY.channels())).getMessage());
    }

    @Test
    void networkWithoutAnySynapseIsRefused() {
        Axis pre = new Axis("pre", 2);
        SynapseGroup rare = SynapseGroup.of("rare", pre, new Axis("post", 3)).startingAt(Initial.at(1))
                .connected(new Connectivity(1e-9, true));
        NetworkArchitecture<NoSettings> network = Stubs.network(2, reads -> {
            Expr y = reads.input(pre).times(reads.weights(rare)).sum(pre);
            return Network.empty().plastic(rare, 1, Presentation.of(reads.input(pre), y)).shows(Observable.ACTIVITY, y);
        });
        FitBuilder fit = FitBuilder.of(network, new NoSettings()).rule(new TaylorRule(), Rules.terms("x"))
                .loss(new ActivityMeanSquaredError(), 1);
        InvalidSpecException refusal = assertThrows(InvalidSpecException.class,
                () -> ModelAssembly.assemble(fit.fit(), Recordings.activity(2, 3)));
        assertEquals("None of the 6 possible synapses of 'rare' is there, at a probability of 1.0E-9; choose a larger one, "
                + "more neurons, or another seed.", refusal.getMessage());
        assertEquals("network", refusal.key());
    }
}
