package org.deltaw.study.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.deltaw.kernel.evaluation.Metrics;
import org.deltaw.kernel.evaluation.Statistic;
import org.deltaw.kernel.evaluation.Statistics;
import org.deltaw.study.page.Html;

/** How well a model describes data, as a table of a report with a row for each trajectory. */
record FitnessTable(Metrics metrics) {
    /** A page with more rows is slow to read; metrics.json has all. */
    private static final int MOST_TRAJECTORIES = 500;

    void addTo(Html page) {
        List<String> header = new ArrayList<>(List.of("trajectory"));
        statistics().forEach(statistic -> header.add(statistic.label()));
        page.open("table").row("th", header);
        page.row("td", row("all", Statistic.Whole.MEDIAN, statistic -> statistic.of(metrics)));
        if (statistics().stream().anyMatch(statistic -> statistic.whole() != Statistic.Whole.TOTAL)) {
            page.row("td", row("median", Statistic.Whole.TOTAL, statistic -> statistic.median(metrics)));
        }
        metrics.trajectories().stream().limit(MOST_TRAJECTORIES).forEach(each -> {
            List<String> row = new ArrayList<>(List.of(each.id()));
            statistics().forEach(statistic -> row.add(Numbers.of(statistic, statistic.of(each))));
            page.row("td", row);
        });
        page.close("table");
        if (metrics.trajectories().size() > MOST_TRAJECTORIES) {
            page.element("p", "These are the first " + MOST_TRAJECTORIES + " of " + metrics.trajectories().size()
                    + " trajectories; metrics.json has all.");
        }
    }

    private List<Statistic> statistics() {
        return Statistics.known(Statistic.Output.TRAJECTORIES, metrics);
    }

    /**
     * Makes a row for all trajectories.
     *
     * @param without those whose values do not belong there, so that their cells are empty
     */
    private List<String> row(String name, Statistic.Whole without, Function<Statistic, OptionalDouble> values) {
        List<String> row = new ArrayList<>(List.of(name));
        statistics().forEach(statistic ->
                row.add(statistic.whole() == without ? "" : Numbers.of(statistic, values.apply(statistic))));
        return row;
    }
}
