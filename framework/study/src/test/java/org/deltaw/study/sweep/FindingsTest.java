package org.deltaw.study.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deltaw.kernel.comparison.Alternative;
import org.deltaw.spi.InvalidSpecException;
import org.junit.jupiter.api.Test;

class FindingsTest {
    private static final double[] WITH = {-0.5, -0.25, -0.125, 1, -2, -0.75};

    private static Findings findings() {
        List<Row> rows = new ArrayList<>();
        for (int fly = 0; fly < WITH.length; fly++) {
            rows.add(row("with", "Fly" + fly, Map.of("value.rule.w", WITH[fly], "lower.rule.w", WITH[fly] - 0.2,
                    "upper.rule.w", WITH[fly] + 0.2)));
            rows.add(row("without", "Fly" + (WITH.length - 1 - fly), Map.of("value.rule.w", 1.0)));
        }
        rows.add(Row.failed(new Cell(new LinkedHashMap<>(Map.of("term", "with")), 1, List.of()), "No data."));
        return new Findings(new Table(List.of("term"), List.of("value.rule.w"), rows), Double::toString);
    }

    private static Row row(String term, String subject, Map<String, Double> values) {
        return new Row(new Cell(new LinkedHashMap<>(Map.of("term", term)), 1, List.of()), subject, "finished", "", true, List.of(), values,
                Map.of());
    }

    private static String say(String text, Map<String, String> where, Map<String, String> versus) {
        return findings().say(new Finding(text, "value.rule.w", where, versus));
    }

    @Test
    void statisticsAreThoseOfTheRowsThatAreMeant() {
        assertEquals("6: -0.375, -2.0 to 1.0, 5 negative, 1 positive",
                say("{count}: {median}, {least} to {largest}, {negative} negative, {positive} positive", Map.of("term", "with"),
                        Map.of()));
    }

    @Test
    void intervalsOnEitherSideOfZeroAreCounted() {
        assertEquals("4 below, 1 above", say("{below} below, {above} above", Map.of("term", "with"), Map.of()));
    }

    @Test
    void comparisonsArePairedByWhatIsEqual() {
        // All differences: -1.5, -1.25, -1.125, 0, -3, -1.75.
        assertEquals("6 differences, 5 below 0, mean -1.4375",
                say("{count} differences, {negative} below 0, mean {mean}", Map.of("term", "with"), Map.of("term", "without")));
    }

    @Test
    void signedRankTestIsExactInSmallSamples() {
        // Six values of one sign: 2 of 2^6 assignments of signs are as extreme.
        assertEquals(2 / 64.0, new Sample(new double[] {1, 2, 3, 4, 5, 6}).signedRankP(Alternative.TWO_SIDED).getAsDouble(), 1e-12);
        // Ranks against the sign of the others: 5 of 1..6, so 2 * 10 of 64 sets of ranks add up to no more.
        assertEquals(20 / 64.0, new Sample(WITH).signedRankP(Alternative.TWO_SIDED).getAsDouble(), 1e-12);
        assertEquals(1 / 64.0, new Sample(new double[] {1, 2, 3, 4, 5, 6}).signedRankP(Alternative.GREATER).getAsDouble(), 1e-12);
        assertTrue(new Sample(new double[] {0, 0}).signedRankP(Alternative.TWO_SIDED).isEmpty());
    }

    @Test
    void testsMayBeOneSided() {
        // Sums of positive ranks of at least 5: all but those of 0 to 4, which are 1 + 1 + 1 + 2 + 2 of 64.
        assertEquals("two-sided " + 20 / 64.0 + ", one-sided " + 57 / 64.0,
                say("two-sided {p}, one-sided {p-greater}", Map.of("term", "with"), Map.of()));
    }

    @Test
    void whatWasFittedIsNotTested() {
        InvalidSpecException refused = assertThrows(InvalidSpecException.class,
                () -> new Finding("p = {p}", "logLikelihood", Map.of(), Map.of("term", "without")));
        assertEquals("There is no test of 'logLikelihood', for it is of the data that were fitted, which the larger of two rules always "
                + "describes at least as well; take a figure of held-out data, as heldOut.logLikelihood, or leave {p} out.",
                refused.getMessage());
        assertThrows(InvalidSpecException.class, () -> new Finding("p = {p-greater}", "aic", Map.of(), Map.of()));
        new Finding("{median}", "aic", Map.of(), Map.of());
        new Finding("p = {p}", "heldOut.logLikelihood", Map.of(), Map.of("term", "without"));
    }

    @Test
    void deviationHasOneLessInTheDenominator() {
        assertEquals(Math.sqrt(2), new Sample(new double[] {1, 3}).deviation(), 1e-15);
        assertTrue(Double.isNaN(new Sample(new double[] {1}).deviation()));
    }

    @Test
    void missingValuesAreTold() {
        assertEquals("The mean is -. (There are no values of value.rule.w.)", say("The mean is {mean}.", Map.of("term", "no"), Map.of()));
    }
}
