package org.deltaw.study.page;

import static org.deltaw.study.page.ChartStyle.pixels;

import java.util.ArrayList;
import java.util.List;

/**
 * Lines over epochs, or other numbered places, as SVG, to be put into a page.
 *
 * @param title what a reader hears who cannot see the chart
 * @param label what the vertical axis shows
 * @param across what is numbered on the horizontal axis
 * @param series at least one
 */
public record LineChart(String title, String label, String across, List<Series> series) {
    /** Draws lines over epochs. */
    public LineChart(String title, String label, List<Series> series) {
        this(title, label, "iteration", series);
    }

    /**
     * One line.
     *
     * @param name shown beside the chart if there are several
     * @param values one for each number, from the first; those that are not finite leave a gap
     */
    public record Series(String name, double[] values) {}

    private static final int WIDTH = 860;
    private static final int LEFT = 80;
    private static final int RIGHT = 660;
    private static final int TOP = 12;
    private static final int BOTTOM = 300;
    private static final int HEIGHT = 345;
    private static final int LINE_HEIGHT = 16;
    /** A line has no more points than this, for a screen shows no more. */
    private static final int POINTS = 600;

    private static final List<String> DASHES = List.of("none", "6 3", "2 2");

    /** Draws the chart. */
    public String svg() {
        int epochs = series.stream().mapToInt(line -> line.values().length).max().orElse(1);
        Scale x = new Scale(1, Math.max(2, epochs), LEFT, RIGHT);
        Scale y = vertical();
        int height = Math.max(HEIGHT, TOP + (series.size() + 1) * LINE_HEIGHT);
        Html svg = ChartStyle.open(title, WIDTH, height);
        axes(svg, x, y);
        for (int i = 0; i < series.size(); i++) {
            line(svg, i, x, y);
        }
        return svg.close("svg").toString();
    }

    private Scale vertical() {
        double least = Double.POSITIVE_INFINITY;
        double largest = Double.NEGATIVE_INFINITY;
        for (Series line : series) {
            for (double value : line.values()) {
                least = Double.isFinite(value) ? Math.min(least, value) : least;
                largest = Double.isFinite(value) ? Math.max(largest, value) : largest;
            }
        }
        return least <= largest ? Scale.around(least, largest, BOTTOM, TOP) : Scale.around(0, 1, BOTTOM, TOP);
    }

    private void axes(Html svg, Scale x, Scale y) {
        List<Double> numbers = new ArrayList<>(List.of(1.0));
        x.marks().stream().filter(mark -> mark == Math.rint(mark) && mark > 1).forEach(numbers::add);
        new Axes(x, y).linesAcross(svg, y.marks()).numbersBelow(svg, numbers).frame(svg).nameBelow(svg, across).nameBeside(svg, label);
    }

    private void line(Html svg, int index, Scale x, Scale y) {
        Series line = series.get(index);
        String colour = ChartStyle.COLOURS.get(index % ChartStyle.COLOURS.size());
        String dashes = DASHES.get(index / ChartStyle.COLOURS.size() % DASHES.size());
        svg.open("path", "d", path(line.values(), x, y), "fill", "none", "stroke", colour, "stroke-width", "1.6",
                "stroke-dasharray", dashes, "stroke-linecap", "round").close("path");
        if (series.size() > 1) {
            int at = TOP + 8 + index * LINE_HEIGHT;
            svg.open("path", "d", "M" + (RIGHT + 14) + " " + at + "h22", "stroke", colour, "stroke-width", "2",
                    "stroke-dasharray", dashes).close("path");
            svg.element("text", line.name(), "x", "" + (RIGHT + 42), "y", "" + at, "dy", "4");
        }
    }

    /** Goes from point to point; every first and last point is there, between them every so many. */
    private static String path(double[] values, Scale x, Scale y) {
        StringBuilder path = new StringBuilder();
        int stride = Math.max(1, values.length / POINTS);
        boolean drawing = false;
        for (int i = 0; i < values.length; i++) {
            if (i % stride != 0 && i != values.length - 1) {
                continue;
            }
            if (Double.isFinite(values[i])) {
                path.append(drawing ? 'L' : 'M').append(pixels(x.at(i + 1))).append(' ').append(pixels(y.at(values[i])));
            }
            drawing = Double.isFinite(values[i]);
        }
        // A single point has no length; with round ends a line of length 0 is a dot.
        return values.length == 1 ? path + "h0" : path.toString();
    }
}
