package org.deltaw.plugin.formula;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.deltaw.expr.text.TextException;
import org.deltaw.expr.text.TextExpression;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Seed;
import org.deltaw.spi.rule.Extent;
import org.deltaw.spi.rule.Plasticity;
import org.deltaw.spi.rule.Signal;
import org.deltaw.spi.rule.Trace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleNamesTest {
    private static final Signal PRE = new Signal("dopamine", Extent.PRE);
    private static final Signal POST = new Signal("dopamine", Extent.POST);
    private static final TwoLayers SYNAPSES = new TwoLayers(Signal.REWARD, Signal.CHOSEN, PRE, POST,
            new Signal("stim left", Extent.PRE), new Signal("size"));

    private static FormulaSettings settings(String change) {
        return settings(change, Map.of());
    }

    private static FormulaSettings settings(String change, Map<String, FormulaTrace> traces) {
        return new FormulaSettings(TextExpression.parse(change), Map.of("a", FormulaParameter.parse("1")), traces);
    }

    private static FormulaTrace trace(String update, Extent extent) {
        return new FormulaTrace(TextExpression.parse(update), 0.5, extent);
    }

    private static double[] change(TwoLayers synapses, String text) {
        return TwoLayers.values(synapses.plasticity(settings(text)).weightChange());
    }

    private static double value(String name) {
        return TwoLayers.value(name, 0);
    }

    @Test
    void namesStandForWhatTheyAreCalled() {
        double a = value("a");
        assertArrayEquals(new double[] {a * value("x"), a * (value("x") + 1)}, change(SYNAPSES, "a*pre"));
        assertArrayEquals(change(SYNAPSES, "a*outer(x, y) + w"), change(SYNAPSES, "a*outer(pre, post) + weight"));
        assertArrayEquals(new double[] {a + value("reward GLOBAL")}, change(SYNAPSES, "a + r"));
        assertArrayEquals(new double[] {a + value("reward GLOBAL")}, change(SYNAPSES, "a + reward"));
        assertArrayEquals(new double[] {a * value("stim left PRE"), a * (value("stim left PRE") + 1)}, change(SYNAPSES, "a*`stim left`"));
        assertEquals(2, change(SYNAPSES, "a*dopamine.pre").length);
        assertEquals(3, change(SYNAPSES, "a*dopamine.post").length);
    }

    @Test
    void signalThatIsCalledRComesBeforeTheReward() {
        TwoLayers synapses = new TwoLayers(Signal.REWARD, new Signal("r"));
        assertArrayEquals(new double[] {value("a") + value("r GLOBAL")}, change(synapses, "a + r"));
        assertArrayEquals(new double[] {value("a") + value("reward GLOBAL")}, change(synapses, "a + reward"));
        double least = value("a") + value("dopamine POST");
        assertArrayEquals(new double[] {least, least + 1, least + 2}, change(new TwoLayers(POST), "a + dopamine"), 1e-12);
    }

    @Test
    void tracesAreReadBeforeAndAfterTheStep() {
        Map<String, FormulaTrace> traces = new LinkedHashMap<>();
        traces.put("fast", trace("fast*0.5 + slow.next*x", Extent.PRE));
        traces.put("slow", trace("slow + reward", Extent.GLOBAL));
        Plasticity plasticity = SYNAPSES.plasticity(settings("a*(fast.next - fast)", traces));
        double slow = value("trace slow") + value("reward GLOBAL");
        double[] next = new double[2];
        double[] changes = new double[2];
        for (int i = 0; i < 2; i++) {
            double fast = TwoLayers.value("trace fast", i);
            next[i] = fast * 0.5 + slow * TwoLayers.value("x", i);
            changes[i] = value("a") * (next[i] - fast);
        }
        assertArrayEquals(changes, TwoLayers.values(plasticity.weightChange()), 1e-12);
        assertEquals(2, plasticity.traces().size());
        for (Trace trace : plasticity.traces().keySet()) {
            boolean global = trace.name().equals("slow");
            assertEquals(global ? Extent.GLOBAL : Extent.PRE, trace.extent());
            assertEquals(0.5, trace.initial().draw(new Seed(1).generator()));
            assertArrayEquals(global ? new double[] {slow} : next, TwoLayers.values(plasticity.traces().get(trace)), 1e-12);
        }
    }

    @Test
    void traceIsRepeatedAlongTheAxesItHas() {
        Plasticity plasticity = SYNAPSES.plasticity(settings("a*e", Map.of("e", trace("reward", Extent.POST))));
        double reward = value("reward GLOBAL");
        assertArrayEquals(new double[] {reward, reward, reward}, TwoLayers.values(plasticity.traces().values().iterator().next()));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '§', value = {
        "a*rewrad*x => Found the unknown name 'rewrad' at character 3 of a*»rewrad«*x; did you mean 'reward'? Expected ",
        "a*cosen => Found the unknown name 'cosen' at character 3 of a*»cosen«; did you mean 'chosen'? Expected a parameter, a variable, a "
                + "trace or a signal, one of a, x, y, w, pre, post, weight, chosen, dopamine, reward, size, stim left.",
        "a*e.next => Found the unknown name 'e.next' at character 3 of a*»e.next«; expected ",
        "a*weigth => Found the unknown name 'weigth' at character 3 of a*»weigth«; did you mean 'weight'? Expected ",
        "a*dopamine => Found 'dopamine', which may be one value for each presynaptic neuron or one value for each postsynaptic neuron at "
                + "character 3 of a*»dopamine«; expected dopamine.pre or dopamine.post.",
        "a*dopamine.global => Found the unknown name 'dopamine.global' at character 3 of a*»dopamine.global«; ",
        "a*x*y => Found '*' between a*x over (pre) and y over (post) at character 1 of »a*x*y«; expected outer(a*x, y) if the product of "
                + "every pair is meant.",
        "a*r == 'left' => Found a text at character 8 of a*r == »'left'«; expected a number or a name; texts are for tables."})
    void changeThatMeansNothingIsRefused(String text, String expected) {
        InvalidSpecException refusal = assertThrows(InvalidSpecException.class, () -> SYNAPSES.plasticity(settings(text)));
        assertEquals("change", refusal.key());
        assertTrue(String.valueOf(refusal.getMessage()).startsWith(expected), refusal.getMessage());
    }

    @Test
    void rewardThatIsNotThereIsCalledByItsName() {
        assertEquals("Found 'r', which is short for the signal 'reward' that is not there at character 3 of a*»r«; expected a parameter, a "
                + "variable, a trace or a signal, one of a, x, y, w, pre, post, weight, size.",
                assertThrows(InvalidSpecException.class, () -> new TwoLayers(new Signal("size")).plasticity(settings("a*r"))).getMessage());
    }

    @Test
    void whatIsWrongInATraceIsNamedByItsKey() {
        InvalidSpecException unknown = assertThrows(InvalidSpecException.class,
                () -> SYNAPSES.plasticity(settings("a*e", Map.of("e", trace("e*deacy", Extent.PRE)))));
        assertEquals("traces.e.update", unknown.key());
        InvalidSpecException large = assertThrows(InvalidSpecException.class,
                () -> SYNAPSES.plasticity(settings("a*e", Map.of("e", trace("e + w", Extent.PRE)))));
        assertEquals("traces.e.update", large.key());
        assertEquals("Found more than one value for each presynaptic neuron at character 1 of »e + w«; expected a sum, as in sum(…, "
                + "post), or "
                + "another extent of the trace.", large.getMessage());
    }

    @Test
    void parameterThatIsCalledLikeASignalIsRefused() {
        InvalidSpecException refusal = assertThrows(InvalidSpecException.class,
                () -> new TwoLayers(new Signal("a")).plasticity(settings("a*x")));
        assertEquals("Found 'a', which is both the rule's own and a signal at character 1 of »a«*x; expected another name for the rule's.",
                refusal.getMessage());
    }

    /** Whatever is changed in the text of a rule, it is a rule, or one sentence says why not. */
    @Test
    void mutatedRulesAreBuiltOrRefusedInOneSentence() {
        List<String> texts = List.of("x*(chosen*(a*r - w) - (1 - chosen)*size*w)", "where(y >= 0.5, a*outer(x, y), -w^2/3) + `stim "
                + "left`*!chosen",
                "min(a, max(w, dopamine.post), sum(w*x, pre)) - leakyRelu(dopamine.pre, 0.01)");
        String signs = "+-*/^|&!()<>=,.'\"`0129exyzwar _\n\u00e9\u6f22\u2212\ud83d\udca1\ud800\u0000#";
        RandomGenerator random = new Seed(5).generator();
        int built = 0;
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder(texts.get(i % texts.size()));
            for (int change = random.nextInt(1, 4); change > 0; change--) {
                int place = random.nextInt(text.length());
                text.replace(place, place + random.nextInt(2),
                        random.nextInt(4) == 0 ? "" : "" + signs.charAt(random.nextInt(signs.length())));
            }
            try {
                SYNAPSES.plasticity(settings(text.toString()));
                built++;
            } catch (TextException | InvalidSpecException refusal) {
                assertTrue(String.valueOf(refusal.getMessage()).matches("[A-Z][^\\n\\r\\t]*\\."), text + "\n" + refusal.getMessage());
            }
        }
        assertTrue(built > 100 && built < 1_500, "built: " + built);
    }
}
