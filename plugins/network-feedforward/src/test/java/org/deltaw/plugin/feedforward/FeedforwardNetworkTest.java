package org.deltaw.plugin.feedforward;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Interpreter;
import org.deltaw.expr.Symbol;
import org.deltaw.spi.Bindings;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.Initial;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Network;
import org.deltaw.spi.NetworkInputs;
import org.deltaw.spi.NeuronState;
import org.deltaw.spi.Observable;
import org.deltaw.spi.Parameter;
import org.deltaw.spi.SynapseGroup;
import org.deltaw.testkit.NetworkArchitectureContract;
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
                activation(Activation.LINEAR));
    }

    private static FeedforwardSettings layers(Integer... layers) {
        return new FeedforwardSettings(List.of(layers), Optional.empty(), 5, Optional.empty(), 0.2, 0.5, 0.3);
    }

    private static FeedforwardSettings activation(Activation activation) {
        return new FeedforwardSettings(List.of(2, 2), Optional.of(activation), 5, Optional.of(0.25), 0, 0, 0);
    }

    /** Shows symbols to a network of two inputs. */
    private record Inputs() implements NetworkInputs {
        @Override
        public Expr input(Axis axis) {
            assertEquals(PRE, axis);
            return INPUT.read();
        }

        @Override
        public Expr weights(SynapseGroup group) {
            return new Symbol(Symbol.Kind.STATE, "weights", group.axes()).read();
        }

        @Override
        public Expr state(NeuronState state) {
            throw new AssertionError("A feedforward network carries nothing on.");
        }
    }

    private Network built(FeedforwardSettings settings) {
        Parameter bias = network.parameters(settings).getFirst();
        return network.build(settings, new Inputs(), new Bindings(Map.of(bias,
                new Symbol(Symbol.Kind.PARAMETER, "bias", bias.axes()).read())));
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
        assertEquals(new SynapseGroup("weights", PRE, new Axis("post", 3), Initial.normal(0.2, 0.5)),
                built(layers(2, 3, 1)).plastic().getFirst().group());
        assertEquals(List.of(Parameter.array("bias", List.of(new Axis("post", 3)), Initial.at(0.3)).fixed()),
                network.parameters(layers(2, 3, 1)));
        assertEquals(2, network.inputs(layers(2, 3, 1)));
        assertEquals(new ExtensionId("feedforward"), network.id());
    }

    private static Stream<List<Integer>> otherShapes() {
        return Stream.of(List.of(3), List.of(3, 2, 2), List.of(3, 2, 1, 1), List.of());
    }

    @ParameterizedTest
    @MethodSource("otherShapes")
    void otherShapesAreRefused(List<Integer> layers) {
        InvalidSpecException refusal =
                assertThrows(InvalidSpecException.class, () -> layers(layers.toArray(Integer[]::new)));
        assertEquals("The layers are " + layers + "; expected [inputs, outputs], or [inputs, hidden, 1].",
                refusal.getMessage());
        assertEquals("layers", refusal.key());
    }
}
