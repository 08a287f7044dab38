package org.deltaw.plugin.recurrent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Interpreter;
import org.deltaw.expr.Symbol;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.network.Activation;
import org.deltaw.spi.network.Connectivity;
import org.deltaw.spi.network.Input;
import org.deltaw.spi.network.Network;
import org.deltaw.spi.network.NetworkInputs;
import org.deltaw.spi.network.NeuronState;
import org.deltaw.spi.network.Observable;
import org.deltaw.spi.network.SynapseGroup;
import org.deltaw.spi.parameter.Bindings;
import org.deltaw.spi.parameter.Initial;
import org.deltaw.spi.parameter.Parameter;
import org.deltaw.testkit.network.NetworkArchitectureContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecurrentNetworkTest extends NetworkArchitectureContract<RecurrentSettings> {
    private static final List<Projection> RECURRENT = List.of(Projection.RECURRENT);
    private static final List<Projection> BOTH = List.of(Projection.RECURRENT, Projection.INPUT);
    private static final RecurrentSettings PLAIN = plastic(RECURRENT);
    private static final RecurrentSettings CHOSEN = new RecurrentSettings(3, 2, Optional.of(0.3), Optional.of(0.7),
            Optional.of(0.9), BOTH, Activation.SIGMOID, 0.2, 0.5, 0.25, false);
    private static final Axis INPUT = new Axis("input", 3);
    private static final Axis PRE = new Axis("pre", 2);
    private static final Axis POST = new Axis("post", 2);
    private static final Symbol X = Symbol.of(Symbol.Kind.CHANNEL, "x", INPUT);
    private static final Symbol V = Symbol.of(Symbol.Kind.PARAMETER, "V", INPUT, POST);
    private static final Symbol W = Symbol.of(Symbol.Kind.STATE, "W", PRE, POST);
    private static final Symbol B = Symbol.of(Symbol.Kind.PARAMETER, "b", POST);
    private static final Symbol H = Symbol.of(Symbol.Kind.STATE, "h", POST);
    private static final Map<Symbol, double[]> VALUES = Map.of(
            X, new double[] {1, 2, -1},
            // A row for each input, and one for each presynaptic neuron.
            V, new double[] {0.1, 0.2, 0.3, 0.4, 0.5, 0.6},
            W, new double[] {0.7, -0.8, 0.9, 1.1},
            H, new double[] {0.5, -0.25},
            B, new double[] {0.4, -0.3},
            Symbol.of(Symbol.Kind.ATTRIBUTE, "connections", INPUT, POST), new double[] {1, 0, 0, 1, 0, 0});
    private static final double[] AFTER = {
        Math.tanh(0.5 * 0.7 - 0.25 * 0.9 + 0.1 + 2 * 0.3 - 0.5 + 0.4),
        Math.tanh(0.5 * -0.8 - 0.25 * 1.1 + 0.2 + 2 * 0.4 - 0.6 - 0.3)};

    private final RecurrentNetwork network = new RecurrentNetwork();

    @Override
    protected RecurrentNetwork extension() {
        return new RecurrentNetwork();
    }

    @Override
    protected List<RecurrentSettings> settings() {
        return List.of(PLAIN, CHOSEN, plastic(BOTH), plastic(List.of(Projection.INPUT)),
                new RecurrentSettings(2, 2, Optional.empty(), Optional.of(0.0), Optional.of(0.0), RECURRENT,
                        Activation.RELU, 1, 1, 1, true),
                new RecurrentSettings(1, 1, Optional.empty(), Optional.empty(), Optional.empty(), RECURRENT,
                        Activation.LINEAR, 0, 1, 1, true),
                new RecurrentSettings(1, 3, Optional.empty(), Optional.empty(), Optional.empty(), RECURRENT,
                        Activation.TANH, 0, 0.1, 0.1, false));
    }

    private static RecurrentSettings plastic(List<Projection> projections) {
        return new RecurrentSettings(3, 2, Optional.empty(), Optional.empty(), Optional.empty(), projections,
                Activation.TANH, 0, 1, 1, true);
    }

    private static RecurrentSettings sparse(int neurons, double recurrent, double input, boolean selfConnections) {
        return new RecurrentSettings(3, neurons, Optional.empty(), Optional.empty(), Optional.empty(), RECURRENT,
                Activation.TANH, 0, recurrent, input, selfConnections);
    }

    private record Inputs() implements NetworkInputs {
        @Override
        public Expr input(Axis axis) {
            assertEquals(INPUT, axis);
            return X.read();
        }

        @Override
        public Expr input(Input input, Axis... axes) {
            throw new AssertionError("It reads nothing by name.");
        }

        @Override
        public boolean brings(Input input) {
            throw new AssertionError("It reads nothing by name.");
        }

        @Override
        public int width(Input input) {
            throw new AssertionError("It reads nothing by name.");
        }

        @Override
        public Expr weights(SynapseGroup group) {
            Symbol weights = group.pre().equals(INPUT) ? V : W;
            assertEquals(weights.axes(), group.axes());
            return weights.read();
        }

        @Override
        public Expr connections(SynapseGroup group) {
            return group.connectivity().isComplete()
                    ? Expr.ONE : new Symbol(Symbol.Kind.ATTRIBUTE, "connections", group.axes()).read();
        }

        @Override
        public Expr state(NeuronState state) {
            assertEquals(NeuronState.of("activity", POST), state);
            return H.read();
        }
    }

    private Network built(RecurrentSettings settings) {
        Map<Parameter, Expr> read = new HashMap<>();
        for (Parameter parameter : network.parameters(settings)) {
            read.put(parameter, switch (parameter.name()) {
                case "inputWeights" -> V.read();
                case "recurrentWeights" -> W.read();
                default -> B.read();
            });
        }
        return network.build(settings, new Inputs(), new Bindings(read));
    }

    private static double[] value(Expr expression) {
        return Interpreter.evaluate(List.of(expression), VALUES).getFirst();
    }

    @ParameterizedTest
    @MethodSource("choicesOfPlasticSynapses")
    void oneStepByHand(List<Projection> plastic) {
        Network built = built(plastic(plastic));
        assertArrayEquals(AFTER, value(built.observables().get(Observable.ACTIVITY)), 1e-15);
        assertArrayEquals(AFTER, value(built.nextStates().values().iterator().next()), 1e-15);
        assertEquals(1, built.observables().size());
    }

    private static Stream<List<Projection>> choicesOfPlasticSynapses() {
        return Stream.of(RECURRENT, BOTH, List.of(Projection.INPUT));
    }

    @Test
    void activationMayBeChosen() {
        double[] sigmoids = {1 / (1 + Math.exp(-atanh(AFTER[0]))), 1 / (1 + Math.exp(-atanh(AFTER[1])))};
        assertArrayEquals(sigmoids, value(built(CHOSEN).observables().get(Observable.ACTIVITY)), 1e-12);
    }

    private static double atanh(double value) {
        return Math.log((1 + value) / (1 - value)) / 2;
    }

    @Test
    void missingSynapsesOfTheInputsHaveNoEffect() {
        double[] after = {Math.tanh(0.5 * 0.7 - 0.25 * 0.9 + 0.1 + 0.4), Math.tanh(0.5 * -0.8 - 0.25 * 1.1 + 2 * 0.4 - 0.3)};
        assertArrayEquals(after, value(built(sparse(2, 1, 0.5, true)).observables().get(Observable.ACTIVITY)), 1e-15);
    }

    @Test
    void eachPlasticGroupHasItsRule() {
        List<Network.Plastic> plastic = built(plastic(BOTH)).plastic();
        assertEquals(List.of("input", "recurrent"), plastic.stream().map(each -> each.group().name()).toList());
        assertEquals(1.0 / 3, plastic.getFirst().rate());
        assertArrayEquals(new double[] {1, 2, -1}, value(plastic.getFirst().presentations().getFirst().pre()));
        assertArrayEquals(AFTER, value(plastic.getFirst().presentations().getFirst().post()), 1e-15);
        assertEquals(0.5, plastic.getLast().rate());
        assertArrayEquals(new double[] {0.5, -0.25}, value(plastic.getLast().presentations().getFirst().pre()));
        assertEquals(List.of("weights"), built(plastic(List.of(Projection.INPUT))).plastic().stream()
                .map(each -> each.group().name()).toList());
    }

    @Test
    void ruleSeesActivityBeforeAndAfterTheStep() {
        Network.Plastic plastic = built(PLAIN).plastic().getFirst();
        assertArrayEquals(new double[] {0.5, -0.25}, value(plastic.presentations().getFirst().pre()));
        assertArrayEquals(AFTER, value(plastic.presentations().getFirst().post()), 1e-15);
    }

    @Test
    void sizesGiveRateAndDeviationsUnlessTheyAreSet() {
        assertEquals(SynapseGroup.of("weights", PRE, POST).startingAt(Initial.normal(0, 0.1 / Math.sqrt(2))),
                built(PLAIN).plastic().getFirst().group());
        assertEquals(0.5, built(PLAIN).plastic().getFirst().rate());
        Parameter bias = Parameter.array("bias", List.of(POST), Initial.at(0)).fixed();
        assertEquals(List.of(Parameter.array("inputWeights", List.of(INPUT, POST), Initial.normal(0, 1 / Math.sqrt(3)))
                .fixed(), bias), network.parameters(PLAIN));
        assertEquals(List.of(Parameter.array("recurrentWeights", List.of(PRE, POST),
                Initial.normal(0, 0.1 / Math.sqrt(2))).fixed(), bias), network.parameters(plastic(List.of(Projection.INPUT))));
        assertEquals(List.of(Parameter.array("bias", List.of(POST), Initial.at(0.2)).fixed()), network.parameters(CHOSEN));
        assertEquals(List.of(
                SynapseGroup.of("input", INPUT, POST).startingAt(Initial.normal(0, 0.9)).connected(new Connectivity(0.25, true)),
                SynapseGroup.of("recurrent", PRE, POST).startingAt(Initial.normal(0, 0.7)).connected(new Connectivity(0.5, false))),
                built(CHOSEN).plastic().stream().map(Network.Plastic::group).toList());
        assertEquals(List.of(0.3, 0.3), built(CHOSEN).plastic().stream().map(Network.Plastic::rate).toList());
        assertEquals(new ExtensionId("recurrent"), network.id());
        assertEquals(3, network.inputs(PLAIN));
    }

    private static void assertRefused(String key, String message, Supplier<RecurrentSettings> settings) {
        InvalidSpecException refusal = assertThrows(InvalidSpecException.class, settings::get);
        assertEquals(message, refusal.getMessage());
        assertEquals(key, refusal.key());
    }

    @Test
    void wrongSettingsAreRefused() {
        assertRefused("connection-probability", "The probability of a connection is 0.0; expected a number above 0 and at "
                + "most 1.", () -> sparse(2, 0, 1, true));
        assertRefused("input-connection-probability", "The probability of a connection is 1.5; expected a number above 0 "
                + "and at most 1.", () -> sparse(2, 1, 1.5, true));
        assertRefused("self-connections", "A single neuron without self-connections has no recurrent synapses; allow them, "
                + "or take more neurons.", () -> sparse(1, 1, 1, false));
        assertRefused("plastic", "The plastic synapses are []; expected recurrent, input or both, each once.",
                () -> plastic(List.of()));
        assertRefused("plastic", "The plastic synapses are [input, input]; expected recurrent, input or both, each once.",
                () -> plastic(List.of(Projection.INPUT, Projection.INPUT)));
    }
}
