package org.deltaw.study.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.deltaw.expr.Axis;
import org.deltaw.kernel.evaluation.Metrics;
import org.deltaw.kernel.inference.Uncertainty;
import org.deltaw.kernel.model.ParameterValue;
import org.deltaw.kernel.model.Unit;
import org.deltaw.spec.text.Words;
import org.junit.jupiter.api.Test;

/** Numbers, words, tables and JSON as they are written. */
class TextTest {
    private static String lines(Object text) {
        return text.toString().replace(System.lineSeparator(), "\n");
    }

    @Test
    void rulesSayWhoseTheyAre() {
        assertEquals("dw = w", FormulaText.of("rule", "w"));
        assertEquals("dw[left] = w", FormulaText.of("rule.left", "w"));
        assertEquals("dw@Fly1 = w", FormulaText.of("rule@Fly1", "w"));
        assertEquals("dw[left]@Fly1/1.5 = w", FormulaText.of("rule.left@Fly1/1.5", "w"));
        assertEquals("Fly1: dw/dt = w", FormulaText.of("rule@Fly1", "dw/dt = w"));
    }

    @Test
    void valuesSayWhoseTheyAre() {
        String table = new Coefficients(List.of(
                new ParameterValue("rule", "w", Optional.of(new Unit("Fly1", Optional.empty())), List.of(), true, new double[] {0.5}),
                new ParameterValue("rule", "w", Optional.of(new Unit("Fly2", Optional.of("am"))), List.of(), true, new double[] {0.25})),
                new UncertaintyText(new Uncertainty.NotStated(Uncertainty.Reason.NOT_CONVERGED, ""))).table();
        assertTrue(table.contains("w@Fly1") && table.contains("w@Fly2/am"), table);
    }

    @Test
    void numbersHaveFiveSignificantDigits() {
        assertEquals("0.31416", Numbers.rounded(Math.PI / 10));
        assertEquals("-2", Numbers.rounded(-2));
        assertEquals("0", Numbers.rounded(-0.0));
        assertEquals("1.5e-7", Numbers.rounded(1.5e-7));
        assertEquals("0.00012346", Numbers.rounded(0.000123456));
        assertEquals("123460000", Numbers.rounded(123456789));
        assertEquals("1.2346e20", Numbers.rounded(1.23456e20));
        assertEquals("NaN", Numbers.rounded(Double.NaN));
        assertEquals("-infinite", Numbers.rounded(Double.NEGATIVE_INFINITY));
    }

    @Test
    void durationsAreReadable() {
        assertEquals("0.4 s", Numbers.duration(0.42));
        assertEquals("59 s", Numbers.duration(59.4));
        assertEquals("1:00 min", Numbers.duration(59.6));
        assertEquals("2:07:05 h", Numbers.duration(2 * 3600 + 7 * 60 + 5));
    }

    @Test
    void countsTakeThePlural() {
        assertEquals("1 epoch", Numbers.count(1, "epoch"));
        assertEquals("1,250 trajectories", Numbers.count(1250, "trajectory"));
    }

    @Test
    void theMedianOfAnEvenNumberLiesBetween() {
        assertEquals(OptionalDouble.of(2.5), Metrics.median(new double[] {4, 1, 3, 2}));
        assertEquals(OptionalDouble.empty(), Metrics.median(new double[0]));
    }

    @Test
    void argumentsAreQuotedForTheShell() {
        assertEquals("runs/x-1", Words.shell("runs/x-1"));
        assertEquals("'my runs/it'\\''s'", Words.shell("my runs/it's"));
    }

    @Test
    void tablesAlignNumbersToTheRight() {
        assertEquals("""
                name  value
                a       1.5  x
                bcd     -20""".indent(2).stripTrailing(),
                lines(new TextTable("name", "value", "").row("a", "1.5", "x").row("bcd", "-20", "")));
    }

    @Test
    void longCellsAreWrappedBetweenWords() {
        assertEquals(List.of("one two", "three", "antidisestablishmentarianism"),
                TextTable.wrapped("one two three antidisestablishmentarianism", 8));
    }

    @Test
    void largeArraysAreSummarised() {
        Coefficients coefficients = new Coefficients(List.of(
                new ParameterValue("network", "bias", List.of(new Axis("post", 3)), false, new double[] {0, 0, 0}),
                new ParameterValue("rule", "b", List.of(new Axis("in", 2)), true, new double[] {0.5, -1}),
                new ParameterValue("rule", "a", List.of(new Axis("in", 2), new Axis("out", 4)), true,
                        new double[] {1, 2, 3, 4, 5, 6, 7, 8})),
                new UncertaintyText(new Uncertainty.NotStated(Uncertainty.Reason.NOT_CONVERGED, "of arrays")));
        assertEquals("""
                of       name       value
                rule     b [2]      0.5, -1
                rule     a [2 x 4]  mean 4.5, sd 2.449
                network  bias [3]   0 throughout        fixed""".indent(2).stripTrailing(),
                lines(coefficients.table()));
    }

    @Test
    void manyTermsThatWereLeftOutHaveOneRow() {
        List<ParameterValue> parameters = new ArrayList<>();
        for (int i = 0; i < 1_200; i++) {
            parameters.add(new ParameterValue("rule", "t" + i, List.of(), i == 5, new double[] {i == 5 ? 0 : i == 7 ? 2 : 0}));
        }
        parameters.add(new ParameterValue("network", "bias", List.of(new Axis("post", 1)), false, new double[] {0}));
        UncertaintyText none = new UncertaintyText(new Uncertainty.NotStated(Uncertainty.Reason.NOT_CONVERGED, "of the test"));
        assertEquals("""
                of       name          value
                rule     t5                0
                rule     t7                2  fixed
                rule     1,198 others      0  fixed
                network  bias [1]          0  fixed""".indent(2).stripTrailing(),
                lines(new Coefficients(parameters, none).table()));
        assertEquals(6, new Coefficients(parameters.subList(0, 6), none).rows().size());
    }
}
