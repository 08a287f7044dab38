package org.deltaw.kernel.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Symbol;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.fit.Problem;
import org.deltaw.kernel.testing.Differences;
import org.deltaw.kernel.testing.FitBuilder;
import org.deltaw.kernel.testing.Networks;
import org.deltaw.kernel.testing.Recordings;
import org.deltaw.kernel.testing.Rules;
import org.deltaw.kernel.testing.Stubs;
import org.deltaw.plugin.interpreter.InterpreterBackend;
import org.deltaw.plugin.jvm.JvmBackend;
import org.deltaw.plugin.neural.ActivityMeanSquaredError;
import org.deltaw.spi.Configured;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.Seed;
import org.deltaw.spi.backend.GradientBackend;
import org.deltaw.spi.backend.Precision;
import org.deltaw.spi.backend.Simulation;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.SimulatedNetwork;
import org.deltaw.spi.data.Simulator;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.network.Network;
import org.deltaw.spi.network.NetworkArchitecture;
import org.deltaw.spi.network.NeuronState;
import org.deltaw.spi.network.Observable;
import org.deltaw.spi.network.Presentation;
import org.deltaw.spi.network.SynapseGroup;
import org.deltaw.spi.parameter.Initial;
import org.deltaw.spi.parameter.Parameter;
import org.deltaw.spi.rule.Extent;
import org.deltaw.spi.rule.KnownRule;
import org.deltaw.spi.rule.Plasticity;
import org.deltaw.spi.rule.Trace;
import org.junit.jupiter.api.Test;

/** Several sessions in one trajectory: weights run on, activity and traces return to where they began. */
class SessionsTest {
    private static final int MONDAY = 4;
    private static final int TUESDAY = 3;
    private static final int STEPS = MONDAY + TUESDAY;
    private static final Channel INPUT = Channel.input(2);
    private static final Channel ACTIVITY = Channel.of(Target.ACTIVITY, 2);
    private static final List<Channel> CHANNELS = List.of(INPUT, Recordings.REWARD, ACTIVITY);
    private static final double[] START = {0.5, 0.75};
    private static final List<GradientBackend<NoSettings>> BACKENDS = List.of(new InterpreterBackend(), new JvmBackend());

    private static FitBuilder fit(GradientBackend<NoSettings> backend) {
        return FitBuilder.of(Networks.twoGroups(2, 2), new NoSettings()).rule(Rules.eligibility(), new NoSettings())
                .loss(new ActivityMeanSquaredError(), 1).backend(backend, Precision.F64);
    }

    private static Trajectory week() {
        return Recordings.random(CHANNELS, 1, STEPS, 3).trajectories().getFirst();
    }

    private static Trajectory divided(Trajectory trajectory) {
        return trajectory.toBuilder()
                .sessions(List.of(new Trajectory.Session("Mon", 0), new Trajectory.Session("Tue", MONDAY))).build();
    }

    private static Dataset data(Trajectory trajectory) {
        return Dataset.builder(CHANNELS).trajectories(trajectory).build();
    }

    private static Simulation simulate(FitBuilder fit, Trajectory trajectory) {
        try (OpenFit opened = fit.open(data(trajectory))) {
            return opened.problems().getFirst().simulate(START).getFirst();
        }
    }

    private static List<String> states(FitBuilder fit) {
        try (OpenFit opened = fit.open(data(week()))) {
            return opened.problems().getFirst().states();
        }
    }

    /** Returns the steps after Monday's, as a trajectory whose weights begin where Monday's ended. */
    private static Trajectory tuesday(Simulation monday, List<String> states) {
        Trajectory week = week();
        Trajectory.Builder tuesday = Trajectory.builder("tuesday", TUESDAY);
        week.columns().forEach((channel, values) ->
                tuesday.column(channel, Arrays.copyOfRange(values, MONDAY * channel.width(), values.length)));
        for (String weights : List.of("input", "recurrent")) {
            double[] all = monday.states().get(states.indexOf(weights));
            int entries = all.length / (STEPS + 1);
            tuesday.initialState(weights, Arrays.copyOfRange(all, MONDAY * entries, (MONDAY + 1) * entries));
        }
        return tuesday.build();
    }

