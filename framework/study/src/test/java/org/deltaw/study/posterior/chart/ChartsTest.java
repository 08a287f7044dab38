package org.deltaw.study.posterior.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.deltaw.kernel.convergence.Draws;
import org.deltaw.kernel.convergence.ParameterSummary;
import org.deltaw.spi.Seed;
import org.deltaw.spi.parameter.Parameter;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ChartsTest {
    private static final DoubleUnaryOperator PRIOR = x -> Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);

    private static Draws draws(int length, DoubleUnaryOperator function) {
        RandomGenerator random = new Seed(9).generator();
        double[][] draws = new double[4][length];
        for (double[] chain : draws) {
            Arrays.setAll(chain, i -> function.applyAsDouble(random.nextGaussian()));
        }
        return new Draws(draws);
    }

    private static Marginal marginal(String name, Draws draws) {
        return new Marginal(name, draws, Parameter.Bounds.NONE, Optional.of(PRIOR));
    }

    /** Five numbers that look different, ugly ones among them. */
    private static List<Marginal> marginals() {
        return List.of(marginal("rule.w", draws(300, x -> x)), marginal("<x & y>", draws(300, x -> 1e-9 * x)),
                marginal("still", draws(300, _ -> 0.25)), marginal("two", draws(300, x -> x > 0 ? 1e6 : 1e6 + 1)),
                new Marginal("scale", draws(300, Math::abs), new Parameter.Bounds(0, 10), Optional.empty()));
    }

    private static Document parsed(String svg) throws Exception {
        assertFalse(svg.contains("NaN") || svg.contains("Infinity"), svg);
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    private static long count(Document document, String attribute, String value) {
        NodeList paths = document.getElementsByTagName("path");
        return IntStream.range(0, paths.getLength()).mapToObj(i -> (Element) paths.item(i))
                .filter(path -> path.getAttribute(attribute).equals(value)).count();
    }

    @Test
    void tracesHaveALineForEachChainOfEachNumber() throws Exception {
        assertEquals(4 * 5, count(parsed(new TraceChart(marginals()).svg()), "stroke-width", "0.7"));
    }

    @Test
    void ranksHaveALineForEachChainOfEachNumber() throws Exception {
        assertEquals(4 * 5, count(parsed(new RankChart(marginals()).svg()), "stroke-width", "1.4"));
    }

    @Test
    void densitiesHaveTheirPriorsWhereThereIsOne() throws Exception {
        // Of draws that are all equal there is no density; one line is in the legend.
        assertEquals(1 + 3, count(parsed(new DensityChart(marginals()).svg()), "stroke-dasharray", "4 3"));
    }

    @Test
    void pairsShowEachPairOnceAndWhereTheSamplerDiverged() throws Exception {
        Document pairs = parsed(new PairChart(marginals(), draw -> draw == 7).svg());
        assertEquals(10, count(pairs, "stroke-width", "2"));
        assertEquals(10, count(pairs, "stroke-width", "4"));
        assertThrows(IllegalArgumentException.class, () -> new PairChart(Collections.nCopies(8, marginals().getFirst()), _ -> false));
    }

    @Test
    void forestsHaveARowForEachNumber() throws Exception {
        List<ForestChart.Row> rows = marginals().stream()
                .map(each -> new ForestChart.Row(each.name(), ParameterSummary.of(each.draws()).quantiles(), false)).toList();
        assertEquals(5, parsed(new ForestChart("coefficient", rows).svg()).getElementsByTagName("circle").getLength());
        ForestChart.Row unknown = new ForestChart.Row("unknown", ParameterSummary.of(new Draws(new double[][] {{Double.NaN}})).quantiles(),
                true);
        assertEquals(0, parsed(new ForestChart("coefficient", List.of(unknown)).svg()).getElementsByTagName("circle").getLength());
    }

    @Test
    void aHundredNumbersAreBelowEachOther() throws Exception {
        List<Marginal> many = Collections.nCopies(100, marginals().getFirst());
        Document traces = parsed(new TraceChart(many).svg());
        assertEquals("0 0 860 7150", traces.getDocumentElement().getAttribute("viewBox"));
        assertTrue(new TraceChart(many).svg().length() < 2_500_000);
    }

    @Test
    void densitiesAddUpToOneAndKeepToBounds() {
        for (Marginal each : marginals()) {
            if (!each.name().equals("still")) {
                Density density = Density.of(each.draws().pooled(), each.bounds());
                assertEquals(1, Arrays.stream(density.values()).sum() * density.step(), 0.01, each.name());
            }
        }
        Density half = Density.of(draws(2000, Math::abs).pooled(), new Parameter.Bounds(0, Double.POSITIVE_INFINITY));
        // Twice the normal density, also beside the bound.
        assertEquals(2 * PRIOR.applyAsDouble(0), half.at(0.02), 0.06);
        assertEquals(2 * PRIOR.applyAsDouble(1), half.at(1), 0.04);
    }

    @Test
    void aNarrowModeStaysNarrow() {
        Density density = Density.of(draws(1000, x -> x > 1.2 ? 3 + 0.02 * x : x).pooled(), Parameter.Bounds.NONE);
        // With one width for a normal density it would be below 0.3.
        assertTrue(density.at(3.03) > 0.6, () -> "" + density.at(3.03));
        assertTrue(density.at(2.5) < 0.02, () -> "" + density.at(2.5));
    }
}
