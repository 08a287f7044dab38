package org.deltaw.plugin.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deltaw.expr.text.TextExpression;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.rule.Extent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormulaSettingsTest {
    private static final FormulaParameter ONE = FormulaParameter.parse("1");

    private static FormulaSettings settings(String change, Map<String, FormulaParameter> parameters, Map<String, FormulaTrace> traces) {
        return new FormulaSettings(TextExpression.parse(change), parameters, traces);
    }

    private static FormulaTrace trace(String update) {
        return new FormulaTrace(TextExpression.parse(update), 0, Extent.SYNAPSE);
    }

    private static void assertRefused(String key, String message, Runnable settings) {
        InvalidSpecException refusal = assertThrows(InvalidSpecException.class, settings::run);
        assertEquals(key, refusal.key());
        assertEquals(message, refusal.getMessage());
    }

    @Test
    void ruleWithoutParametersIsRefused() {
        assertRefused("parameters", "There are none, so there is nothing to infer; give a number of the formula a name, as in {a: 0.5}.",
                () -> settings("x*0.5", Map.of(), Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a.b", "a-b", "2a", "", "true", "and", "`a`", "a+b", "'a'", "a "})
    void namesMustBeSuchThatAFormulaCanHoldThem(String name) {
        assertRefused("parameters", "'" + name + "' cannot be a name in a formula; expected letters, digits and _, beginning with a "
                + "letter.",
                () -> settings("x", Map.of(name, ONE), Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "y", "w", "pre", "post", "weight"})
    void variablesKeepTheirNames(String name) {
        assertRefused("parameters", "'" + name + "' is a variable of every synapse; choose another name.",
                () -> settings("x", Map.of(name, ONE), Map.of()));
        assertRefused("traces", "'" + name + "' is a variable of every synapse; choose another name.",
                () -> settings("a*x", Map.of("a", ONE), Map.of(name, trace("1"))));
    }

    @Test
    void whatIsNeverReadIsRefused() {
        assertRefused("parameters.b", "It occurs neither in the change nor in a trace; use it, or take it out.",
                () -> settings("a*x", Map.of("a", ONE, "b", ONE), Map.of()));
        assertRefused("traces.e", "It is remembered, but occurs neither in the change nor in another trace; use it, or take it out.",
                () -> settings("a*x", Map.of("a", ONE), Map.of("e", trace("e + e.next + x"))));
        assertRefused("traces.a", "A parameter has this name, too; rename one of them.",
                () -> settings("a*x", Map.of("a", ONE), Map.of("a", trace("1"))));
    }

    @Test
    void tracesAreOrderedByWhatTheyAreMadeOf() {
        Map<String, FormulaTrace> traces = new LinkedHashMap<>();
        traces.put("e", trace("e + f.next"));
        traces.put("f", trace("g.next + e"));
        traces.put("g", trace("g + x"));
        assertEquals(List.of("g", "f", "e"), settings("a*e", Map.of("a", ONE), traces).tracesInOrder());
        traces.put("g", trace("e.next + x"));
        assertRefused("traces.e.update", "The value after the step is made of f.next, which is made of it in turn; write the value "
                + "before the "
                + "step (without .next) in one of them.", () -> settings("a*e", Map.of("a", ONE), traces));
        assertRefused("traces.e.update", "The value after the step is made of e.next, which is made of it in turn; write the value "
                + "before the "
                + "step (without .next) in one of them.", () -> settings("a*e", Map.of("a", ONE), Map.of("e", trace("e.next + x"))));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "-0.5, -0.5", "1e-3, 0.001", ".5, 0.5", "+2., 2"})
    void numberIsWhereAParameterStarts(String text, double initial) {
        assertEquals(new FormulaParameter(initial, List.of()), FormulaParameter.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1d", "0x1p0", "a", "", "1e999", "nan", ".inf", "1 2"})
    void otherTextsAreNone(String text) {
        assertEquals("Found '" + text + "'; expected the number where the parameter starts, or a map, as in {initial: 0.5, bounds: "
                + "[0, 1]}.",
                assertThrows(IllegalArgumentException.class, () -> FormulaParameter.parse(text)).getMessage());
    }

    @Test
    void boundsAreTwoNumbersAroundTheStart() {
        assertRefused("bounds", "Found [1.0]; expected the least and the largest value, as in [0, 1].",
                () -> new FormulaParameter(1, List.of(1.0)));
        assertRefused("bounds", "Found [1.0, 0.0]; expected the least and the largest value, as in [0, 1].",
                () -> new FormulaParameter(1, List.of(1.0, 0.0)));
        assertRefused("initial", "It starts at 2.0, which is not within its bounds [0.0, 1.0]; move the one or the others.",
                () -> new FormulaParameter(2, List.of(0.0, 1.0)));
    }
}
