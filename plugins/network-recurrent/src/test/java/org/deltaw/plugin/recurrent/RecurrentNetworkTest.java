package org.deltaw.plugin.recurrent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Interpreter;
import org.deltaw.expr.Symbol;
import org.deltaw.spi.Bindings;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.Initial;
import org.deltaw.spi.Network;
import org.deltaw.spi.NetworkInputs;
import org.deltaw.spi.NeuronState;
import org.deltaw.spi.Observable;
import org.deltaw.spi.Parameter;
import org.deltaw.spi.SynapseGroup;
import org.deltaw.testkit.NetworkArchitectureContract;
import org.junit.jupiter.api.Test;

class RecurrentNetworkTest extends NetworkArchitectureContract<RecurrentSettings> {
    private static final RecurrentSettings PLAIN =
            new RecurrentSettings(3, 2, Optional.empty(), Optional.empty(), Optional.empty());
    private static final RecurrentSettings CHOSEN =
            new RecurrentSettings(3, 2, Optional.of(0.3), Optional.of(0.7), Optional.of(0.9));
    private static final Axis INPUT = new Axis("input", 3);
    private static final Axis PRE = new Axis("pre", 2);
    private static final Axis POST = new Axis("post", 2);
    private static final Symbol X = Symbol.of(Symbol.Kind.CHANNEL, "x", INPUT);
    private static final Symbol V = Symbol.of(Symbol.Kind.PARAMETER, "V", INPUT, POST);
    private static final Symbol W = Symbol.of(Symbol.Kind.STATE, "W", PRE, POST);
    private static final Symbol H = Symbol.of(Symbol.Kind.STATE, "h", POST);
    private static final Map<Symbol, double[]> VALUES = Map.of(
            X, new double[] {1, 2, -1},
            // A row for each input, and one for each presynaptic neuron.
            V, new double[] {0.1, 0.2, 0.3, 0.4, 0.5, 0.6},
            W, new double[] {0.7, -0.8, 0.9, 1.1},
            H, new double[] {0.5, -0.25});
    private static final double[] AFTER = {
        Math.tanh(0.5 * 0.7 - 0.25 * 0.9 + 0.1 + 2 * 0.3 - 0.5), Math.tanh(0.5 * -0.8 - 0.25 * 1.1 + 0.2 + 2 * 0.4 - 0.6)};

    private final RecurrentNetwork network = new RecurrentNetwork();

    @Override
    protected RecurrentNetwork extension() {
        return new RecurrentNetwork();
    }

    @Override
    protected List<RecurrentSettings> settings() {
        return List.of(PLAIN, CHOSEN, new RecurrentSettings(2, 2, Optional.empty(), Optional.of(0.0), Optional.of(0.0)),
                new RecurrentSettings(1, 1, Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private record Inputs() implements NetworkInputs {
        @Override
        public Expr input(Axis axis) {
            assertEquals(INPUT, axis);
            return X.read();
        }

        @Override
        public Expr weights(SynapseGroup group) {
            assertEquals(W.axes(), group.axes());
            return W.read();
        }

        @Override
        public Expr state(NeuronState state) {
            assertEquals(new NeuronState("activity", List.of(POST), Initial.at(0)), state);
            return H.read();
        }
    }

    private Network built(RecurrentSettings settings) {
        Parameter inputWeights = network.parameters(settings).getFirst();
        return network.build(settings, new Inputs(), new Bindings(Map.of(inputWeights, V.read())));
    }

    private static double[] value(Expr expression) {
        return Interpreter.evaluate(List.of(expression), VALUES).getFirst();
    }

    @Test
    void oneStepByHand() {
        Network built = built(PLAIN);
        assertArrayEquals(AFTER, value(built.observables().get(Observable.ACTIVITY)), 1e-15);
        assertArrayEquals(AFTER, value(built.nextStates().values().iterator().next()), 1e-15);
        assertEquals(1, built.observables().size());
    }

    @Test
    void ruleSeesActivityBeforeAndAfterTheStep() {
        Network.Plastic plastic = built(PLAIN).plastic().getFirst();
        assertArrayEquals(new double[] {0.5, -0.25}, value(plastic.pre()));
        assertArrayEquals(AFTER, value(plastic.post()), 1e-15);
    }

    @Test
    void sizesGiveRateAndDeviationsUnlessTheyAreSet() {
        assertEquals(new SynapseGroup("weights", PRE, POST, Initial.normal(0, 0.1 / Math.sqrt(2))),
                built(PLAIN).plastic().getFirst().group());
        assertEquals(0.5, built(PLAIN).plastic().getFirst().rate());
        assertEquals(List.of(Parameter.array("inputWeights", List.of(INPUT, POST), Initial.normal(0, 1 / Math.sqrt(3)))
                .fixed()), network.parameters(PLAIN));
        assertEquals(Initial.normal(0, 0.7), built(CHOSEN).plastic().getFirst().group().initial());
        assertEquals(0.3, built(CHOSEN).plastic().getFirst().rate());
        assertEquals(Initial.normal(0, 0.9), network.parameters(CHOSEN).getFirst().initial());
        assertEquals(new ExtensionId("recurrent"), network.id());
        assertEquals(3, network.inputs(PLAIN));
    }
}
