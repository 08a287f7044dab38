package org.deltaw.kernel.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.deltaw.expr.Expr;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.fit.Problem;
import org.deltaw.kernel.testing.FitBuilder;
import org.deltaw.kernel.testing.Networks;
import org.deltaw.kernel.testing.Recordings;
import org.deltaw.kernel.testing.Rules;
import org.deltaw.kernel.testing.Stubs;
import org.deltaw.plugin.feedforward.FeedforwardNetwork;
import org.deltaw.plugin.feedforward.FeedforwardSettings;
import org.deltaw.plugin.mlp.MlpRule;
import org.deltaw.plugin.neural.ActivityMeanSquaredError;
import org.deltaw.plugin.taylor.TaylorRule;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.parameter.Initial;
import org.deltaw.spi.parameter.Parameter;
import org.deltaw.spi.rule.Extent;
import org.deltaw.spi.rule.Plasticity;
import org.deltaw.spi.rule.Signal;
import org.deltaw.spi.rule.Synapse;
import org.junit.jupiter.api.Test;

/** Signals with a value for each neuron of one side, as columns of the data bring them. */
class SignalTest {
    private static final Parameter RATE = Parameter.scalar("rate", Initial.at(1));

    private static FitBuilder fit(FeedforwardSettings layers, Function<Synapse, Expr> change) {
        return FitBuilder.of(new FeedforwardNetwork(), layers).loss(new ActivityMeanSquaredError(), 1)
                .rule(Stubs.rule(List.of(RATE), (synapse, theta) ->
                        Plasticity.of(change.apply(synapse).times(theta.of(RATE)))), new NoSettings());
    }

    private static Function<Synapse, Expr> reading(Signal signal) {
        return synapse -> synapse.signal(signal);
    }

    /** Returns the weights after one step in which the data bring the given dopamine to 3 x 2 synapses of weight 0, rate 1/3. */
    private static double[] weights(Extent extent, double... dopamine) {
        Channel column = Channel.of(new Signal("dopamine"), dopamine.length);
        Trajectory trajectory = Recordings.trajectory("a", 1, Map.of(Channel.input(3), new double[3], column, dopamine,
                Channel.of(Target.ACTIVITY, 2), new double[2]), new double[6]);
        try (OpenFit opened = fit(Networks.layers(3, 2), reading(new Signal("dopamine", extent)))
                .open(Recordings.of(trajectory))) {
            Problem problem = opened.problems().getFirst();
            double[] states = problem.simulate(new double[] {3}).getFirst().states().getFirst();
            return Arrays.copyOfRange(states, 6, 12);
        }
    }

