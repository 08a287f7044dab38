package org.deltaw.kernel.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.deltaw.expr.Axes;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.fit.Problem;
import org.deltaw.kernel.testing.FitBuilder;
import org.deltaw.kernel.testing.Recordings;
import org.deltaw.kernel.testing.Stubs;
import org.deltaw.plugin.neural.ActivityMeanSquaredError;
import org.deltaw.spi.BrokenExtensionException;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.Warning;
import org.deltaw.spi.backend.Simulation;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.network.Input;
import org.deltaw.spi.network.Network;
import org.deltaw.spi.network.NetworkArchitecture;
import org.deltaw.spi.network.NetworkInputs;
import org.deltaw.spi.network.Observable;
import org.deltaw.spi.network.Presentation;
import org.deltaw.spi.network.SynapseGroup;
import org.deltaw.spi.parameter.Bindings;
import org.deltaw.spi.parameter.Initial;
import org.deltaw.spi.parameter.Parameter;
import org.deltaw.spi.rule.Extent;
import org.deltaw.spi.rule.Plasticity;
import org.deltaw.spi.rule.RuleFamily;
import org.deltaw.spi.rule.Signal;
import org.deltaw.spi.rule.Synapse;
import org.deltaw.spi.rule.Trace;
import org.junit.jupiter.api.Test;

/** Plastic synapses that are shown several presentations in a step, with signals that the network computes. */
class PresentationTest {
    private static final Axis PRE = new Axis("pre", 2);
    private static final Axis POST = new Axis("post", 1);
    private static final SynapseGroup WEIGHTS = SynapseGroup.of("weights", PRE, POST);
    private static final Input OTHER = new Input("other");
    private static final Channel OTHERS = Channel.of(OTHER, 2);
    private static final Channel SHOWN = Channel.of(Target.ACTIVITY, 1);
    private static final List<Channel> CHANNELS = List.of(Channel.input(2), OTHERS, Recordings.REWARD, SHOWN);
    private static final Parameter RATE = Parameter.scalar("rate", Initial.at(0.5));

    /** Shows the input of the step, and another column as a second one, with the signal 1 and 0.25. */
    private static NetworkArchitecture<NoSettings> twoOptions() {
        return network((inputs, y) -> List.of(
                Presentation.of(inputs.input(PRE), y).named("left").with(Signal.CHOSEN, Expr.ONE),
                Presentation.of(inputs.input(OTHER, PRE), y).named("right").with(Signal.CHOSEN, Expr.constant(0.25))));
    }

    private static NetworkArchitecture<NoSettings> network(BiFunction<NetworkInputs, Expr, List<Presentation>> presentations) {
        return Stubs.network(2, inputs -> {
            Expr y = inputs.input(PRE).times(inputs.weights(WEIGHTS)).sum(PRE);
            return Network.empty().plastic(WEIGHTS, 2, presentations.apply(inputs, y)).shows(Observable.ACTIVITY, y);
        });
    }

    private static RuleFamily<NoSettings> rule(BiFunction<Synapse, Bindings, Plasticity> plasticity) {
        return Stubs.rule(List.of(RATE), plasticity);
    }

    private static FitBuilder fit(NetworkArchitecture<NoSettings> network, RuleFamily<NoSettings> rule) {
        return FitBuilder.of(network, new NoSettings()).rule(rule, new NoSettings()).loss(new ActivityMeanSquaredError(), 1);
    }

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

    private static Trajectory trajectory(double[] gate) {
        return Recordings.trajectory("a", 2, Map.of(
                Channel.input(2), new double[] {1, 0, 0, 1}, OTHERS, new double[] {0, 2, 3, 0}, SHOWN, new double[2],
                Channel.UPDATE, gate, Recordings.REWARD, new double[] {1, 4}), 0.5, 0.25);
    }

    @Test
    void changesOfAllPresentationsAreComputedFromTheWeightsBeforeTheStepAndAdded() {
        Map<String, double[]> states = states(fit(twoOptions(), rule((synapse, theta) -> Plasticity.of(
                Expr.outer(synapse.pre(), synapse.signal(Signal.REWARD).minus(synapse.weight()))
                        .times(synapse.signal(Signal.CHOSEN)).times(theta.of(RATE))))), trajectory(new double[] {1, 1}));
        // Weights change by 2 * 0.5 * (x1 + 0.25 * x2) * (r - w).
        double first = 0.5 + 1 * (1 - 0.5);
        double second = 0.25 + 0.25 * 2 * (1 - 0.25);
        assertArrayEquals(new double[] {0.5, 0.25, first, second,
                first + 0.25 * 3 * (4 - first), second + (4 - second)}, states.get("weights"));
    }

