package org.deltaw.study.posterior.chart;

import static org.deltaw.study.page.ChartStyle.pixels;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.deltaw.kernel.convergence.Correlation;
import org.deltaw.study.page.Axes;
import org.deltaw.study.page.ChartStyle;
import org.deltaw.study.page.Html;
import org.deltaw.study.page.Scale;
import org.deltaw.study.report.Numbers;

/**
 * How numbers hang together: below the diagonal the draws of each pair, on it the densities, above it the correlations. Draws at which
 * the sampler diverged stand out.
 *
 * @param marginals with equally many draws; at most {@value #MOST}
 * @param divergent of every draw, counted chain after chain, whether the transition to it diverged
 */
public record PairChart(List<Marginal> marginals, IntPredicate divergent) {
    /** More would be too small to be read. */
    public static final int MOST = 7;

    private static final int WIDTH = 860;
    private static final int LEFT = 76;
    private static final int TOP = 8;
    private static final int BELOW = 46;
    private static final int GAP = 10;
    private static final double WIDEST = 260;
    private static final int NAME_PLACE = 14;
    private static final double HEIGHT_TO_WIDTH = 0.8;
    /** More points hide each other. */
    private static final int POINTS = 1000;
    private static final double EDGE = 0.08;
    private static final double BEYOND = 0.04;

    /**
     * Looks at the number of panels.
     *
     * @throws IllegalArgumentException if there are too many
     */
    public PairChart {
        if (marginals.size() > MOST) {
            throw new IllegalArgumentException("A chart of pairs shows " + MOST + " numbers at most, found " + marginals.size() + ".");
        }
        marginals = List.copyOf(marginals);
    }

    /** Draws the chart. */
    public String svg() {
        int count = marginals.size();
        double width = Math.min(WIDEST, (double) (WIDTH - LEFT) / count);
        double height = HEIGHT_TO_WIDTH * width;
        int bottom = TOP + (int) Math.ceil(count * height);
        Html svg = ChartStyle.open("Draws of pairs of parameters", WIDTH, bottom + BELOW);
        for (int row = 0; row < count; row++) {
            for (int column = 0; column < count; column++) {
                double left = LEFT + column * width;
                double top = TOP + row * height;
                Axes axes = new Axes(scale(column, left, left + width - GAP), scale(row, top + height - GAP, top));
                panel(svg, row, column, axes);
                if (row == count - 1) {
                    axes.numbersBelow(svg, inner(axes.x()));
                    svg.element("text", marginals.get(column).name(), "x", pixels(left + (width - GAP) / 2), "y", "" + (bottom + 30),
                            "text-anchor", "middle", "font-weight", "bold");
                }
            }
            beside(svg, row, TOP + row * height, height - GAP);
        }
        return svg.close("svg").toString();
    }

    private Scale scale(int index, double start, double end) {
        double[] draws = marginals.get(index).draws().pooled();
        double least = Arrays.stream(draws).min().orElseThrow();
        double largest = Arrays.stream(draws).max().orElseThrow();
        double beyond = largest > least ? BEYOND * (largest - least) : 1;
        return new Scale(least - beyond, largest + beyond, start, end);
    }

    /** Lists marks that are not so near to the ends that their numbers would meet those of the next panel. */
    private static List<Double> inner(Scale scale) {
        double edge = EDGE * (scale.to() - scale.from());
        return scale.marks(4).stream().filter(mark -> mark >= scale.from() + edge && mark <= scale.to() - edge).toList();
    }

    private void beside(Html svg, int row, double top, double height) {
        svg.element("text", marginals.get(row).name(), "transform", "translate(" + NAME_PLACE + " " + pixels(top + height / 2)
                + ") rotate(-90)", "text-anchor", "middle", "font-weight", "bold");
        if (row > 0) {
            Scale y = scale(row, top + height, top);
            new Axes(new Scale(0, 1, LEFT, LEFT + 1.0), y).numbersBeside(svg, inner(y));
        }
    }

    private void panel(Html svg, int row, int column, Axes axes) {
        if (row > column) {
            axes.frame(svg);
            points(svg, row, column, axes);
        } else if (row == column) {
            axes.baseline(svg);
            density(svg, marginals.get(row), axes);
        } else {
            correlation(svg, Correlation.of(marginals.get(row).draws(), marginals.get(column).draws()), axes);
        }
    }

    private void points(Html svg, int row, int column, Axes axes) {
        double[] x = marginals.get(column).draws().pooled();
        double[] y = marginals.get(row).draws().pooled();
        int stride = Math.ceilDiv(x.length, POINTS);
        dots(svg, IntStream.range(0, x.length).filter(i -> i % stride == 0 && !divergent.test(i)), x, y, axes,
                ChartStyle.COLOURS.getFirst(), "2");
        dots(svg, IntStream.range(0, x.length).filter(divergent), x, y, axes, ChartStyle.COLOURS.get(1), "4");
    }

    private static void dots(Html svg, IntStream places, double[] x, double[] y, Axes axes, String colour, String size) {
        StringBuilder path = new StringBuilder();
        // With round ends a line of length 0 is a dot.
        places.forEach(i -> path.append('M').append(pixels(axes.x().at(x[i]))).append(' ').append(pixels(axes.y().at(y[i]))).append("h0"));
        if (!path.isEmpty()) {
            svg.open("path", "d", path.toString(), "stroke", colour, "stroke-width", size, "stroke-opacity", "0.45",
                    "stroke-linecap", "round").close("path");
        }
    }

    private static void density(Html svg, Marginal marginal, Axes across) {
        double[] draws = marginal.draws().pooled();
        if (across.x().to() - across.x().from() > 0 && Arrays.stream(draws).distinct().limit(2).count() == 2) {
            Density density = Density.of(draws, marginal.bounds());
            Axes axes = new Axes(across.x(), new Scale(0, 1.05 * density.highest(), across.y().start(), across.y().end()));
            svg.open("path", "d", axes.curve(density::at, Math.max(axes.x().from(), density.from()),
                            Math.min(axes.x().to(), density.place(density.values().length - 1)), 'M'),
                    "fill", "none", "stroke", ChartStyle.COLOURS.getFirst(), "stroke-width", "1.6").close("path");
        }
    }

    /** Stronger ones are larger. */
    private static void correlation(Html svg, double correlation, Axes axes) {
        if (Double.isFinite(correlation)) {
            svg.element("text", Numbers.decimals(Math.rint(100 * correlation) / 100 + 0.0, 2),
                    "x", pixels((axes.x().start() + axes.x().end()) / 2), "y", pixels((axes.y().start() + axes.y().end()) / 2), "dy", "6",
                    "text-anchor", "middle", "font-size", pixels(12 + 10 * Math.abs(correlation)));
        }
    }
}