    @Test
    void columnBindsToTheNeuronsOfOneSideOrToTheSynapses() {
        assertArrayEquals(new double[] {1, 2, 1, 2, 1, 2}, weights(Extent.POST, 1, 2), 1e-15);
        assertArrayEquals(new double[] {1, 1, 2, 2, 3, 3}, weights(Extent.PRE, 1, 2, 3), 1e-15);
        assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, weights(Extent.SYNAPSE, 1, 2, 3, 4, 5, 6), 1e-15);
    }

    @Test
    void oneValueIsTheSameForAll() {
        for (Extent extent : Extent.values()) {
            assertArrayEquals(new double[] {7, 7, 7, 7, 7, 7}, weights(extent, 7), 1e-15);
        }
    }

    private static String refusal(FitBuilder fit, List<Channel> channels) {
        return assertThrows(InvalidSpecException.class, () -> ModelAssembly.assemble(fit.fit(), channels)).getMessage();
    }

    @Test
    void widthThatDoesNotFitIsRefused() {
        List<Channel> channels = List.of(Channel.input(3), Channel.of(new Signal("dopamine"), 4), Channel.of(Target.ACTIVITY, 2));
        assertEquals("The rule reads the signal 'dopamine' as one value for each postsynaptic neuron (2 per step for "
                + "'weights'), but the data bring 4; make the two agree.",
                refusal(fit(Networks.layers(3, 2), reading(new Signal("dopamine", Extent.POST))), channels));
        assertEquals("The rule reads the signal 'dopamine' as one value for all synapses (1 per step for "
                + "'weights'), but the data bring 4; make the two agree.",
                refusal(fit(Networks.layers(3, 2), reading(new Signal("dopamine"))), channels));
    }

    @Test
    void listsEveryExtentThatAColumnFits() {
        List<Channel> channels = List.of(Channel.input(2), Recordings.REWARD, Channel.of(new Signal("dopamine"), 2),
                Channel.of(new Signal("noise"), 4), Channel.of(new Signal("odd"), 3), Channel.of(Target.ACTIVITY, 2));
        ModelAssembly.assemble(fit(Networks.layers(2, 2), synapse -> {
            assertEquals(List.of(Signal.REWARD, new Signal("dopamine", Extent.PRE), new Signal("dopamine", Extent.POST),
                    new Signal("noise", Extent.SYNAPSE)), synapse.signals());
            return synapse.weight();
        }).fit(), channels);
    }

    /** Taylor terms read whatever the reward is: here one for each of two output neurons. */
    @Test
    void rewardOfATermMayBeOneForEachNeuron() {
        Channel reward = Channel.of(Signal.REWARD, 2);
        Trajectory trajectory = Recordings.trajectory("a", 1, Map.of(Channel.input(3), new double[] {3, 6, 9},
                reward, new double[] {1, -2}, Channel.of(Target.ACTIVITY, 2), new double[2]), new double[6]);
        FitBuilder fit = FitBuilder.of(new FeedforwardNetwork(), Networks.layers(3, 2)).loss(new ActivityMeanSquaredError(), 1)
                .rule(new TaylorRule(), Rules.terms("x*r"));
        try (OpenFit opened = fit.open(Recordings.of(trajectory))) {
            double[] states = opened.problems().getFirst().simulate(new double[] {1}).getFirst().states().getFirst();
            assertArrayEquals(new double[] {1, -2, 2, -4, 3, -6}, Arrays.copyOfRange(states, 6, 12), 1e-15);
        }
        ModelAssembly.assemble(FitBuilder.of(new FeedforwardNetwork(), Networks.layers(3, 2)).rule(new MlpRule(), Rules.mlp(2))
                .loss(new ActivityMeanSquaredError(), 1).fit(), List.copyOf(trajectory.columns().keySet()));
    }

    @Test
    void rewardThatMayBelongToEitherSideIsRefused() {
        assertEquals("The data bring as many values of the signal 'reward' per step as there are presynaptic, and postsynaptic, "
                + "neurons, so whose it is is open; choose a rule that says so, or one value per step.",
                refusal(FitBuilder.of(new FeedforwardNetwork(), Networks.layers(2, 2)).rule(new TaylorRule(), Rules.terms("x*r"))
                        .loss(new ActivityMeanSquaredError(), 1), List.of(Channel.input(2), Channel.of(Signal.REWARD, 2),
                        Channel.of(Target.ACTIVITY, 2))));
    }

    /** Two layers of two neurons: the same column is read over the neurons of both. */
    @Test
    void oneColumnMayServeSeveralGroups() {
        Channel column = Channel.of(new Signal("dopamine"), 2);
        Trajectory trajectory = Recordings.starting(Recordings.trajectory("a", 1, Map.of(Channel.input(2), new double[2],
                column, new double[] {1, 5}, Channel.of(Target.ACTIVITY, 2), new double[2])),
                Map.of("layer1", new double[4], "layer2", new double[4]));
        try (OpenFit opened = fit(Networks.layers(2, 2, 2), reading(new Signal("dopamine", Extent.POST)))
                .open(Recordings.of(trajectory))) {
            List<double[]> states = opened.problems().getFirst().simulate(new double[] {2}).getFirst().states();
            assertArrayEquals(new double[] {0, 0, 0, 0, 1, 5, 1, 5}, states.get(0), 1e-15);
            assertArrayEquals(new double[] {0, 0, 0, 0, 1, 5, 1, 5}, states.get(1), 1e-15);
        }
    }
}
