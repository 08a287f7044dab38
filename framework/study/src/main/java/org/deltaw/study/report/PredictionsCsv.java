package org.deltaw.study.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deltaw.kernel.evaluation.Prediction;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.loss.Target;
import org.deltaw.study.record.Csv;

/**
 * The table {@code predictions.csv}: a row for each step of each recording, with what was observed and what the fitted model
 * predicts. Repetitions of a recording, with other noise, are combined: probabilities and log-likelihoods are means over them.
 */
public final class PredictionsCsv {
    private static final Channel DECISION = Channel.of(Target.DECISION, 1);
    private static final Channel OBSERVED = Channel.mask(Target.DECISION, 1);
    private static final List<Object> HEADER = List.of("trajectory", "subject", "session", "trial", "step", "part", "observed",
            "p_reject", "p_accept", "log_likelihood");

    private PredictionsCsv() {}

    /** A step of a recording in one part of the data. */
    private record Key(String recording, boolean heldOut, int step) {}

    /** Sums over the repetitions of a step. */
    private static final class Row {
        private final Trajectory trajectory;
        private int repetitions;
        private double accept;
        private double logLikelihood;

        Row(Trajectory trajectory) {
            this.trajectory = trajectory;
        }

        void add(double logit, int step) {
            repetitions++;
            accept += 1 / (1 + Math.exp(-logit));
            if (isObserved(step)) {
                logLikelihood -= softplus(accepted(step) ? -logit : logit);
            }
        }

        private boolean isObserved(int step) {
            return trajectory.columns().containsKey(DECISION)
                    && (!trajectory.columns().containsKey(OBSERVED) || trajectory.column(OBSERVED)[step] != 0);
        }

        private boolean accepted(int step) {
            return trajectory.column(DECISION)[step] != 0;
        }

        List<Object> cells(Key key) {
            int step = key.step();
            List<Object> cells = new ArrayList<>(List.of(key.recording(), trajectory.subject(),
                    trajectory.session(step).map(Trajectory.Session::name).orElse(""), trial(step), step + 1,
                    key.heldOut() ? "held-out" : "training"));
            cells.add(!isObserved(step) ? "" : accepted(step) ? "accept" : "reject");
            cells.add(1 - accept / repetitions);
            cells.add(accept / repetitions);
            cells.add(isObserved(step) ? logLikelihood / repetitions : "");
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
     * Writes the table; a number that is not finite is an empty cell.
     *
     * @param predictions of the logarithm of the odds of accepting
     */
    public static String of(List<Prediction> predictions) {
        Map<Key, Row> rows = new LinkedHashMap<>();
        for (Prediction prediction : predictions) {
            Trajectory trajectory = prediction.part().trajectory();
            prediction.part().indices().forEach(step -> rows
                    .computeIfAbsent(new Key(trajectory.recording(), prediction.heldOut(), step), _ -> new Row(trajectory))
                    .add(prediction.values()[step], step));
        }
        Csv csv = new Csv().row(HEADER);
        rows.forEach((key, row) -> csv.row(row.cells(key)));
        return csv.toString();
    }

    /** Is log(1 + exp(x)) without overflow. */
    private static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }
}
