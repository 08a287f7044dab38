package org.deltaw.study.posterior.chart;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.deltaw.study.page.Axes;
import org.deltaw.study.page.ChartStyle;
import org.deltaw.study.page.Html;
import org.deltaw.study.page.Scale;

/**
 * Small charts of the same kind beside and below each other, one for each of many numbers.
 *
 * @param title what a reader hears who cannot see them
 * @param across what the horizontal axes show
 * @param columns how many are beside each other
 * @param legend what lines mean, above all panels; may be empty
 */
record Panels(String title, String across, int columns, List<Line> legend) {
    private static final int WIDTH = 860;
    private static final int BESIDE = 56;
    private static final int GAP = 14;
    private static final int TOP = 6;
    private static final int LEGEND = 22;
    private static final int LEGEND_WIDTH = 100;
    private static final int NAME = 20;
    private static final int HEIGHT = 96;
    private static final int BELOW = 26;
    private static final int ACROSS = 22;

    /** A kind of line, and what it means. */
    record Line(String name, String colour, String dashes) {}

    /** Lists the lines of chains. */
    static List<Line> chains(List<Marginal> marginals) {
        int chains = marginals.stream().mapToInt(each -> each.draws().chains().length).max().orElse(0);
        return IntStream.range(0, chains).mapToObj(chain -> new Line("chain " + (chain + 1), colour(chain), "none")).toList();
    }

    /** Where the sides of a panel are, in pixels. */
    record Place(double left, double right, double bottom, double top) {
        Scale across(double from, double to) {
            return new Scale(from, to, left, right);
        }

        Scale upwards(double from, double to) {
            return new Scale(from, to, bottom, top);
        }
    }

    /** Draws a panel for each of some things; the name of each stands above it. */
    String svg(List<Marginal> each, BiConsumer<Html, PlacedMarginal> panel) {
        int rows = Math.ceilDiv(each.size(), columns);
        int first = TOP + (legend.isEmpty() ? 0 : LEGEND);
        int row = NAME + HEIGHT + BELOW;
        Html svg = ChartStyle.open(title, WIDTH, first + rows * row + ACROSS);
        writeLegend(svg);
        double width = (double) (WIDTH - GAP) / columns;
        for (int i = 0; i < each.size(); i++) {
            double left = i % columns * width;
            int line = i / columns;
            double top = first + line * row + (double) NAME;
            Place place = new Place(left + BESIDE, left + width - GAP, top + HEIGHT, top);
            svg.element("text", each.get(i).name(), "x", ChartStyle.pixels(place.left()), "y", ChartStyle.pixels(top - 6),
                    "font-weight", "bold");
            panel.accept(svg, new PlacedMarginal(each.get(i), place));
        }
        for (int column = 0; column < Math.min(columns, each.size()); column++) {
            int below = first + Math.ceilDiv(each.size() - column, columns) * row - BELOW;
            new Axes(new Scale(0, 1, column * width + BESIDE, (column + 1) * width - GAP), new Scale(0, 1, below, below - HEIGHT))
                    .nameBelow(svg, across);
        }
        return svg.close("svg").toString();
    }

    /** Writes as many lines as fit: of more chains the colours repeat. */
    private void writeLegend(Html svg) {
        for (int i = 0; i < Math.min(legend.size(), ChartStyle.COLOURS.size()); i++) {
            Line line = legend.get(i);
            int left = BESIDE + i * LEGEND_WIDTH;
            svg.open("path", "d", "M" + left + " " + (TOP + 8) + "h22", "stroke", line.colour(), "stroke-width", "2",
                    "stroke-dasharray", line.dashes()).close("path");
            svg.element("text", line.name(), "x", "" + (left + 28), "y", "" + (TOP + 8), "dy", "4");
        }
    }

    static String colour(int chain) {
        return ChartStyle.COLOURS.get(chain % ChartStyle.COLOURS.size());
    }

    /** A number and where its panel is. */
    record PlacedMarginal(Marginal marginal, Place place) {}
}