    @Test
    void aSessionIsWhatATrajectoryThatBeginsWithTheLastWeightsIs() {
        for (GradientBackend<NoSettings> backend : BACKENDS) {
            FitBuilder fit = fit(backend);
            Simulation both = simulate(fit, divided(week()));
            Simulation second = simulate(fit, tuesday(both, states(fit)));
            assertArrayEquals(second.outputs().getFirst(),
                    Arrays.copyOfRange(both.outputs().getFirst(), MONDAY * 2, STEPS * 2), 1e-15);
            for (int s = 0; s < second.states().size(); s++) {
                int entries = second.states().get(s).length / (TUESDAY + 1);
                assertArrayEquals(Arrays.copyOfRange(second.states().get(s), entries, (TUESDAY + 1) * entries),
                        Arrays.copyOfRange(both.states().get(s), (MONDAY + 1) * entries, (STEPS + 1) * entries), 1e-15);
            }
            Simulation undivided = simulate(fit, week());
            assertArrayEquals(Arrays.copyOf(undivided.outputs().getFirst(), MONDAY * 2),
                    Arrays.copyOf(both.outputs().getFirst(), MONDAY * 2));
            assertFalse(Arrays.equals(undivided.outputs().getFirst(), both.outputs().getFirst()));
        }
    }

    @Test
    void derivativesAreThoseOfDifferences() {
        for (GradientBackend<NoSettings> backend : BACKENDS) {
            try (OpenFit opened = fit(backend).open(data(divided(week())))) {
                Problem problem = opened.problems().getFirst();
                Differences.assertClose(Differences.central(START, moved -> problem.gradient(moved).loss()),
                        problem.gradient(START).values(), 1e-7, "gradient");
            }
        }
    }

    @Test
    void aSimulatorThatIsToldOfSessionsDoesTheSame() {
        for (GradientBackend<NoSettings> backend : BACKENDS) {
            FitBuilder fit = fit(backend);
            KnownRule rule = new KnownRule(new Configured<>(Rules.eligibility(), new NoSettings()),
                    Map.of("rate", START[0], "decay", START[1]));
            Trajectory week = week();
            double[] activity = new double[STEPS * 2];
            Map<String, double[]> states;
            try (Simulator simulator = OpenFit.context(fit.fit()).simulator(rule,
                    List.of(INPUT, Recordings.REWARD, Channel.SESSION)); SimulatedNetwork network = simulator.start("", new Seed(5))) {
                states = network.initialStates();
                for (int step = 0; step < STEPS; step++) {
                    Map<Channel, double[]> row = row(week, step);
                    System.arraycopy(network.observe(row).get(Observable.ACTIVITY), 0, activity, 2 * step, 2);
                    network.advance(row);
                }
            }
            Trajectory same = divided(week).toBuilder().initialStates(states).build();
            assertArrayEquals(activity, simulate(fit, same).outputs().getFirst(), 1e-15);
        }
    }

    private static Map<Channel, double[]> row(Trajectory trajectory, int step) {
        Map<Channel, double[]> row = new LinkedHashMap<>();
        for (Channel channel : List.of(INPUT, Recordings.REWARD)) {
            row.put(channel, Arrays.copyOfRange(
                    trajectory.column(channel), step * channel.width(), (step + 1) * channel.width()));
        }
        row.put(Channel.SESSION, new double[] {step == MONDAY ? 1 : 0});
        return row;
    }

    @Test
    void dataWithoutSeveralSessionsHaveNoChannelForThem() {
        Trajectory one = week().toBuilder().session("Mon").build();
        for (Trajectory trajectory : List.of(week(), one)) {
            assertEquals(List.of("update", "input input", "signal reward", "target activity"), channels(trajectory));
        }
        assertTrue(channels(divided(week())).contains("session session"));
    }

    private static List<String> channels(Trajectory trajectory) {
        try (OpenFit opened = fit(new InterpreterBackend()).open(data(trajectory))) {
            return opened.program().channels().stream().map(Symbol::name).toList();
        }
    }

    /** One neuron that counts steps. */
    private static NetworkArchitecture<NoSettings> counter(UnaryOperator<NeuronState> declared, Initial initial) {
        Axis pre = new Axis("pre", 2);
        Axis post = new Axis("post", 2);
        SynapseGroup weights = SynapseGroup.of("weights", pre, post);
        NeuronState count = declared.apply(NeuronState.of("count", post).startingAt(initial));
        return Stubs.network(2, reads -> {
            Expr x = reads.input(pre);
            Expr next = reads.state(count).plus(1);
            Expr y = next.plus(x.times(reads.weights(weights)).sum(pre).times(0));
            return Network.empty().plastic(weights, 1, Presentation.of(x, y)).next(count, next).shows(Observable.ACTIVITY, next);
        });
    }

