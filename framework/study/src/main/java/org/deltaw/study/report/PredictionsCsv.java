package org.deltaw.study.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.deltaw.kernel.evaluation.Prediction;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.study.record.Csv;

/**
 * The table {@code predictions.csv}: a row for each step of each recording, with what was observed and what the fitted model
 * predicts. Repetitions of a recording, with other noise, are combined: probabilities and log-likelihoods are means over them.
 */
public final class PredictionsCsv {
    private PredictionsCsv() {}

    /** A step of a recording in one part of the data. */
    private record Key(String recording, boolean heldOut, int step) {}

    /** Sums over the repetitions of a step. */
    private static final class Row {
        private final Alternatives alternatives;
        private final Trajectory trajectory;
        private final double[] probabilities;
        private int repetitions;
        private double logLikelihood;

        Row(Alternatives alternatives, Trajectory trajectory) {
            this.alternatives = alternatives;
            this.trajectory = trajectory;
            this.probabilities = new double[alternatives.names().size()];
        }

        void add(double[] shown, int step) {
            repetitions++;
            double[] own = alternatives.probabilities(shown, step);
            for (int k = 0; k < own.length; k++) {
                probabilities[k] += own[k];
            }
            alternatives.observed(trajectory, step).ifPresent(chosen ->
                    logLikelihood += alternatives.logProbabilities(shown, step)[chosen]);
        }

        List<Object> cells(Key key) {
            int step = key.step();
            List<Object> cells = new ArrayList<>(List.of(key.recording(), trajectory.subject(),
                    trajectory.session(step).map(Trajectory.Session::name).orElse(""), trial(step), step + 1,
                    key.heldOut() ? "held-out" : "training"));
            OptionalInt observed = alternatives.observed(trajectory, step);
            cells.add(observed.isPresent() ? alternatives.names().get(observed.getAsInt()) : "");
            for (double mean : alternatives.means(probabilities, repetitions)) {
                cells.add(mean);
            }
            cells.add(observed.isPresent() ? logLikelihood / repetitions : "");
            return cells;
        }

        /** Returns the number of the trial from 1 on; empty between trials, or if there are none. */
        private Object trial(int step) {
            for (int i = 0; i < trajectory.trials().size(); i++) {
                Trajectory.Trial trial = trajectory.trials().get(i);
                if (step >= trial.from() && step < trial.to()) {
                    return i + 1;
                }
            }
            return "";
        }
    }

    /**
     * Writes the table of decisions to accept or reject; a number that is not finite is an empty cell.
     *
     * @param predictions of the logarithm of the odds of accepting
     */
    public static String ofDecisions(List<Prediction> predictions) {
        return of(predictions, new Alternatives.Decision());
    }

    /**
     * Writes the table of choices between options; a number that is not finite is an empty cell.
     *
     * @param predictions of the logarithms of the options' probabilities, at least one
     * @param names of the options; if there are none they are numbered
     */
    public static String ofChoices(List<Prediction> predictions, List<String> names) {
        Prediction first = predictions.getFirst();
        return of(predictions, names.isEmpty()
                ? Alternatives.Options.numbered(first.values().length / first.part().trajectory().steps())
                : new Alternatives.Options(names));
    }

    private static String of(List<Prediction> predictions, Alternatives alternatives) {
        Map<Key, Row> rows = new LinkedHashMap<>();
        for (Prediction prediction : predictions) {
            Trajectory trajectory = prediction.part().trajectory();
            prediction.part().indices().forEach(step -> rows
                    .computeIfAbsent(new Key(trajectory.recording(), prediction.heldOut(), step), _ -> new Row(alternatives, trajectory))
                    .add(prediction.values(), step));
        }
        List<Object> header = new ArrayList<>(List.of("trajectory", "subject", "session", "trial", "step", "part", "observed"));
        alternatives.names().forEach(name -> header.add("p_" + name));
        header.add("log_likelihood");
        Csv csv = new Csv().row(header);
        rows.forEach((key, row) -> csv.row(row.cells(key)));
        return csv.toString();
    }
}
