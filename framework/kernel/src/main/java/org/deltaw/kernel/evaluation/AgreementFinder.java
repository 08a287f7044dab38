package org.deltaw.kernel.evaluation;

import java.util.List;
import java.util.Optional;
import org.deltaw.expr.Symbol;
import org.deltaw.kernel.data.Part;
import org.deltaw.kernel.model.Model;
import org.deltaw.kernel.simulate.Truth;
import org.deltaw.spi.backend.Simulation;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.network.Observable;

/** Compares what a model did with what really happened, as far as that is known. Immutable. */
final class AgreementFinder {
    private final Model model;
    private final Optional<Truth> truth;

    AgreementFinder(Model model, Optional<Truth> truth) {
        this.model = model;
        this.truth = truth;
    }

    /**
     * Compares one trajectory.
     *
     * @param real what the true rule did, if it is known
     */
    Agreement of(Part part, Simulation fitted, Optional<Simulation> real) {
        Optional<double[]> actual = real.map(simulation -> weightRows(truth.orElseThrow().model(), part, simulation));
        double[] predicted = actual.isPresent() ? weightRows(model, part, fitted) : new double[0];
        return new Agreement(
                actual.flatMap(rows -> RSquared.of(rows, predicted, rows.length / part.steps())),
                real.flatMap(simulation -> activity(part, fitted, simulation)),
                recordedActivity(part, fitted),
                actual.map(rows -> errors(rows, predicted, part.steps())));
    }

    /** Returns for each row the root of the mean square of the differences. */
    private static double[] errors(double[] actual, double[] predicted, int rows) {
        double[] errors = new double[rows];
        int width = actual.length / rows;
        for (int row = 0; row < rows; row++) {
            double sum = 0;
            for (int i = row * width; i < (row + 1) * width; i++) {
                sum += (actual[i] - predicted[i]) * (actual[i] - predicted[i]);
            }
            errors[row] = Math.sqrt(sum / width);
        }
        return errors;
    }

    /** Returns a row of all plastic weights after each step. */
    private static double[] weightRows(Model model, Part part, Simulation simulation) {
        int width = model.weights().stream().mapToInt(Symbol::entries).sum();
        double[] rows = new double[part.steps() * width];
        int[] steps = part.indices().toArray();
        int column = 0;
        for (Symbol weight : model.weights()) {
            double[] states = simulation.states().get(model.program().states().indexOf(weight));
            int entries = weight.entries();
            for (int row = 0; row < steps.length; row++) {
                System.arraycopy(states, (steps[row] + 1) * entries, rows, row * width + column, entries);
            }
            column += entries;
        }
        return rows;
    }

    private Optional<RSquared> activity(Part part, Simulation fitted, Simulation real) {
        return activityOf(model, fitted).flatMap(predicted -> activityOf(truth.orElseThrow().model(), real)
                .flatMap(actual -> RSquared.of(rows(actual, part), rows(predicted, part),
                        actual.length / part.trajectory().steps())));
    }

    private Optional<RSquared> recordedActivity(Part part, Simulation fitted) {
        return activityOf(model, fitted).flatMap(predicted -> {
            int width = predicted.length / part.trajectory().steps();
            return RecordedActivity.of(part.trajectory(), width).flatMap(recorded -> RSquared.ofObserved(
                    rows(recorded.values(), part), rows(predicted, part), rows(recorded.observed(), part), width));
        });
    }

    private static double[] rows(double[] values, Part part) {
        int width = values.length / part.trajectory().steps();
        double[] rows = new double[part.steps() * width];
        int next = 0;
        for (Trajectory.Trial span : part.spans()) {
            int length = (span.to() - span.from()) * width;
            System.arraycopy(values, span.from() * width, rows, next, length);
            next += length;
        }
        return rows;
    }

    private static Optional<double[]> activityOf(Model model, Simulation simulation) {
        List<String> names = model.program().step().outputs().stream().map(output -> output.symbol().name()).toList();
        int index = names.indexOf(Observable.ACTIVITY.name());
        return index < 0 ? Optional.empty() : Optional.of(simulation.outputs().get(index));
    }
}
