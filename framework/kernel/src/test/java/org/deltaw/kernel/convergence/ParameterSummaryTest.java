package org.deltaw.kernel.convergence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The numbers that draws are to give are ArviZ 0.23.4's. */
class ParameterSummaryTest {
    private static final double NONE = Double.NaN;

    /** Draws that any program can make: autoregressive, driven by sums of twelve uniform numbers of a congruential generator. */
    private static Draws draws(int chains, int length, double kept, double shift, boolean tied) {
        double[][] draws = new double[chains][length];
        for (int chain = 0; chain < chains; chain++) {
            long state = 12345 + chain * 777L;
            double x = 0;
            for (int t = 0; t < length; t++) {
                double sum = 0;
                for (int i = 0; i < 12; i++) {
                    state = (1103515245 * state + 12345) % 2147483648L;
                    sum += state / 2147483648.0;
                }
                x = kept * x + (sum - 6);
                draws[chain][t] = tied ? Math.floor((x + shift * chain) * 2) / 2 : x + shift * chain;
            }
        }
        return new Draws(draws);
    }

    private static Arguments like(String what, Draws draws, double... expected) {
        return Arguments.of(what, draws, expected);
    }

    static Stream<Arguments> references() {
        return Stream.of(
                like("independent", draws(4, 100, 0, 0, false), 0.025903273820877076, 1.0108378193731566, 0.046193552583400896,
                        -1.923831187421456, -0.6861602389253676, -0.03548429720103741, 0.7571063186042011, 1.9715615237597366,
                        475.4483788848924, 409.4286266313035, 0.9967593870351764, 0.03196627734273751, 0.10763025563210249,
                        2.2531919041663144),
                like("slow, an odd number", draws(4, 101, 0.9, 0, false), 0.21664451825841646, 1.845118934793544, 0.33874682367916803,
                        -3.3858599180360933, -1.0995929106315312, 0.2334257940788794, 1.4312726478655613, 3.6632574129721287,
                        29.652316905168732, 109.2387476080867, 1.131932901094264, 0.11233093712123014, 0.37628563004641724,
                        0.5460322941944797),
                like("alternating, at two places", draws(2, 50, -0.5, 1, false), 0.4418995147271984, 1.2624934327770925,
                        0.3225540970566009, -1.9300287990875602, -0.44335599840268175, 0.5020692648036946, 1.3859595041287964,
                        2.677739829018335, 15.722945026493928, 116.61902286902291, 1.0960638714181228, 0.0737448609118159,
                        0.20886526055318133, 3.0865671037503826),
                like("one chain", draws(1, 77, 0.5, 0, false), -0.09647034424063017, 1.0376709054775801, 0.1515238346631134,
                        -1.9633465258119347, -0.6504806084558368, -0.1944192337524424, 0.5031156054205568, 1.825209256077142,
                        47.76557540511477, 55.895149806747845, NONE, 0.08964928575348578, 0.06949026230157429, 1.4982759418530627),
                like("equal draws", draws(3, 60, 0.3, 0, true), -0.3111111111111111, 1.0598771346991012, 0.0888986492182118,
                        -2.2625, -1.0, -0.5, 0.5, 1.5, 143.2486498682505, 176.06154793045076, 0.9914989621669787,
                        0.05121509941089652, 0.0, 1.8193256165072975),
                like("as few as can be", draws(2, 4, 0, 0, false), 0.26081000827252865, 1.0833403670313584, 0.4030458176887961,
                        -0.9796511766966431, -0.7003971999511123, 0.18788783811032772, 1.0339516373351216, 1.756728814681992,
                        7.224719895935548, 7.224719895935548, 1.0437634793076636, 0.1444708085064419, 0.1783205782994628,
                        3.305429051196929),
                like("seven draws", draws(2, 7, 0, 0, false), 0.19695715898913996, 1.0459128421880344, 0.2906415344145312,
                        -1.6576730406445143, -0.5288015929982066, 0.47585405595600605, 0.8209178321994841, 1.7215168934781104,
                        12.9501749525715, 12.9501749525715, 1.3313822683197614, 0.17365460551549503, 0.5603772290050983,
                        2.8568932907671165));
    }

