package org.deltaw.study.reference;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.evaluation.Metrics;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.fit.Problem;
import org.deltaw.kernel.objective.Curvature;
import org.deltaw.kernel.objective.Gradient;
import org.deltaw.spi.backend.Evaluation;
import org.deltaw.spi.backend.Simulation;

/** Computes a golden case and says how far the results are from what they should be. */
final class GoldenRun {
    private GoldenRun() {}

    /**
     * Relative errors of a case.
     *
     * @param loss of the total loss
     * @param gradient the largest of: reverse mode, forward mode, and with respect to states before the first step
     * @param simulation the largest of: outputs, weights after the last step, and percent deviance explained
     */
    record Errors(double loss, double gradient, double simulation) {
        double worst() {
            return Agreement.worst(Agreement.worst(loss, gradient), simulation);
        }
    }

    static Errors errors(GoldenCase golden, Fit fit) {
        try (OpenFit opened = OpenFit.open(fit)) {
            Problem problem = opened.problems().getFirst();
            double[] parameters = problem.vector(golden.parameters());
            Gradient reverse = problem.gradient(parameters);
            Curvature forward = problem.curvature(parameters);
            double[] expected = golden.gradient(problem.names());
            double gradient = Agreement.worst(
                    Agreement.relative(reverse.values(), expected),
                    Agreement.relative(forward.gradient().values(), expected));
            gradient = Agreement.worst(gradient, initialStates(golden, problem, problem.evaluations(parameters)));
            double loss = Agreement.relative(reverse.loss(), golden.expected().get("loss").number());
            double simulation = Agreement.worst(
                    simulation(golden, problem, problem.simulate(parameters)),
                    golden.choices() ? deviance(golden, problem.evaluate(parameters)) : 0);
            return new Errors(loss, gradient, simulation);
        }
    }

    private static double initialStates(GoldenCase golden, Problem problem, List<Evaluation> evaluations) {
        double worst = 0;
        List<Json> expected = golden.expected().get("trajectories").items();
        for (int i = 0; i < expected.size(); i++) {
            worst = Agreement.worst(worst, ofState(expected.get(i), "gradInitialW", "weights", problem, evaluations, i));
            if (expected.get(i).has("gradInitialState")) {
                worst = Agreement.worst(
                        worst, ofState(expected.get(i), "gradInitialState", "activity", problem, evaluations, i));
            }
        }
        return worst;
    }

    private static double ofState(
            Json expected, String key, String state, Problem problem, List<Evaluation> evaluations, int trajectory) {
        double[] gradient = evaluations.get(trajectory).initialStateGradient().get(problem.states().indexOf(state)).clone();
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] /= evaluations.size();
        }
        return Agreement.relative(gradient, expected.get(key).numbers());
    }

    private static double simulation(GoldenCase golden, Problem problem, List<Simulation> simulations) {
        double worst = 0;
        List<Json> expected = golden.expected().get("trajectories").items();
        for (int i = 0; i < expected.size(); i++) {
            Simulation simulation = simulations.get(i);
            int steps = simulation.losses().length;
            double[] weights = simulation.states().get(problem.states().indexOf("weights"));
            double[] last = row(weights, steps, steps + 1);
            worst = Agreement.worst(worst, Agreement.relative(last, expected.get(i).get("finalW").numbers()));
            if (golden.choices()) {
                double[] logits = simulation.outputs().get(problem.outputs().indexOf("logit"));
                worst = Agreement.worst(worst, Agreement.relative(logits, expected.get(i).get("logits").numbers()));
            } else {
                double[] activity = simulation.outputs().get(problem.outputs().indexOf("activity"));
                for (Json step : expected.get(i).get("activity").items()) {
                    double[] shown = row(activity, (int) step.get("step").number(), steps);
                    worst = Agreement.worst(worst, Agreement.relative(shown, step.get("y").numbers()));
                }
            }
        }
        return worst;
    }

    private static double[] row(double[] rows, int index, int count) {
        int width = rows.length / count;
        return Arrays.copyOfRange(rows, index * width, (index + 1) * width);
    }

    private static double deviance(GoldenCase golden, Metrics metrics) {
        Json expected = golden.expected().get("deviance");
        double worst = Agreement.relative(metrics.total().deviance().orElse(Double.NaN), expected.get("model").number());
        worst = Agreement.worst(worst, percent(
                metrics.total().explainedOverNoPlasticity(), expected.get("percentVsNoPlasticity").optionalNumber()));
        return Agreement.worst(worst, percent(
                metrics.total().explainedOverConstantChoice(), expected.get("percentVsConstantChoice").optionalNumber()));
    }

    /** Compares percentages; both may be undefined, but not one of them. */
    static double percent(OptionalDouble computed, OptionalDouble expected) {
        if (computed.isEmpty() || expected.isEmpty()) {
            return computed.isEmpty() == expected.isEmpty() ? 0 : Double.POSITIVE_INFINITY;
        }
        return Math.abs(computed.getAsDouble() - expected.getAsDouble()) / 100;
    }
}
