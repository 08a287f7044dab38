package org.deltaw.testkit.rule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.deltaw.expr.Axes;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Symbol;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Seed;
import org.deltaw.spi.parameter.Parameter;
import org.deltaw.spi.parameter.ParameterValues;
import org.deltaw.spi.rule.RuleFamily;
import org.deltaw.spi.rule.Signal;
import org.deltaw.spi.rule.Trace;
import org.deltaw.testkit.ExtensionContract;
import org.deltaw.testkit.ParameterRules;
import org.deltaw.testkit.Threads;
import org.deltaw.testkit.Wording;
import org.deltaw.testkit.derivative.DerivativeRules;
import org.deltaw.testkit.derivative.Reversal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What every family of plasticity rules must keep; a family's test extends this.
 *
 * @param <S> the family's settings
 */
public abstract class RuleFamilyContract<S extends Record> extends ExtensionContract<S, RuleFamily<S>> {
    private static final List<int[]> SHAPES =
            List.of(new int[] {3, 2}, new int[] {2, 3}, new int[] {3, 3}, new int[] {1, 4}, new int[] {1, 1});

    /** Lists the signals that the rules of the family may read, whatever the settings: the data's, and those of networks. */
    protected List<Signal> signals() {
        return List.of(Signal.REWARD);
    }

    @Override
    protected final Set<String> reservedKeys() {
        return Set.of("family", "initial", "fixed", "fitted", "bounds", "scope", "weights");
    }

    private BuiltRule built(S settings, int pre, int post) {
        return BuiltRule.of(extension(), settings, new Axis("pre", pre), new Axis("post", post), signals());
    }

    private interface Check {
        void accept(BuiltRule rule);
    }

    private void withAllShapes(Check check) {
        withAll(settings -> SHAPES.forEach(shape -> check.accept(built(settings, shape[0], shape[1]))));
    }

    @Test
    @DisplayName("R1: it has at least one parameter; names are unique and starting values are numbers")
    void hasParameters() {
        withAll(settings -> {
            assertFalse(extension().parameters(settings).isEmpty(), "parameters() is empty");
            ParameterRules.assertDeclaredProperly(extension().parameters(settings));
        });
    }

    @Test
    @DisplayName("R2: the same settings give the same parameters and formulas, on any thread")
    void isDeterministic() {
        withAll(settings -> {
            RuleFamily<S> family = extension();
            List<Parameter> parameters = family.parameters(settings);
            List<Expr> results = built(settings, 3, 2).results();
            for (BuiltRule other : Threads.all(() -> BuiltRule.of(
                    family, settings, new Axis("pre", 3), new Axis("post", 2), signals()))) {
                assertEquals(parameters, other.parameters, "parameters()");
                ParameterRules.assertSame("plasticity()", results, other.results());
            }
        });
    }

    @Test
    @DisplayName("R3: the weight change has no axes but those of both sides of the synapse, and traces have their own")
    void resultsHaveTheirAxes() {
        withAllShapes(rule -> {
            Axes synapses = Axes.of(rule.synapse.preAxis(), rule.synapse.postAxis());
            Expr change = rule.plasticity.weightChange();
            assertTrue(synapses.containsAll(change.axes()), "the weight change has the axes " + change.axes()
                    + ", the synapses have " + synapses);
            rule.plasticity.traces().forEach((trace, value) -> assertEquals(
                    Axes.of(trace.extent().axes(rule.synapse.preAxis(), rule.synapse.postAxis())), value.axes(),
                    "axes of trace '" + trace.name() + "'"));
        });
    }

    @Test
    @DisplayName("R4: it reads nothing but its parameters and what the synapse offers")
    void readsOnlyWhatItIsGiven() {
        withAllShapes(rule -> ParameterRules.assertReadsOnly(rule.symbols(), rule.results()));
    }

    @Test
    @DisplayName("R5: of every trace it reads it says what becomes of it; traces' names are unique")
    void definesItsTraces() {
        withAllShapes(rule -> {
            rule.synapse.tracesRead().keySet().forEach(trace -> assertTrue(rule.plasticity.traces().containsKey(trace),
                    "trace '" + trace.name() + "' is read, but plasticity.next(trace, value) is missing"));
            assertEquals(rule.traces().size(), rule.traces().stream().map(trace -> trace.name()).distinct().count(),
                    "two traces have one name");
        });
    }

    @Test
    @DisplayName("R6: every parameter has an effect")
    void everyParameterMatters() {
        withAll(settings -> {
            BuiltRule rule = built(settings, 3, 2);
            ParameterRules.assertAllMatter("parameters", rule.results(),
                    rule.parameters.stream().map(ParameterRules::symbol).toList(), rule::draw);
        });
    }