    @Test
    void closedGateLeavesTheWeightsAsTheyAre() {
        Map<String, double[]> states = states(fit(twoOptions(), rule((synapse, theta) ->
                Plasticity.of(theta.of(RATE).times(synapse.signal(Signal.CHOSEN))))), trajectory(new double[] {0, 1}));
        assertArrayEquals(new double[] {0.5, 0.25, 0.5, 0.25, 1.75, 1.5}, states.get("weights"));
    }

    @Test
    void eachPresentationHasTracesOfItsOwn() {
        Trace seen = Trace.of("seen", Extent.PRE).startingAt(Initial.at(1));
        Map<String, double[]> states = states(fit(twoOptions(), rule((synapse, theta) ->
                Plasticity.of(synapse.trace(seen).times(theta.of(RATE)))
                        .next(seen, synapse.trace(seen).plus(synapse.pre())))), trajectory(new double[] {1, 1}));
        assertEquals(Set.of("weights", "weights.left.seen", "weights.right.seen"), states.keySet());
        assertArrayEquals(new double[] {1, 1, 2, 1, 2, 2}, states.get("weights.left.seen"));
        assertArrayEquals(new double[] {1, 1, 1, 3, 4, 3}, states.get("weights.right.seen"));
        assertArrayEquals(new double[] {0.5, 0.25, 2.5, 2.25, 2.5 + 3, 2.25 + 4}, states.get("weights"));
    }

    @Test
    void globalTraceIsOneNumber() {
        Trace time = Trace.of("time", Extent.GLOBAL);
        Map<String, double[]> states = states(
                fit(network((inputs, y) -> List.of(Presentation.of(inputs.input(PRE), y))), rule((synapse, theta) ->
                        Plasticity.of(synapse.trace(time).times(theta.of(RATE))).next(time, synapse.trace(time).plus(1)))),
                trajectory(new double[] {0, 1}));
        assertArrayEquals(new double[] {0, 1, 2}, states.get("weights.time"));
        assertArrayEquals(new double[] {0.5, 0.25, 0.5, 0.25, 1.5, 1.25}, states.get("weights"));
    }

    @Test
    void presentationThatIsNotShownChangesNothingAndIsNotRemembered() {
        Trace seen = Trace.of("seen", Extent.PRE).startingAt(Initial.at(1));
        Map<String, double[]> states = states(fit(network((inputs, y) -> List.of(
                        Presentation.of(inputs.input(PRE), y).named("left")
                                .when(inputs.input(new Input("reward")).greaterThan(Expr.constant(2))),
                        Presentation.of(inputs.input(OTHER, PRE), y).named("right"))),
                rule((synapse, theta) -> Plasticity.of(synapse.trace(seen).plus(1).times(theta.of(RATE)))
                        .next(seen, synapse.trace(seen).plus(synapse.pre())))), trajectory(new double[] {1, 1}));
        // In the first step, with reward 1, only the right one is shown: weights change by 2 * 0.5 * (seen + 1).
        assertArrayEquals(new double[] {1, 1, 1, 1, 1, 2}, states.get("weights.left.seen"));
        assertArrayEquals(new double[] {1, 1, 1, 3, 4, 3}, states.get("weights.right.seen"));
        assertArrayEquals(new double[] {0.5, 0.25, 2.5, 2.25, 2.5 + 2 + 2, 2.25 + 2 + 4}, states.get("weights"));
    }

    @Test
    void signalThatTheNetworkReadsItMayReplace() {
        Map<String, double[]> states = states(fit(network((inputs, y) -> List.of(Presentation.of(inputs.input(PRE), y)
                        .with(Signal.REWARD, inputs.input(new Input("reward")).minus(1)))),
                rule((synapse, theta) -> {
                    assertEquals(List.of(Signal.REWARD), synapse.signals());
                    return Plasticity.of(synapse.signal(Signal.REWARD).times(theta.of(RATE)));
                })), trajectory(new double[] {1, 1}));
        assertArrayEquals(new double[] {0.5, 0.25, 0.5, 0.25, 3.5, 3.25}, states.get("weights"));
    }

