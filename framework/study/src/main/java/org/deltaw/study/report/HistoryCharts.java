package org.deltaw.study.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.deltaw.kernel.minimise.Epoch;
import org.deltaw.study.page.LineChart;

/** Draws how loss and coefficients moved from epoch to epoch. */
record HistoryCharts(List<Epoch> history, List<String> names) {
    /** More lines than this cannot be told apart. */
    static final int MOST_LINES = 18;

    /** Draws the loss. */
    String loss() {
        double[] values = history.stream().mapToDouble(Epoch::loss).toArray();
        return new LineChart("Loss in every iteration", "loss", List.of(new LineChart.Series("loss", values))).svg();
    }

    /** Draws the coefficients, or those that moved most; the topmost line is the first beside the chart. */
    String coefficients() {
        List<LineChart.Series> lines = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            int index = i;
            lines.add(new LineChart.Series(names.get(i).replaceFirst("^rule\\.", ""),
                    history.stream().mapToDouble(epoch -> epoch.parameters()[index]).toArray()));
        }
        List<LineChart.Series> shown = lines.stream()
                .sorted(Comparator.comparingDouble(line -> -way(line.values())))
                .limit(MOST_LINES)
                .sorted(Comparator.comparingDouble(line -> -line.values()[line.values().length - 1]))
                .toList();
        return new LineChart("Coefficients after every iteration", "coefficient", shown).svg();
    }

    /** Tells whether there are coefficients that the chart leaves out. */
    boolean leavesOut() {
        return names.size() > MOST_LINES;
    }

    private static double way(double[] values) {
        return Math.abs(values[values.length - 1] - values[0]);
    }
}
