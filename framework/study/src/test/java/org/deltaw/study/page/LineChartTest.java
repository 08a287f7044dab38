package org.deltaw.study.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class LineChartTest {
    private static void parsed(String xml) throws Exception {
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    @Test
    void chartsLeaveGapsWhereNumbersAreNotFinite() throws Exception {
        String svg = new LineChart("t", "l", List.of(
                new LineChart.Series("<a>", new double[] {1, Double.NaN, 3, 2}),
                new LineChart.Series("b", new double[] {0, 1, 2, Double.POSITIVE_INFINITY}))).svg();
        parsed(svg);
        assertTrue(svg.contains("&lt;a&gt;") && !svg.contains("NaN") && !svg.contains("Infinity"), svg);
        assertTrue(Pattern.compile("d=\"M[0-9. ]+M[0-9. ]+L[0-9. ]+\"").matcher(svg).find(), svg);
    }

    @Test
    void chartsOfOneOrNoFiniteNumberAreDrawn() throws Exception {
        for (double value : new double[] {0, 0.3, -1e-20, 1e300, Double.NaN}) {
            parsed(new LineChart("t", "l", List.of(new LineChart.Series("a", new double[] {value}))).svg());
        }
    }

    @Test
    void longLinesAreThinned() {
        String svg = new LineChart("t", "l", List.of(new LineChart.Series("a", new double[100_000]))).svg();
        assertTrue(svg.length() < 20_000, () -> svg.length() + " characters");
    }

    @Test
    void scalesEndAtRoundNumbers() {
        Scale scale = Scale.around(0.283, 0.437, 300, 0);
        assertEquals(List.of("0.28", "0.30", "0.32", "0.34", "0.36", "0.38", "0.40", "0.42", "0.44"),
                scale.marks().stream().map(scale::label).toList());
        assertEquals(300, scale.at(0.28), 1e-9);
    }
}