    @Test
    void ruleThatChangesSilentSynapsesSeveralTimesIsWarnedOf() {
        assertEquals(List.of("The rule 'stub' changes weights of inputs that are 0, too, and is applied to 'weights' 2 times in a step, "
                + "once "
                + "for each option that the network shows: terms without x change every weight that often; multiply them by x, or let the "
                + "network show the chosen option alone."), warnings(twoOptions(), (synapse, theta) ->
                        Plasticity.of(synapse.weight().times(theta.of(RATE)))));
        assertEquals(List.of(), warnings(twoOptions(), (synapse, theta) ->
                Plasticity.of(Expr.outer(synapse.pre(), synapse.post()).times(theta.of(RATE)))));
        assertEquals(List.of(), warnings(network((inputs, y) -> List.of(Presentation.of(inputs.input(PRE), y))), (synapse, theta) ->
                Plasticity.of(synapse.weight().times(theta.of(RATE)))));
    }

    private static List<String> warnings(NetworkArchitecture<NoSettings> network, BiFunction<Synapse, Bindings, Plasticity> plasticity) {
        return ModelAssembly.assemble(fit(network, rule(plasticity)).fit(), CHANNELS).warnings().stream()
                .map(Warning::message).toList();
    }

    @Test
    void signalThatBothBringIsRefused() {
        InvalidSpecException refusal = assertThrows(InvalidSpecException.class, () -> ModelAssembly.assemble(
                fit(twoOptions(), rule((synapse, _) -> Plasticity.of(synapse.weight()))).fit(),
                List.of(Channel.input(2), OTHERS, Channel.of(Signal.CHOSEN), SHOWN)));
        assertEquals("The network computes the signal 'chosen', and the data bring one of this name, too; rename the data's, "
                + "or leave it out.", refusal.getMessage());
    }

    @Test
    void whatTheNetworkComputesIsListedWithWhatTheDataBring() {
        ModelAssembly.assemble(fit(twoOptions(), rule((synapse, _) -> {
            assertEquals(List.of(Signal.REWARD, Signal.CHOSEN), synapse.signals());
            return Plasticity.of(synapse.weight());
        })).fit(), CHANNELS);
        assertEquals("The rule reads the signal 'dopamine', which the data do not bring; they bring [reward], and the network "
                + "computes [chosen].", assertThrows(InvalidSpecException.class, () -> ModelAssembly.assemble(fit(twoOptions(),
                        rule((synapse, _) -> Plasticity.of(synapse.signal(new Signal("dopamine"))))).fit(), CHANNELS))
                .getMessage());
    }

    @Test
    void columnThatTheNetworkReadsByNameMustBeThere() {
        assertEquals("The network reads 'other', which the data do not bring; they bring the inputs [input] and the signals "
                + "[reward].", refusal(List.of(Channel.input(2), Recordings.REWARD, SHOWN)));
        assertEquals("The network reads 2 values of 'other' per step, but the data bring 3; make the two agree.",
                refusal(List.of(Channel.input(2), Channel.of(OTHER, 3), SHOWN)));
        assertEquals("The network reads 'other', which the data do not bring; they bring the inputs [input] and the signals [].",
                refusal(List.of(Channel.input(2), Channel.of(new Target("other"), 2), SHOWN)), "a target is not read");
    }

    private static String refusal(List<Channel> channels) {
        return assertThrows(InvalidSpecException.class, () -> ModelAssembly.assemble(
                fit(twoOptions(), rule((synapse, _) -> Plasticity.of(synapse.weight()))).fit(), channels)).getMessage();
    }

    @Test
    void networkWithoutInputsReadsASignalByName() {
        NetworkArchitecture<NoSettings> network = Stubs.network(0, inputs -> {
            assertFalse(inputs.brings(OTHER));
            assertTrue(inputs.brings(new Input("reward")));
            Expr y = inputs.weights(WEIGHTS).sum(PRE).times(inputs.input(new Input("reward")));
            return Network.empty().plastic(WEIGHTS, 1, Presentation.of(Expr.ONE.broadcast(Axes.of(PRE)), y))
                    .shows(Observable.ACTIVITY, y);
        });
        Trajectory trajectory = Recordings.trajectory("a", 2, Map.of(
                Recordings.REWARD, new double[] {2, 3}, SHOWN, new double[2]), 1, 4);
        Map<String, double[]> states = states(
                fit(network, rule((synapse, theta) -> Plasticity.of(synapse.post().times(theta.of(RATE))))), trajectory);
        assertArrayEquals(new double[] {1, 4, 6, 9, 6 + 22.5, 9 + 22.5}, states.get("weights"));
    }

