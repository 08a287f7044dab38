package org.deltaw.study.posterior.chart;

import static org.deltaw.study.page.ChartStyle.pixels;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.deltaw.kernel.convergence.Quantile;
import org.deltaw.study.page.Axes;
import org.deltaw.study.page.ChartStyle;
import org.deltaw.study.page.Html;

/**
 * The posterior density of numbers, a panel for each, the middle 95 % filled and the median marked, with the prior density as a dashed
 * line where there is one.
 */
public record DensityChart(List<Marginal> marginals) {
    private static final Panels.Line POSTERIOR = new Panels.Line("posterior", ChartStyle.COLOURS.getFirst(), "none");
    private static final Panels.Line PRIOR = new Panels.Line("prior", "#555", "4 3");
    private static final double ROOM_ABOVE = 1.08;
    private static final double LOWER = 0.025;
    private static final double UPPER = 0.975;

    /** Draws the chart. */
    public String svg() {
        boolean priors = marginals.stream().anyMatch(each -> each.prior().isPresent());
        return new Panels("Posterior densities" + (priors ? ", with prior densities as dashed lines" : ""), "value", 3,
                priors ? List.of(POSTERIOR, PRIOR) : List.of())
                .svg(marginals, (svg, panel) -> draw(svg, panel.marginal(), panel.place()));
    }

    private static void draw(Html svg, Marginal marginal, Panels.Place place) {
        double[] sorted = Quantile.sorted(marginal.draws().pooled());
        if (sorted[0] == sorted[sorted.length - 1]) {
            Axes around = new Axes(place.across(sorted[0] - 1, sorted[0] + 1), place.upwards(0, 1));
            around.numbersBelow(svg, List.of(sorted[0])).baseline(svg).line(svg, sorted[0], 1, POSTERIOR.colour());
            return;
        }
        Density density = Density.of(sorted, marginal.bounds());
        double step = density.step();
        double last = density.place(density.values().length - 1);
        Axes axes = new Axes(place.across(density.from() - step / 2, last + step / 2),
                place.upwards(0, ROOM_ABOVE * density.highest()));
        axes.numbersBelow(svg, axes.x().marks(5)).baseline(svg);
        String colour = POSTERIOR.colour();
        double lower = Quantile.of(sorted, LOWER);
        double upper = Quantile.of(sorted, UPPER);
        svg.open("path", "d", "M" + pixels(axes.x().at(lower)) + " " + pixels(place.bottom())
                        + axes.curve(density::at, lower, upper, 'L') + "V" + pixels(place.bottom()) + "Z",
                "fill", colour, "fill-opacity", "0.22").close("path");
        axes.line(svg, Quantile.of(sorted, 0.5), density.at(Quantile.of(sorted, 0.5)), colour);
        svg.open("path", "d", axes.curve(density::at, density.from(), last, 'M'), "fill", "none", "stroke", colour,
                "stroke-width", "1.6").close("path");
        marginal.prior().ifPresent(prior -> {
            DoubleUnaryOperator shown = x -> Math.min(prior.applyAsDouble(x), axes.y().to());
            svg.open("path", "d", axes.curve(shown, density.from(), last, 'M'), "fill", "none", "stroke", PRIOR.colour(),
                    "stroke-width", "1.2", "stroke-dasharray", PRIOR.dashes()).close("path");
        });
    }
}