    private static FitBuilder counting(UnaryOperator<NeuronState> declared, Initial initial) {
        return FitBuilder.of(counter(declared, initial), new NoSettings()).rule(Rules.eligibility(), new NoSettings())
                .loss(new ActivityMeanSquaredError(), 1);
    }

    @Test
    void aStateIsCarriedOverIfItsNetworkSaysSo() {
        double[] returned = simulate(counting(state -> state, Initial.at(7)), divided(week())).outputs().getFirst();
        double[] carried = simulate(counting(NeuronState::overSessions, Initial.at(7)), divided(week())).outputs().getFirst();
        assertArrayEquals(new double[] {8, 8, 9, 9, 10, 10, 11, 11, 8, 8, 9, 9, 10, 10}, returned);
        assertArrayEquals(new double[] {8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13, 14, 14}, carried);
    }

    @Test
    void aTraceReturnsToWhereItsRuleSaysThatItBegins() {
        Trace steps = Trace.of("steps", Extent.GLOBAL).startingAt(Initial.at(5));
        FitBuilder fit = FitBuilder.of(Networks.twoGroups(2, 2), new NoSettings()).loss(new ActivityMeanSquaredError(), 1)
                .rule(Stubs.rule(List.of(Parameter.scalar("a", Initial.at(0)), Parameter.scalar("b", Initial.at(0))),
                        (synapse, theta) -> Plasticity.of(synapse.trace(steps).times(0)).next(steps, synapse.trace(steps).plus(1))),
                        new NoSettings());
        double[] found = simulate(fit, divided(week())).states().get(states(fit).indexOf("input.steps"));
        assertArrayEquals(new double[] {5, 6, 7, 8, 9, 6, 7, 8}, found);
    }

    @Test
    void aStateThatIsDrawnCannotReturn() {
        Initial drawn = Initial.normal(0, 1);
        InvalidSpecException refusal = assertThrows(InvalidSpecException.class, () ->
                simulate(counting(state -> state, drawn), divided(week())));
        assertEquals("The data have several sessions in one trajectory, and where one begins, 'count' returns to its initial value, "
                + "but that is drawn at random; let each session begin anew, or use a network or rule for which it is a constant.",
                refusal.getMessage());
        assertEquals(STEPS * 2, simulate(counting(NeuronState::overSessions, drawn), divided(week())).outputs().getFirst().length);
        assertEquals(STEPS * 2, simulate(counting(state -> state, drawn), week()).outputs().getFirst().length);
    }

    @Test
    void aStateThatTheDataGiveCannotReturnElsewhere() {
        Trajectory given = divided(week()).toBuilder().initialState("count", 7, 8).build();
        InvalidSpecException refusal = assertThrows(InvalidSpecException.class, () ->
                simulate(counting(state -> state, Initial.at(7)), given));
        assertEquals("Trajectory 'a' has 2 sessions and gives initial values for 'count', to which the later ones would not return; "
                + "leave them out, or let each session begin anew.", refusal.getMessage());
        assertEquals(8, simulate(counting(state -> state, Initial.at(7)), given.toBuilder().initialState("count", 7, 7).build())
                .outputs().getFirst()[0]);
    }

    @Test
    void trajectoriesOfOneStartBeginWithTheSameWeights() {
        Trajectory monday = week().toBuilder().start("a").build();
        Trajectory other = Trajectory.builder("b", STEPS).columns(week().columns()).build();
        Trajectory same = other.toBuilder().start("a").build();
        double[] expected = simulate(fit(new InterpreterBackend()), monday).states().getFirst();
        assertArrayEquals(expected, simulate(fit(new InterpreterBackend()), same).states().getFirst());
        assertFalse(Arrays.equals(expected, simulate(fit(new InterpreterBackend()), other).states().getFirst()));
    }

    @Test
    void sessionsAreNoColumnOfTheData() {
        Trajectory trajectory = week().toBuilder().column(Channel.SESSION, new double[STEPS]).build();
        assertThrows(IllegalArgumentException.class, () ->
                Dataset.builder(List.of(INPUT, Channel.SESSION)).trajectories(trajectory).build());
    }
}
