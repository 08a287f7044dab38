package org.deltaw.study.posterior.chart;

import static org.deltaw.study.page.ChartStyle.pixels;

import java.util.Arrays;
import java.util.List;
import org.deltaw.study.page.Axes;
import org.deltaw.study.page.Html;
import org.deltaw.study.page.Scale;

/** The draws of all chains in their order, a panel for each number: chains that agree lie over each other. */
public record TraceChart(List<Marginal> marginals) {
    /** A panel is not much wider in pixels. */
    private static final int POINTS = 350;

    /** Draws the chart. */
    public String svg() {
        return new Panels("Draws of all chains", "draw", 2, Panels.chains(marginals))
                .svg(marginals, (svg, panel) -> draw(svg, panel.marginal(), panel.place()));
    }

    private static void draw(Html svg, Marginal marginal, Panels.Place place) {
        double[] all = marginal.draws().pooled();
        Scale y = place.upwards(Arrays.stream(all).min().orElseThrow(), Arrays.stream(all).max().orElseThrow());
        y = y.from() < y.to() ? y : Scale.around(y.from(), y.to(), y.start(), y.end());
        Axes axes = new Axes(place.across(1, Math.max(2, marginal.draws().length())), y);
        List<Double> numbers = axes.x().marks(5).stream().filter(mark -> mark >= 1 && mark == Math.rint(mark)).toList();
        axes.linesAcross(svg, y.marks(5)).numbersBelow(svg, numbers).baseline(svg);
        int stride = Math.ceilDiv(marginal.draws().length(), POINTS);
        double[][] chains = marginal.draws().chains();
        for (int chain = 0; chain < chains.length; chain++) {
            StringBuilder path = new StringBuilder();
            for (int i = 0; i < chains[chain].length; i += stride) {
                path.append(i == 0 ? 'M' : 'L').append(pixels(axes.x().at(i + 1))).append(' ').append(pixels(y.at(chains[chain][i])));
            }
            svg.open("path", "d", path.toString(), "fill", "none", "stroke", Panels.colour(chain), "stroke-width", "0.7",
                    "stroke-opacity", "0.75", "stroke-linejoin", "round").close("path");
        }
    }
}
