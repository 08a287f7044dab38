package org.deltaw.study.posterior.chart;

import static org.deltaw.study.page.ChartStyle.pixels;

import java.util.Arrays;
import java.util.List;
import org.deltaw.kernel.convergence.RankHistogram;
import org.deltaw.study.page.Axes;
import org.deltaw.study.page.ChartStyle;
import org.deltaw.study.page.Html;

/**
 * How often each chain has low, middle and high ranks among the draws of all chains, a panel for each number: level lines if all chains
 * draw from the same distribution. Grey is where 95 of 100 counts of independent draws lie; autocorrelated draws leave it more often.
 */
public record RankChart(List<Marginal> marginals) {
    private static final int CLASSES = 20;
    private static final double TWO_SIDED_95 = 1.96;
    private static final double ROOM_ABOVE = 1.08;

    /** Draws the chart. */
    public String svg() {
        return new Panels("Ranks of the draws of each chain among those of all", "rank among all draws", 3, Panels.chains(marginals))
                .svg(marginals, (svg, panel) -> draw(svg, RankHistogram.of(panel.marginal().draws(), CLASSES), panel.place()));
    }

    private static void draw(Html svg, RankHistogram ranks, Panels.Place place) {
        double spread = TWO_SIDED_95 * ranks.deviation();
        double most = Math.max(2 * ranks.expected(), Arrays.stream(ranks.counts()).flatMapToInt(Arrays::stream).max().orElse(1));
        Axes axes = new Axes(place.across(0, (double) ranks.length() * ranks.counts().length),
                place.upwards(0, Math.max(ROOM_ABOVE * most, ranks.expected() + spread)));
        double high = axes.y().at(ranks.expected() + spread);
        svg.open("rect", "x", pixels(place.left()), "width", pixels(place.right() - place.left()), "y", pixels(high),
                "height", pixels(axes.y().at(Math.max(0, ranks.expected() - spread)) - high), "fill", ChartStyle.FAINT).close("rect");
        axes.numbersBeside(svg, axes.y().marks(4)).numbersBelow(svg, axes.x().marks(3)).baseline(svg);
        for (int chain = 0; chain < ranks.counts().length; chain++) {
            StringBuilder path = new StringBuilder();
            for (int i = 0; i < CLASSES; i++) {
                double left = place.left() + (place.right() - place.left()) * i / CLASSES;
                path.append(i == 0 ? "M" + pixels(left) + " " : "V").append(pixels(axes.y().at(ranks.counts()[chain][i])))
                        .append('H').append(pixels(left + (place.right() - place.left()) / CLASSES));
            }
            svg.open("path", "d", path.toString(), "fill", "none", "stroke", Panels.colour(chain), "stroke-width", "1.4").close("path");
        }
    }
}
