package org.deltaw.plugin.feedforward;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Interpreter;
import org.deltaw.expr.Symbol;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.network.Activation;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FeedforwardNetworkTest extends NetworkArchitectureContract<FeedforwardSettings> {
    private static final Axis PRE = new Axis("pre", 2);
    private static final Symbol INPUT = Symbol.of(Symbol.Kind.CHANNEL, "input", PRE);

    private final FeedforwardNetwork network = new FeedforwardNetwork();

    @Override
    protected FeedforwardNetwork extension() {
        return new FeedforwardNetwork();
    }

    @Override
    protected List<FeedforwardSettings> settings() {
        return List.of(layers(3, 2, 1), layers(3, 2), layers(3, 1), layers(1, 1, 1), activation(Activation.RELU),
                activation(Activation.LINEAR), layers(3, 2, 4, 1), layers(3, 2, 2), plastic(List.of(2), 3, 4, 2),
                plastic(List.of(1, 2), 3, 4, 1), plastic(List.of(1), 3, 4, 2, 1));
    }

    private static FeedforwardSettings layers(Integer... layers) {
        return new FeedforwardSettings(List.of(layers), Optional.empty(), 5, Optional.empty(), 0.2, 0.5, 0.3,
                Optional.empty(), Optional.empty());
    }

    private static FeedforwardSettings activation(Activation activation) {
        return new FeedforwardSettings(List.of(2, 2), Optional.of(activation), 5, Optional.of(0.25), 0, 0, 0,
                Optional.empty(), Optional.empty());
    }

    private static FeedforwardSettings plastic(List<Integer> plastic, Integer... layers) {
        return new FeedforwardSettings(List.of(layers), Optional.empty(), 5, Optional.empty(), 0.2, 0.5, 0.3,
                Optional.of(plastic), Optional.empty());
    }

    /** Shows symbols to a network of two inputs. */
    private record Inputs() implements NetworkInputs {
        @Override
        public Expr input(Axis axis) {
            assertEquals(2, axis.size());
            return Symbol.of(Symbol.Kind.CHANNEL, "input", axis).read();
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
            return new Symbol(Symbol.Kind.STATE, group.name(), group.axes()).read();
        }

        @Override
        public Expr connections(SynapseGroup group) {
            throw new AssertionError("Every synapse of a feedforward network is there.");
        }

        @Override
        public Expr state(NeuronState state) {
            throw new AssertionError("A feedforward network carries nothing on.");
        }
    }

    private Network built(FeedforwardSettings settings) {
        Map<Parameter, Expr> read = new HashMap<>();
        network.parameters(settings).forEach(parameter -> read.put(parameter,
                new Symbol(Symbol.Kind.PARAMETER, parameter.name(), parameter.axes()).read()));
        return network.build(settings, new Inputs(), new Bindings(read));
    }

    /** Computes what a network shows for inputs 2 and -1; weights are given as a row for each input. */
    private double[] shown(FeedforwardSettings settings, Observable observable, double[] weights, double... biases) {
        Axis post = new Axis("post", biases.length);
        return Interpreter.evaluate(List.of(built(settings).observables().get(observable)), Map.of(
                INPUT, new double[] {2, -1},
                Symbol.of(Symbol.Kind.STATE, "weights", PRE, post), weights,
                Symbol.of(Symbol.Kind.PARAMETER, "bias", post), biases)).getFirst();
    }

    @Test
    void hiddenNeuronsDecideByTheirMean() {
        double[] weights = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6};
        double[] hidden = {Math.tanh(2 * 0.1 - 0.4 + 1), Math.tanh(2 * 0.2 - 0.5), Math.tanh(2 * 0.3 - 0.6 - 1)};
        assertArrayEquals(hidden, shown(layers(2, 3, 1), Observable.ACTIVITY, weights, 1, 0, -1), 1e-15);
        assertArrayEquals(new double[] {5.0 / 3 * (hidden[0] + hidden[1] + hidden[2])},
                shown(layers(2, 3, 1), Observable.LOGIT, weights, 1, 0, -1), 1e-15);
    }

    @Test
    void outputNeuronsAreSigmoids() {
        assertArrayEquals(new double[] {1 / (1 + Math.exp(-(0.2 - 0.3 + 1))), 1 / (1 + Math.exp(-(0.4 - 0.4)))},
                shown(layers(2, 2), Observable.ACTIVITY, new double[] {0.1, 0.2, 0.3, 0.4}, 1, 0), 1e-15);
    }

    @Test
    void singleOutputNeuronDecidesByItsInput() {
        double[] weights = {0.1, 0.3};
        double logit = 2 * 0.1 - 0.3 + 0.5;
        assertArrayEquals(new double[] {logit}, shown(layers(2, 1), Observable.LOGIT, weights, 0.5), 1e-15);
        assertArrayEquals(new double[] {1 / (1 + Math.exp(-logit))},
                shown(layers(2, 1), Observable.ACTIVITY, weights, 0.5), 1e-15);
    }

    @Test
    void severalOutputsDoNotDecide() {
        assertEquals(Set.of(Observable.ACTIVITY), built(layers(2, 2)).observables().keySet());
        assertEquals(Set.of(Observable.ACTIVITY, Observable.LOGIT), built(layers(2, 2, 1)).observables().keySet());
    }

    @ParameterizedTest
    @CsvSource({"TANH,0.0996679946249558,-0.9950547536867305", "RELU,0.1,0", "LINEAR,0.1,-3",
        "SIGMOID,0.52497918747894,0.04742587317756678"})
    void activationMayBeChosen(Activation activation, double first, double second) {
        double[] weights = {0.3, -1, 0.5, 1};
        assertArrayEquals(new double[] {first, second},
                shown(activation(activation), Observable.ACTIVITY, weights, 0, 0), 1e-15);
    }

    @Test
    void rateIsOneByTheNumberOfInputsUnlessItIsSet() {
        assertEquals(0.5, built(layers(2, 3, 1)).plastic().getFirst().rate());
        assertEquals(0.25, built(activation(Activation.TANH)).plastic().getFirst().rate());
    }

    @Test
    void weightsAndBiasesStartAsSet() {
        assertEquals(SynapseGroup.of("weights", PRE, new Axis("post", 3)).startingAt(Initial.normal(0.2, 0.5)),
                built(layers(2, 3, 1)).plastic().getFirst().group());
        assertEquals(List.of(Parameter.array("bias", List.of(new Axis("post", 3)), Initial.at(0.3)).fixed()),
                network.parameters(layers(2, 3, 1)));
        assertEquals(2, network.inputs(layers(2, 3, 1)));
        assertEquals(new ExtensionId("feedforward"), network.id());
    }

    private static double value(Expr expression, Map<Symbol, double[]> values) {
        return Interpreter.evaluate(List.of(expression), values).getFirst()[0];
    }

    /** Of two inputs, one neuron in each layer: 2 and -1, with weights 0.3 and 0.1, then 0.7. */
    private static Map<Symbol, double[]> chain(Symbol.Kind second, String secondWeights) {
        Axis input = new Axis("layer0", 2);
        Axis first = new Axis("layer1", 1);
        Axis last = new Axis("layer2", 1);
        return Map.of(
                Symbol.of(Symbol.Kind.CHANNEL, "input", input), new double[] {2, -1},
                Symbol.of(Symbol.Kind.STATE, "layer1", input, first), new double[] {0.3, 0.1},
                Symbol.of(Symbol.Kind.STATE, "weights", input, first), new double[] {0.3, 0.1},
                new Symbol(second, secondWeights, List.of(first, last)), new double[] {0.7},
                Symbol.of(Symbol.Kind.PARAMETER, "layer1.bias", first), new double[] {0.2},
                Symbol.of(Symbol.Kind.PARAMETER, "layer2.bias", last), new double[] {-0.4});
    }

    @Test
    void layersFollowEachOther() {
        double hidden = Math.tanh(2 * 0.3 - 0.1 + 0.2);
        double drive = 0.7 * hidden - 0.4;
        Map<Symbol, double[]> values = chain(Symbol.Kind.STATE, "layer2");
        Network decides = built(plastic(List.of(1, 2), 2, 1, 1));
        assertEquals(drive, value(decides.observables().get(Observable.LOGIT), values), 1e-15);
        assertEquals(1 / (1 + Math.exp(-drive)), value(decides.observables().get(Observable.ACTIVITY), values), 1e-15);
        Network reads = built(layers(2, 1, 1, 1));
        assertEquals(5 * Math.tanh(drive), value(reads.observables().get(Observable.LOGIT), values), 1e-15);
        assertEquals(Math.tanh(drive), value(reads.observables().get(Observable.ACTIVITY), values), 1e-15);
    }

    @Test
    void ruleOfEachLayerSeesTheActivitiesOnBothSides() {
        Map<Symbol, double[]> values = chain(Symbol.Kind.STATE, "layer2");
        List<Network.Plastic> plastic = built(layers(2, 1, 1, 1)).plastic();
        assertEquals(List.of("layer1", "layer2"), plastic.stream().map(each -> each.group().name()).toList());
        assertEquals(List.of(0.5, 1.0), plastic.stream().map(Network.Plastic::rate).toList());
        double hidden = Math.tanh(2 * 0.3 - 0.1 + 0.2);
        assertEquals(2, value(plastic.getFirst().presentations().getFirst().pre(), values));
        assertEquals(hidden, value(plastic.getFirst().presentations().getFirst().post(), values), 1e-15);
        assertEquals(hidden, value(plastic.getLast().presentations().getFirst().pre(), values), 1e-15);
        assertEquals(Math.tanh(0.7 * hidden - 0.4), value(plastic.getLast().presentations().getFirst().post(), values), 1e-15);
    }

    @Test
    void layersThatAreNotPlasticHaveWeightsThatMayBeFitted() {
        FeedforwardSettings settings = plastic(List.of(1), 2, 1, 1, 1);
        Network built = built(settings);
        assertEquals(List.of("weights"), built.plastic().stream().map(each -> each.group().name()).toList());
        assertEquals(List.of("layer1.bias", "layer2.weights", "layer2.bias"),
                network.parameters(settings).stream().map(Parameter::name).toList());
        assertEquals(Initial.normal(0, 1), network.parameters(settings).get(1).initial());
        double drive = 0.7 * Math.tanh(2 * 0.3 - 0.1 + 0.2) - 0.4;
        assertEquals(5 * Math.tanh(drive), value(built.observables().get(Observable.LOGIT),
                chain(Symbol.Kind.PARAMETER, "layer2.weights")), 1e-15);
        assertEquals(Initial.normal(0, 1 / Math.sqrt(9)), network.parameters(plastic(List.of(1), 2, 9, 4)).get(1).initial());
    }

    @ParameterizedTest
    @MethodSource("shapesTooShort")
    void shapesWithoutSynapsesAreRefused(List<Integer> layers) {
        InvalidSpecException refusal =
                assertThrows(InvalidSpecException.class, () -> layers(layers.toArray(Integer[]::new)));
        assertEquals("The layers are " + layers + "; expected at least two, as in [inputs, outputs] or [inputs, hidden, 1].",
                refusal.getMessage());
        assertEquals("layers", refusal.key());
    }

    private static Stream<List<Integer>> shapesTooShort() {
        return Stream.of(List.of(3), List.of());
    }

    private static Stream<List<Integer>> wrongLayers() {
        return Stream.of(List.of(), List.of(3), List.of(0), List.of(1, 1));
    }

    @ParameterizedTest
    @MethodSource("wrongLayers")
    void plasticLayersThatAreNotThereAreRefused(List<Integer> plastic) {
        InvalidSpecException refusal =
                assertThrows(InvalidSpecException.class, () -> plastic(plastic, 3, 2, 1));
        assertEquals("The plastic layers are " + plastic + "; expected at least one of the layers of synapses 1 to 2, each "
                + "once.", refusal.getMessage());
        assertEquals("plastic", refusal.key());
    }

    @Test
    void onlyLayerOfSynapsesIsPlastic() {
        assertEquals("The plastic layers are [2]; expected [1], the only layer of synapses.",
                assertThrows(InvalidSpecException.class, () -> plastic(List.of(2), 3, 2)).getMessage());
    }
}
