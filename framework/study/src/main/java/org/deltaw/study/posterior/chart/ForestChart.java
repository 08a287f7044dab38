package org.deltaw.study.posterior.chart;

import static org.deltaw.study.page.ChartStyle.pixels;

import java.util.List;
import java.util.function.DoubleFunction;
import org.deltaw.kernel.convergence.ParameterSummary;
import org.deltaw.study.page.Axes;
import org.deltaw.study.page.ChartStyle;
import org.deltaw.study.page.Html;
import org.deltaw.study.page.Scale;
import org.deltaw.study.report.Numbers;

/**
 * Where numbers lie that share an axis, such as one parameter of all subjects: median, middle 50 % and middle 95 % of each, from top to
 * bottom, with the numbers beside.
 *
 * @param across what the axis shows
 */
public record ForestChart(String across, List<Row> rows) {
    private static final int WIDTH = 860;
    private static final int LETTER = 7;
    private static final int MOST_LETTERS = 34;
    private static final int NUMBERS = 190;
    private static final int ROW = 18;
    private static final int TOP = 10;
    private static final int BELOW = 46;
    /** From more rows on numbers stand above, too. */
    private static final int LONG = 30;
    private static final int NUMBERS_ABOVE = 26;

    /**
     * A line of the chart.
     *
     * @param emphasised whether it stands out, as the mean of a population does from its members
     */
    public record Row(String name, ParameterSummary.Quantiles quantiles, boolean emphasised) {}

    /** Draws the chart. */
    public String svg() {
        int top = rows.size() > LONG ? NUMBERS_ABOVE : TOP;
        int bottom = top + rows.size() * ROW;
        int letters = rows.stream().mapToInt(row -> Math.min(MOST_LETTERS, row.name().length())).max().orElse(0);
        double least = rows.stream().mapToDouble(row -> row.quantiles().lower()).filter(Double::isFinite).min().orElse(0);
        double largest = rows.stream().mapToDouble(row -> row.quantiles().upper()).filter(Double::isFinite).max().orElse(1);
        Axes axes = new Axes(Scale.around(least, largest, letters * LETTER + 16.0, WIDTH - NUMBERS), new Scale(0, 1, bottom, top));
        Html svg = ChartStyle.open("Medians, middle 50 % and middle 95 %: " + across, WIDTH, bottom + BELOW);
        if (rows.size() > LONG) {
            new Axes(axes.x(), new Scale(0, 1, 0, 0)).numbersBelow(svg, axes.x().marks());
        }
        axes.linesUp(svg, axes.x().marks()).numbersBelow(svg, axes.x().marks()).baseline(svg).nameBelow(svg, across);
        if (axes.x().from() < 0 && axes.x().to() > 0) {
            axes.line(svg, 0, 1, "#888");
        }
        for (int i = 0; i < rows.size(); i++) {
            draw(svg, rows.get(i), axes, top + (i + 0.5) * ROW);
        }
        return svg.close("svg").toString();
    }

    private static void draw(Html svg, Row row, Axes axes, double y) {
        ParameterSummary.Quantiles quantiles = row.quantiles();
        String colour = row.emphasised() ? ChartStyle.COLOURS.get(1) : ChartStyle.COLOURS.getFirst();
        String weight = row.emphasised() ? "bold" : "normal";
        String name = row.name().length() <= MOST_LETTERS ? row.name() : row.name().substring(0, MOST_LETTERS - 1) + "…";
        svg.element("text", name, "x", pixels(axes.x().start() - 10), "y", pixels(y), "dy", "4", "text-anchor", "end",
                "font-weight", weight);
        if (!Double.isFinite(quantiles.lower()) || !Double.isFinite(quantiles.upper())) {
            return;
        }
        bar(svg, axes.x(), quantiles.lower(), quantiles.upper(), y, colour, "1.4");
        bar(svg, axes.x(), quantiles.lowerQuartile(), quantiles.upperQuartile(), y, colour, "4");
        svg.open("circle", "cx", pixels(axes.x().at(quantiles.median())), "cy", pixels(y), "r", "3.4", "fill", "#fff", "stroke", colour,
                "stroke-width", "1.6").close("circle");
        svg.element("text", numbers(quantiles), "x", pixels(axes.x().end() + 14), "y", pixels(y), "dy", "4",
                "font-weight", weight);
    }

    /** Writes as many digits as the width of the interval makes sense of. */
    private static String numbers(ParameterSummary.Quantiles quantiles) {
        double width = quantiles.upper() - quantiles.lower();
        double size = Math.max(Math.abs(quantiles.lower()), Math.abs(quantiles.upper()));
        int digits = width > 0 ? (int) Math.max(0, 2 - Math.floor(Math.log10(width))) : 3;
        DoubleFunction<String> number = digits > 6 || size >= 1e6 ? value -> Numbers.significant(value, 3)
                : value -> Numbers.decimals(value, digits);
        return number.apply(quantiles.median()) + " [" + number.apply(quantiles.lower()) + ", " + number.apply(quantiles.upper()) + "]";
    }

    private static void bar(Html svg, Scale x, double from, double to, double y, String colour, String width) {
        svg.open("path", "d", "M" + pixels(x.at(from)) + " " + pixels(y) + "H" + pixels(x.at(to)), "stroke", colour,
                "stroke-width", width).close("path");
    }
}
