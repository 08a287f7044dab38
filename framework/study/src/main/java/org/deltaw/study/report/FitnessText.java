package org.deltaw.study.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.deltaw.kernel.evaluation.Metrics;
import org.deltaw.kernel.evaluation.Statistic;
import org.deltaw.kernel.evaluation.Statistics;
import org.deltaw.kernel.minimise.Epoch;

/** Says how well a model describes data, in words. */
public record FitnessText(Metrics metrics) {
    static final String NO_LIKELIHOOD = "No loss of this fit is a likelihood, so there is no deviance to explain.";

    /** Writes the loss, and likelihood and deviance if there are any. */
    public String lines(List<Epoch> history) {
        TextTable table = new TextTable("", "");
        if (!history.isEmpty()) {
            table.row("loss in training", Numbers.rounded(history.getFirst().loss()) + " in the first iteration, "
                    + Numbers.rounded(history.getLast().loss()) + " in the last");
        }
        for (Statistic statistic : of(Statistic.Group.NONE)) {
            table.row(statistic.label(), Numbers.of(statistic, statistic.of(metrics))
                    + (statistic.unit().isEmpty() ? "" : " " + statistic.unit()) + remark(statistic, !history.isEmpty()));
        }
        StringBuilder text = new StringBuilder(table.toString());
        Arrays.stream(Statistic.Group.values()).filter(group -> group != Statistic.Group.NONE && !of(group).isEmpty())
                .forEach(group -> text.append(group(group)));
        boolean nothing = metrics.total().logLikelihood().isEmpty() && text.length() == table.toString().length();
        return nothing ? table + System.lineSeparator() + "  " + NO_LIKELIHOOD : text.toString();
    }

    private String remark(Statistic statistic, boolean trained) {
        return statistic == Statistics.LOSS && trained ? " with the coefficients above"
                : statistic == Statistics.LOG_LIKELIHOOD ? " over " + Numbers.count(metrics.total().steps(), "step") : "";
    }

    private List<Statistic> of(Statistic.Group group) {
        return Statistics.known(Statistic.Output.TEXT, metrics).stream().filter(each -> each.group() == group).toList();
    }

    /** Writes a table of those that differ in their reference alone: a row for each reference. */
    private String group(Statistic.Group group) {
        List<Statistic> statistics = of(group);
        int trajectories = metrics.trajectories().size();
        boolean median = statistics.stream().allMatch(each -> each.whole() == Statistic.Whole.MEDIAN);
        return System.lineSeparator() + "  " + group.explanation()
                + (median && trajectories > 1 ? ", median of " + trajectories + " trajectories" : "") + ":"
                + System.lineSeparator() + (median ? variants(statistics) : totals(statistics));
    }

    /** Writes a column for each variant. */
    private TextTable variants(List<Statistic> statistics) {
        List<String> header = new ArrayList<>(List.of(""));
        statistics.stream().map(Statistic::variant).distinct().forEach(header::add);
        TextTable table = new TextTable(header.toArray(String[]::new));
        statistics.stream().map(Statistic::words).distinct().forEach(words -> {
            List<String> row = new ArrayList<>(List.of("  " + words));
            header.stream().skip(1).forEach(variant -> row.add(statistics.stream()
                    .filter(each -> each.words().equals(words) && each.variant().equals(variant))
                    .map(each -> Numbers.of(each, each.of(metrics))).findFirst().orElse("-")));
            table.row(row.toArray(String[]::new));
        });
        return table;
    }

    private TextTable totals(List<Statistic> statistics) {
        int trajectories = metrics.trajectories().size();
        boolean several = trajectories > 1;
        TextTable table = several
                ? new TextTable("", "over all", "median of " + trajectories + " trajectories") : new TextTable("", "");
        for (Statistic each : statistics) {
            String words = "  " + each.words();
            String all = Numbers.of(each, each.of(metrics));
            table.row(several ? new String[] {words, all, Numbers.of(each, each.median(metrics))} : new String[] {words, all});
        }
        return table;
    }

    /** Writes the most important figures in a line. */
    public String brief() {
        return "  " + Arrays.stream(Statistic.Group.values()).map(this::brief).filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private String brief(Statistic.Group group) {
        List<Statistic> statistics = Statistics.known(Statistic.Output.SUBJECTS, metrics).stream()
                .filter(each -> each.group() == group).toList();
        boolean single = group == Statistic.Group.NONE;
        String values = statistics.stream().map(each -> single
                ? each.label() + " " + Numbers.of(each, each.of(metrics))
                : Numbers.of(each, each.of(metrics)) + " " + each.words()).collect(Collectors.joining(", "));
        return values.isEmpty() || single ? values : group.title() + ": " + values;
    }
}