    @Test
    void dataSourceThatBringsAnInputIsRefusedForANetworkThatReadsNone() {
        FitBuilder fit = fit(Stubs.network(0, _ -> Network.empty()), rule((synapse, _) -> Plasticity.of(synapse.weight())))
                .data(Stubs.data(context -> {
                    throw new AssertionError(context.inputs() + " inputs");
                }));
        InvalidSpecException refusal = assertThrows(InvalidSpecException.class, () -> OpenFit.load(fit.fit()));
        assertEquals("data", refusal.key());
        assertEquals("The network 'stub' reads no input, but the data source brings one; choose another network, or another data "
                + "source.", refusal.getMessage());
    }

    private static String fault(BiFunction<NetworkInputs, Expr, List<Presentation>> presentations) {
        return assertThrows(BrokenExtensionException.class, () -> ModelAssembly.assemble(
                fit(network(presentations), rule((synapse, _) -> Plasticity.of(synapse.weight()))).fit(), CHANNELS)).getMessage();
    }

    @Test
    void presentationsThatDoNotAgreeAreTheAuthorsFault() {
        assertEquals("Extension 'stub': its group of synapses 'weights' has no presentation; add Presentation.of(pre, post).",
                fault((_, _) -> List.of()));
        assertEquals("Extension 'stub': its group of synapses 'weights' has several presentations, of which one is named ''; "
                + "give each a name of its own.", fault((inputs, y) -> List.of(
                        Presentation.of(inputs.input(PRE), y), Presentation.of(inputs.input(PRE), y).named("right"))));
        assertEquals("Extension 'stub': its group of synapses 'weights' has several presentations, of which one is named 'left'; "
                + "give each a name of its own.", fault((inputs, y) -> List.of(
                        Presentation.of(inputs.input(PRE), y).named("left"), Presentation.of(inputs.input(PRE), y).named("left"))));
        assertEquals("Extension 'stub': its group of synapses 'weights' has the signals [chosen, one value for all synapses] in "
                + "presentation 'left' but [] in 'right'; expected the same in each.", fault((inputs, y) -> List.of(
                        Presentation.of(inputs.input(PRE), y).named("left").with(Signal.CHOSEN, Expr.ONE),
                        Presentation.of(inputs.input(PRE), y).named("right"))));
    }

    @Test
    void presentationOverOtherAxesIsTheAuthorsFault() {
        assertEquals("Extension 'stub': its presentation of 'weights': pre should have the axes (pre), but sum(input input*weights, "
                + "pre) has (post).", fault((_, y) -> List.of(Presentation.of(y, y))));
        assertEquals("Extension 'stub': its presentation 'left' of 'weights': post should have the axes (post), but input input has "
                + "(pre).", fault((inputs, _) -> List.of(
                        Presentation.of(inputs.input(PRE), inputs.input(PRE)).named("left"))));
        assertEquals("Extension 'stub': its presentation of 'weights': signal 'chosen' should have the axes (), but input input has "
                + "(pre).", fault((inputs, y) -> List.of(Presentation.of(inputs.input(PRE), y).with(Signal.CHOSEN, inputs.input(PRE)))));
    }

    @Test
    void conditionOverNeuronsIsTheAuthorsFault() {
        assertEquals("Extension 'stub': its presentation of 'weights': condition should have the axes (), but input input has (pre).",
                fault((inputs, y) -> List.of(Presentation.of(inputs.input(PRE), y).when(inputs.input(PRE)))));
    }

    @Test
    void signalNameClaimedTwiceIsTheAuthorsFault() {
        assertEquals("Extension 'stub': its presentation of 'weights' has two signals named 'chosen'.",
                fault((inputs, y) -> List.of(Presentation.of(inputs.input(PRE), y)
                        .with(Signal.CHOSEN, Expr.ONE).with(new Signal("chosen", Extent.POST), y))));
        assertEquals("Extension 'stub': in build(): The signal 'chosen' is given twice.",
                fault((inputs, y) -> List.of(Presentation.of(inputs.input(PRE), y)
                        .with(Signal.CHOSEN, Expr.ONE).with(Signal.CHOSEN, Expr.ZERO))));
    }

    @Test
    void rateThatIsNoNumberIsTheAuthorsFault() {
        assertEquals("Extension 'stub': its group of synapses 'weights' has the rate NaN; expected a finite number.",
                assertThrows(BrokenExtensionException.class, () -> ModelAssembly.assemble(fit(Stubs.network(2, inputs -> {
                    Expr y = inputs.input(PRE).times(inputs.weights(WEIGHTS)).sum(PRE);
                    return Network.empty().plastic(WEIGHTS, Double.NaN, Presentation.of(inputs.input(PRE), y));
                }), rule((synapse, _) -> Plasticity.of(synapse.weight()))).fit(), CHANNELS)).getMessage());
    }
}
