package org.deltaw.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class DrawingTest {
    private static final Figure LINES = new Figure.Lines("Loss", "epoch", "loss", true, List.of(
            new Figure.Line("adam", new double[] {1, 2, 3}, new double[] {1, 0.1, 0}, new double[0]),
            new Figure.Line("gauss-newton", new double[] {1, 2, 3}, new double[] {1, Double.NaN, 1e-9}, new double[] {0, 0, 0})));
    private static final Figure BARS = new Figure.Bars("Weight term", "fly", "coefficient", List.of("Fly1", "Fly2"), List.of(
            new Figure.Bar("raw", new double[] {-0.1, Double.NaN}, new double[] {0.02, 0}),
            new Figure.Bar("expected", new double[] {-0.2, 0.1}, new double[] {0.02, Double.NaN})));
    private static final Figure MAP = new Figure.HeatMap("R²", "noise", "recorded", List.of("0", "0.1"), List.of("1", "0.5"),
            new double[][] {{1, 0.9}, {0.8, Double.NaN}});

    @Test
    void everyFigureIsAnSvgAndAPng() throws Exception {
        for (Figure figure : List.of(LINES, BARS, MAP)) {
            Drawing drawing = new Drawing(figure);
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            Document svg = factory.newDocumentBuilder().parse(new ByteArrayInputStream(
                    drawing.svg().getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            assertEquals("svg", svg.getDocumentElement().getLocalName() == null
                    ? svg.getDocumentElement().getNodeName() : svg.getDocumentElement().getLocalName());
            BufferedImage png = ImageIO.read(new ByteArrayInputStream(drawing.png()));
            assertTrue(colours(png) > 3, "nothing is drawn for " + figure.title());
        }
    }

    @Test
    void figureWithoutAnyFiniteValueIsDrawnEmpty() {
        Figure empty = new Figure.Bars("None", "fly", "coefficient", List.of("Fly1"),
                List.of(new Figure.Bar("raw", new double[] {Double.NaN}, new double[] {0})));
        assertTrue(new Drawing(empty).png().length > 0);
    }

    @Test
    void pointsLieWhereTheirValuesAre() throws Exception {
        // The library's own charts over names draw all points at the top if no value is positive.
        Figure figure = new Figure.Bars("", "fly", "", List.of("Fly1", "Fly2"),
                List.of(new Figure.Bar("w", new double[] {-0.1, -0.9}, new double[] {0, 0})));
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(new Drawing(figure).png()));

        int blue = 0x0072b2;
        int left = 0;
        int right = 0;
        for (int x = 0; x < image.getWidth() * 3 / 4; x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                if ((image.getRGB(x, y) & 0xffffff) == blue) {
                    left = x < image.getWidth() * 2 / 5 ? y : left;
                    right = x >= image.getWidth() * 2 / 5 ? y : right;
                }
            }
        }
        assertTrue(left > 0 && right - left > image.getHeight() / 2, "Fly1 is at " + left + ", Fly2 at " + right);
    }

    @Test
    void sameFigureHasTheSameBits() {
        assertEquals(new Drawing(LINES).svg(), new Drawing(LINES).svg());
    }

    @Test
    void linesOfUnequalLengthAreRefused() {
        assertThrows(IllegalArgumentException.class,
                () -> new Figure.Line("a", new double[] {1, 2}, new double[] {1}, new double[0]));
    }

    private static long colours(BufferedImage image) {
        return java.util.Arrays.stream(image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()))
                .distinct().count();
    }

    /** A shade between those of two ranges would say nothing: cells have the colours that the legend shows. */
    @Test
    void colourOfACellIsThatOfItsRange() throws Exception {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(new Drawing(new Figure.HeatMap("R²", "noise", "recorded",
                List.of("0", "0.1"), List.of("0.1", "1"), new double[][] {{0.84, 0.5}, {1, Double.NaN}})).png()));
        Map<Integer, Integer> pixels = new HashMap<>();
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                pixels.merge(image.getRGB(x, y) & 0xffffff, 1, Integer::sum);
            }
        }
        for (int cell : new int[] {0xdeebf7, 0x6baed6, 0x4292c6}) {
            assertTrue(pixels.getOrDefault(cell, 0) > 10_000, Integer.toHexString(cell));
        }
        for (int unused : new int[] {0xc6dbef, 0x9ecae1}) {
            int count = pixels.getOrDefault(unused, 0);
            assertTrue(count > 50 && count < 10_000, Integer.toHexString(unused) + ": " + count);
        }
    }
}