    private static double[] figures(Draws draws) {
        ParameterSummary summary = ParameterSummary.of(draws);
        ParameterSummary.Quantiles quantiles = summary.quantiles();
        return new double[] {summary.mean(), summary.sd(), summary.mcse(), quantiles.lower(), quantiles.lowerQuartile(),
            quantiles.median(), quantiles.upperQuartile(), quantiles.upper(), summary.mixing().essBulk(), summary.mixing().essTail(),
            summary.mixing().rHat(), MonteCarloError.ofDeviation(draws), MonteCarloError.ofQuantile(draws, 0.05),
            EnergyFraction.of(draws)[0]};
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("references")
    void figuresAreThoseOfArviZ(String what, Draws draws, double[] expected) {
        double[] found = figures(draws);
        for (int i = 0; i < expected.length; i++) {
            double tolerance = Double.isNaN(expected[i]) ? 1 : 1e-10 * Math.max(1, Math.abs(expected[i]));
            assertEquals(expected[i], found[i], tolerance, what + ", figure " + i);
        }
    }

    @Test
    void drawsThatAreAllEqualAreKnownExactlyAndSayNothingOfMixing() {
        ParameterSummary summary = ParameterSummary.of(new Draws(new double[][] {{3.1, 3.1, 3.1, 3.1, 3.1}, {3.1, 3.1, 3.1, 3.1, 3.1}}));
        assertEquals(new ParameterSummary(3.1, 0, 0, new ParameterSummary.Quantiles(3.1, 3.1, 3.1, 3.1, 3.1),
                new ParameterSummary.Mixing(8, 8, NONE)), summary);
    }

    @Test
    void chainsThatStayAtTwoPlacesNeverAgree() {
        double[] one = new double[20];
        double[] other = new double[20];
        Arrays.fill(one, 0.1);
        Arrays.fill(other, 0.7);
        ParameterSummary summary = ParameterSummary.of(new Draws(new double[][] {one, other}));
        assertEquals(Double.POSITIVE_INFINITY, summary.mixing().rHat());
        assertEquals(10 / 3.0, summary.mixing().essBulk(), 1e-12);
    }

    @Test
    void aDrawThatIsNotANumberLeavesNothing() {
        double[] found = figures(new Draws(new double[][] {{1, 2, 3, 4, 5, 6}, {2, 1, NONE, 3, 4, 5}}));
        assertTrue(Arrays.stream(found, 0, 11).allMatch(Double::isNaN), Arrays.toString(found));
    }

    @Test
    void anInfiniteDrawLeavesQuantilesAlone() {
        ParameterSummary summary = ParameterSummary.of(new Draws(new double[][] {{1, 2, 3, 4, 5}, {2, 1, Double.NEGATIVE_INFINITY, 3, 4}}));
        assertEquals(2.5, summary.quantiles().median());
        assertTrue(Double.isNaN(summary.mixing().rHat()));
    }

    @Test
    void threeDrawsAChainAreTooFewForMoreThanQuantiles() {
        ParameterSummary summary = ParameterSummary.of(new Draws(new double[][] {{1, 2, 3}, {2, 3, 4}}));
        assertEquals(new ParameterSummary.Mixing(NONE, NONE, NONE), summary.mixing());
        assertEquals(2.5, summary.mean());
        assertTrue(Double.isNaN(summary.mcse()));
    }

    @Test
    void minusZeroEqualsZero() {
        double[] one = {0, 1, -1, 0.0, 2, 3};
        double[] other = {-0.0, 2, 1, -0.0, -1, 1};
        double[] plain = {0, 2, 1, 0, -1, 1};
        assertEquals(ParameterSummary.of(new Draws(new double[][] {one, plain})).mixing(),
                ParameterSummary.of(new Draws(new double[][] {one, other})).mixing());
    }

    @Test
    void chainsOfUnequalLengthAreRefused() {
        assertEquals("Chains need equally many draws; found chains of [2, 3] draws.", assertThrows(IllegalArgumentException.class,
                () -> new Draws(new double[][] {{1, 2}, {1, 2, 3}})).getMessage());
        assertThrows(IllegalArgumentException.class, () -> new Draws(new double[0][]));
    }
}
