package org.deltaw.study.report;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deltaw.kernel.evaluation.Prediction;
import org.deltaw.kernel.evaluation.RecordedActivity;
import org.deltaw.study.record.NumpyArchive;

/**
 * The arrays of {@code activity.npz}: for each recording in which activity was recorded what was observed and what the fitted
 * model predicts. {@code NAME/observed} and {@code NAME/predicted} have the axes time and neuron, {@code NAME/held_out} has the axis
 * time; NAME is that of the recording. Repetitions of a recording, with other noise, are combined: the prediction is their mean.
 * Not a number is what was not observed, and what belongs neither to the fitted nor to the held-out steps.
 */
public final class ActivityArchive {
    private ActivityArchive() {}

    /** One recording; predictions are summed until they are told. */
    private static final class Recording {
        private final int steps;
        private final int neurons;
        private final double[] observed;
        private final double[] sums;
        private final int[] repetitions;
        private final double[] heldOut;

        Recording(int steps, int neurons, RecordedActivity recorded) {
            this.steps = steps;
            this.neurons = neurons;
            observed = recorded.values();
            for (int i = 0; i < observed.length; i++) {
                observed[i] = recorded.observed()[i] == 0 ? Double.NaN : observed[i];
            }
            sums = new double[steps * neurons];
            repetitions = new int[steps];
            heldOut = new double[steps];
            Arrays.fill(heldOut, Double.NaN);
        }

        void add(Prediction prediction) {
            prediction.part().indices().forEach(step -> {
                repetitions[step]++;
                heldOut[step] = prediction.heldOut() ? 1 : 0;
                for (int i = step * neurons; i < (step + 1) * neurons; i++) {
                    sums[i] += prediction.values()[i];
                }
            });
        }

        void addTo(NumpyArchive archive, String name) {
            double[] predicted = new double[sums.length];
            // Where no prediction is, that is 0 / 0.
            Arrays.setAll(predicted, i -> sums[i] / repetitions[i / neurons]);
            archive.add(name + "/observed", observed, steps, neurons).add(name + "/predicted", predicted, steps, neurons)
                    .add(name + "/held_out", heldOut, steps);
        }
    }

    /**
     * Collects the arrays; none if no activity was recorded.
     *
     * @param predictions of activity
     */
    public static NumpyArchive of(List<Prediction> predictions) {
        Map<String, Recording> recordings = new LinkedHashMap<>();
        for (Prediction prediction : predictions) {
            var trajectory = prediction.part().trajectory();
            int neurons = prediction.values().length / trajectory.steps();
            RecordedActivity.of(trajectory, neurons).ifPresent(recorded -> recordings
                    .computeIfAbsent(trajectory.recording(), _ -> new Recording(trajectory.steps(), neurons, recorded))
                    .add(prediction));
        }
        NumpyArchive archive = new NumpyArchive();
        recordings.forEach((name, recording) -> recording.addTo(archive, name));
        return archive;
    }
}
