package org.deltaw.testkit.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.deltaw.expr.Axes;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Interpreter;
import org.deltaw.expr.Symbol;
import org.deltaw.spi.Seed;
import org.deltaw.spi.network.Input;
import org.deltaw.spi.network.Network;
import org.deltaw.spi.network.NetworkArchitecture;
import org.deltaw.spi.network.NeuronState;
import org.deltaw.spi.network.Observable;
import org.deltaw.spi.network.Presentation;
import org.deltaw.spi.network.SynapseGroup;
import org.deltaw.spi.parameter.Initial;
import org.deltaw.spi.parameter.Parameter;
import org.deltaw.testkit.ExtensionContract;
import org.deltaw.testkit.ParameterRules;
import org.deltaw.testkit.Threads;
import org.deltaw.testkit.derivative.DerivativeRules;
import org.deltaw.testkit.derivative.Reversal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What every kind of network must keep; a network's test extends this.
 *
 * @param <S> the network's settings
 */
public abstract class NetworkArchitectureContract<S extends Record>
        extends ExtensionContract<S, NetworkArchitecture<S>> {
    private static final int STEPS = 50;

    @Override
    protected final Set<String> reservedKeys() {
        return Set.of("architecture", "initial", "fixed", "fitted", "bounds");
    }

    private interface Check {
        void accept(BuiltNetwork built);
    }

    /** Tries what a network may do without, too: what it asks for before it reads it. */
    private void withAllBuilt(Check check) {
        withAll(settings -> {
            BuiltNetwork built = built(settings, true);
            check.accept(built);
            if (built.inputs.wasAsked()) {
                check.accept(built(settings, false));
            }
        });
    }

    private BuiltNetwork built(S settings, boolean brings) {
        return new BuiltNetwork(extension(), settings, brings, input -> width(settings, input));
    }

    /** Returns how many values a step has of what the network reads by name, if it asks; 1 unless a test says otherwise. */
    protected int width(S settings, Input input) {
        return 1;
    }

    /**
     * Names the axes whose entries differ by more than their number, as options do of which each is shown by a pattern of its own;
     * N11 does not exchange them.
     */
    protected Set<String> unlikeAxes() {
        return Set.of();
    }

    @Test
    @DisplayName("N1: it reads as many inputs as it says")
    void readsItsInputs() {
        withAll(settings -> {
            int inputs = extension().inputs(settings);
            assertTrue(inputs >= 0, "inputs() is " + inputs);
            Set<Axis> axes = built(settings, true).inputs.inputAxes();
            assertEquals(inputs == 0 ? 0 : 1, axes.size(), "it reads the input over the axes " + axes);
            axes.forEach(axis -> assertEquals(inputs, axis.size(), "inputs() and the axis of the input"));
        });
    }

    @Test
    @DisplayName("N2: its parameters have unique names and start at numbers")
    void declaresItsParameters() {
        withAll(settings -> ParameterRules.assertDeclaredProperly(extension().parameters(settings)));
    }

    @Test
    @DisplayName("N3: the same settings give the same parameters and formulas, on any thread")
    void isDeterministic() {
        withAll(settings -> {
            NetworkArchitecture<S> architecture = extension();
            Supplier<BuiltNetwork> builds = () -> new BuiltNetwork(architecture, settings, true, input -> width(settings, input));
            BuiltNetwork one = builds.get();
            for (BuiltNetwork other : Threads.all(builds::get)) {
                assertEquals(one.parameters, other.parameters, "parameters()");
                assertEquals(groups(one.network), groups(other.network), "groups of plastic synapses");
                assertEquals(one.network.observables().keySet(), other.network.observables().keySet(), "observables");
                ParameterRules.assertSame("build()", one.results(), other.results());
            }
        });
    }

    private static List<Object> groups(Network network) {
        return network.plastic().stream().<Object>map(plastic -> List.of(plastic.group(), plastic.rate(),
                plastic.presentations().stream().map(shown -> List.of(shown.name(), shown.signals().keySet())).toList())).toList();
    }

    @Test
    @DisplayName("N4: it has plastic synapses; their rule sees one activity per presynaptic and postsynaptic neuron")
    void hasPlasticSynapses() {
        withAllBuilt(built -> {
            assertFalse(built.network.plastic().isEmpty(), "no plastic synapses");
            for (Network.Plastic plastic : built.network.plastic()) {
                String name = "group '" + plastic.group().name() + "': ";
                assertNotEquals(plastic.group().pre().name(), plastic.group().post().name(), name
                        + "names of both axes");
                assertFalse(plastic.presentations().isEmpty(), name + "no presentation");
                for (Presentation shown : plastic.presentations()) {
                    String where = name + (shown.name().isEmpty() ? "" : "presentation '" + shown.name() + "': ");
                    assertEquals(Axes.of(plastic.group().pre()), shown.pre().axes(), where + "axes of pre");
                    assertEquals(Axes.of(plastic.group().post()), shown.post().axes(), where + "axes of post");
                }
                assertTrue(Double.isFinite(plastic.rate()) && plastic.rate() != 0, name + "rate " + plastic.rate());
            }
        });
    }

    @Test
    @DisplayName("N5: of every state it reads it says what becomes of it; states and groups have unique names")
    void definesItsStates() {
        withAllBuilt(built -> {
            Set<String> names = new HashSet<>();
            built.weights().forEach(weights -> assertTrue(names.add(weights.name()), "name '" + weights + "' twice"));
            built.network.nextStates().keySet().forEach(state ->
                    assertTrue(names.add(state.name()), "name '" + state.name() + "' twice"));
            built.inputs.statesRead().forEach(state -> assertTrue(built.network.nextStates().containsKey(state),
                    "state '" + state.name() + "' is read, but next(state, value) is missing"));
            built.inputs.groupsRead().forEach(group ->
                    assertTrue(built.weights().contains(NetworkFixture.symbol(group)),
                    "weights '" + group.name() + "' are read, but plastic(group, ...) is missing"));
            built.network.nextStates().forEach((state, value) ->
                    assertEquals(Axes.of(state.axes()), value.axes(), "axes of state '" + state.name() + "'"));
        });
    }

    @Test
    @DisplayName("N6: it reads nothing but its inputs, parameters, weights and states")
    void readsOnlyWhatItIsGiven() {
        withAllBuilt(built -> ParameterRules.assertReadsOnly(built.symbols(), built.results()));
    }

    @Test
    @DisplayName("N7: it shows something; a logit has no axes, an activity and log-probabilities have one")
    void showsSomething() {
        withAllBuilt(built -> {
            assertFalse(built.network.observables().isEmpty(), "no observables");
            built.network.observables().forEach((observable, value) -> {
                if (observable.equals(Observable.LOGIT)) {
                    assertEquals(Axes.NONE, value.axes(), "axes of the logit");
                } else if (observable.equals(Observable.ACTIVITY) || observable.equals(Observable.LOG_PROBABILITIES)) {
                    assertEquals(1, value.axes().rank(), "number of axes of the " + observable + " " + value.axes());
                }
            });
        });
    }

    @Test
    @DisplayName("N8: every parameter and the weights of every group have an effect")
    void everythingMatters() {
        withAllBuilt(built -> {
            List<Symbol> symbols = new ArrayList<>(built.weights());
            built.parameters.forEach(parameter -> symbols.add(ParameterRules.symbol(parameter)));
            ParameterRules.assertAllMatter("parameters or weights", built.effects(), symbols, built::draw);
        });
    }

    @Test
    @DisplayName("N9: its derivatives are those that differences give")
    void derivativesMatchDifferences() {
        withAllBuilt(built -> DerivativeRules.assertMatchesDifferences(
                built.results(), List.copyOf(built.symbols()), built::draw, new Seed(9).generator()));
    }

    @Test
    @DisplayName("N10: values and derivatives are numbers where inputs, weights and states are 0")
    void silenceGivesNumbers() {
        withAllBuilt(built -> {
            Map<Symbol, double[]> silent = new HashMap<>();
            built.symbols().forEach(symbol -> silent.put(symbol, new double[symbol.entries()]));
            silent.putAll(ParameterRules.values(built.parameters, new Seed(10).generator()));
            DerivativeRules.assertFinite(built.results(), List.copyOf(built.symbols()), silent);
        });
    }

    @Test
    @DisplayName("N11: exchanging neurons, with their synapses, exchanges what they do and changes nothing else")
    void neuronsAreEqual() {
        withAllBuilt(built -> {
            Map<Symbol, double[]> values = built.draw(new Seed(11).generator());
            built.neurons().stream().filter(this::areAlike).forEach(axes -> new Reversal(axes).assertCommutes(built.results(), values));
        });
    }

    private boolean areAlike(Set<Axis> axes) {
        return axes.stream().noneMatch(axis -> unlikeAxes().contains(axis.name()));
    }

    @Test
    @DisplayName("N12: without plasticity it runs from its initial values for many steps and gives numbers")
    void runsOn() {
        withAllBuilt(built -> {
            RandomGenerator random = new Seed(12).generator();
            Map<Symbol, double[]> values = new HashMap<>();
            built.inputs.groupsRead().forEach(group ->
                    put(values, NetworkFixture.symbol(group), group.initial(), random));
            Set<NeuronState> states = new LinkedHashSet<>(built.network.nextStates().keySet());
            states.addAll(built.inputs.statesRead());
            states.forEach(state -> put(values, NetworkFixture.symbol(state), state.initial(), random));
            for (Parameter parameter : built.parameters) {
                put(values, ParameterRules.symbol(parameter), parameter.initial(), random);
            }
            for (int step = 0; step < STEPS; step++) {
                for (Symbol input : built.inputs.inputsRead()) {
                    values.put(input, random.doubles(input.entries(), 0, 1).toArray());
                }
                advance(built, values, step);
            }
        });
    }

    @Test
    @DisplayName("N13: presentations of a group have names of their own and the same signals, each over the axes of its extent")
    void presentationsAgree() {
        withAllBuilt(built -> built.network.plastic().forEach(plastic -> {
            Set<String> names = new HashSet<>();
            for (Presentation shown : plastic.presentations()) {
                String where = "group '" + plastic.group() + "', presentation '" + shown.name() + "': ";
                assertTrue(plastic.presentations().size() == 1 || !shown.name().isBlank(), where + "several, and no name");
                assertTrue(names.add(shown.name()), where + "name twice");
                assertEquals(plastic.presentations().getFirst().signals().keySet(), shown.signals().keySet(), where + "signals");
                assertSignals(where, plastic.group(), shown);
                assertEquals(Axes.NONE, shown.condition().axes(), where + "axes of the condition");
            }
        }));
    }

    private static void assertSignals(String where, SynapseGroup group, Presentation shown) {
        Set<String> names = new HashSet<>();
        shown.signals().forEach((signal, value) -> {
            assertTrue(names.add(signal.name()), where + "two signals are named '" + signal + "'");
            assertEquals(Axes.of(signal.extent().axes(group.pre(), group.post())), value.axes(),
                    where + "axes of signal '" + signal + "'");
        });
    }

    private static void put(Map<Symbol, double[]> values, Symbol symbol, Initial initial, RandomGenerator random) {
        double[] array = new double[symbol.entries()];
        Arrays.setAll(array, _ -> initial.draw(random));
        for (double value : array) {
            assertTrue(Double.isFinite(value), "'" + symbol + "' starts at " + value);
        }
        values.put(symbol, array);
    }

    private static void advance(BuiltNetwork built, Map<Symbol, double[]> values, int step) {
        List<Expr> results = built.results();
        Interpreter interpreter = new Interpreter(results);
        values.forEach((symbol, array) -> interpreter.set(symbol, array, 0));
        for (int i = 0; i < results.size(); i++) {
            for (double value : interpreter.value(i)) {
                assertTrue(Double.isFinite(value), results.get(i) + " is " + value + " in step " + step);
            }
        }
        int result = 0;
        for (NeuronState state : built.network.nextStates().keySet()) {
            Symbol symbol = NetworkFixture.symbol(state);
            interpreter.copy(result++, symbol.axes(), Objects.requireNonNull(values.get(symbol)), 0);
        }
    }

    @Test
    @DisplayName("N14: probabilities of options add up to 1")
    void probabilitiesAddUpToOne() {
        withAllBuilt(built -> {
            Expr shown = built.network.observables().get(Observable.LOG_PROBABILITIES);
            RandomGenerator random = new Seed(14).generator();
            for (int draw = 0; shown != null && draw < STEPS; draw++) {
                double[] logarithms = Interpreter.evaluate(List.of(shown), built.draw(random)).getFirst();
                assertEquals(1, Arrays.stream(logarithms).map(Math::exp).sum(), 1e-12, "sum of the probabilities of options");
            }
        });
    }
}