    @Test
    @DisplayName("R7: if there is no such signal as it reads, it says so and names the signal")
    void missingSignalIsTheUsersError() {
        withAll(settings -> {
            for (Signal signal : built(settings, 3, 2).synapse.signalsRead()) {
                assertNamesMissing(settings, signal);
            }
        });
    }

    private void assertNamesMissing(S settings, Signal signal) {
        List<Signal> others = new ArrayList<>(signals());
        others.remove(signal);
        try {
            BuiltRule rule = BuiltRule.of(extension(), settings, new Axis("pre", 3), new Axis("post", 2), others);
            assertFalse(rule.synapse.signalsRead().contains(signal), "without signal '" + signal
                    + "' nothing was refused");
        } catch (InvalidSpecException refusal) {
            assertTrue(String.valueOf(refusal.getMessage()).contains(signal.name()), "the refusal does not name signal '" + signal
                    + "': " + refusal.getMessage());
        }
    }

    @Test
    @DisplayName("R8: its derivatives are those that differences give")
    void derivativesMatchDifferences() {
        withAllShapes(rule -> DerivativeRules.assertMatchesDifferences(
                rule.results(), List.copyOf(rule.symbols()), rule::draw, new Seed(8).generator()));
    }

    @Test
    @DisplayName("R9: values and derivatives are numbers where activities, weights and signals are 0")
    void silenceGivesNumbers() {
        withAllShapes(rule -> {
            Map<Symbol, double[]> silent = new HashMap<>();
            rule.symbols().forEach(symbol -> silent.put(symbol, new double[symbol.entries()]));
            silent.putAll(ParameterRules.values(rule.parameters, new Seed(9).generator()));
            DerivativeRules.assertFinite(rule.results(), List.copyOf(rule.symbols()), silent);
        });
    }

    @Test
    @DisplayName("R10: the names of the synapses' axes change nothing")
    void axesMayHaveAnyName() {
        withAll(settings -> SHAPES.forEach(shape -> {
            BuiltRule rule = built(settings, shape[0], shape[1]);
            Map<String, double[]> values = byName(rule.draw(new Seed(10).generator()));
            BuiltRule renamed = BuiltRule.of(
                    extension(), settings, new Axis("zeta", shape[0]), new Axis("alpha", shape[1]), signals());
            assertClose(rule.evaluate(values), renamed.evaluate(values));
        }));
    }

    @Test
    @DisplayName("R11: exchanging neurons exchanges what happens to their synapses")
    void neuronsAreEqual() {
        withAllShapes(rule -> {
            Map<Symbol, double[]> values = rule.draw(new Seed(11).generator());
            new Reversal(Set.of(rule.synapse.preAxis())).assertCommutes(rule.results(), values);
            new Reversal(Set.of(rule.synapse.postAxis())).assertCommutes(rule.results(), values);
        });
    }

    @Test
    @DisplayName("R12: if it writes its formula itself, that is one line")
    void formulaIsOneLine() {
        withAll(settings -> {
            for (double value : new double[] {0, 1, -0.3, 1e-9}) {
                Map<Parameter, double[]> values = new LinkedHashMap<>();
                for (Parameter parameter : extension().parameters(settings)) {
                    double[] array = new double[parameter.entries()];
                    Arrays.fill(array, value);
                    values.put(parameter, array);
                }
                extension().formula(settings, new ParameterValues(values))
                        .ifPresent(formula -> Wording.assertOneLine("the formula", formula));
            }
        });
    }

    @Test
    @DisplayName("R13: its traces start at numbers")
    void tracesStartAtNumbers() {
        withAll(settings -> {
            BuiltRule rule = built(settings, 3, 2);
            RandomGenerator random = new Seed(13).generator();
            List<Trace> traces = new ArrayList<>(rule.traces());
            traces.addAll(rule.synapse.tracesRead().keySet());
            for (Trace trace : traces) {
                double start = trace.initial().draw(random);
                assertTrue(Double.isFinite(start), "trace '" + trace + "' starts at " + start);
            }
        });
    }

    private static Map<String, double[]> byName(Map<Symbol, double[]> values) {
        Map<String, double[]> byName = new HashMap<>();
        values.forEach((symbol, array) -> byName.put(BuiltRule.key(symbol), array));
        return byName;
    }

    private static void assertClose(List<double[]> expected, List<double[]> actual) {
        for (int i = 0; i < expected.size(); i++) {
            assertArrayEquals(expected.get(i), actual.get(i), 1e-12, i == 0 ? "weight change" : "trace " + i);
        }
    }
}
