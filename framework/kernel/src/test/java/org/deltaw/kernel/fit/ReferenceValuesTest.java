package org.deltaw.kernel.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.deltaw.kernel.evaluation.Metrics;
import org.deltaw.kernel.evaluation.RSquared;
import org.deltaw.kernel.objective.Gradient;
import org.deltaw.kernel.testing.Differences;
import org.deltaw.kernel.testing.Json;
import org.deltaw.kernel.testing.ReferenceCase;
import org.deltaw.spi.backend.Evaluation;
import org.deltaw.spi.backend.Simulation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares with reference values from an independent implementation, at the tolerances of their README. */
public class ReferenceValuesTest {
    private static final double VALUE = 1e-11;
    private static final double SLOPE = 1e-10;
    private static final double PERCENT = 1e-9;

    @ParameterizedTest
    @ValueSource(strings = {"oja_small.json", "recurrent.json"})
    void allCasesAgree(String file) {
        compareAll(ReferenceCase.file(file));
    }

    static void compareAll(Json file) {
        List<ReferenceCase> cases = ReferenceCase.all(file);
        assertFalse(cases.isEmpty());
        cases.forEach(ReferenceValuesTest::compare);
    }

    private static void compare(ReferenceCase reference) {
        Json expected = reference.json().get("expected");
        try (OpenFit opened = reference.fit("rule").open(reference.data())) {
            Problem problem = opened.problems().getFirst();
            double[] theta = reference.parameters(problem, "rule");
            Gradient gradient = problem.gradient(theta);
            assertNear(expected.get("loss").number(), gradient.loss(), reference.id() + " loss");
            Differences.assertClose(reference.gradient(problem), gradient.values(), SLOPE, reference.id() + " gradient");
            Metrics metrics = problem.evaluate(theta);
            assertNear(expected.get("loss").number(), metrics.total().loss(), reference.id() + " loss");
            if (expected.has("deviance")) {
                compareDeviance(expected.get("deviance"), metrics.total(), reference.id());
            }
            List<Evaluation> evaluations = problem.evaluations(theta);
            List<Simulation> simulations = problem.simulate(theta);
            for (int i = 0; i < simulations.size(); i++) {
                Json own = expected.get("trajectories").items().get(i);
                String where = reference.id() + " trajectory " + i;
                assertNear(own.get("dataLoss").number(), evaluations.get(i).loss(), where);
                compareInitial(own, problem, evaluations.get(i), simulations.size(), where);
                compareSteps(own, problem, simulations.get(i), where);
            }
        }
        if (expected.has("r2WeightsPerTrajectory")) {
            compareWeights(reference);
        }
    }

    private static void compareDeviance(Json expected, Metrics.Fitness fitness, String where) {
        assertNear(expected.get("model").number(), fitness.deviance().orElseThrow(), where + " deviance");
        assertPercent(expected.get("percentVsNoPlasticity"), fitness.explainedOverNoPlasticity(), where);
        assertPercent(expected.get("percentVsConstantChoice"), fitness.explainedOverConstantChoice(), where);
        assertNear(-fitness.steps() * expected.get("model").number() / 2, fitness.logLikelihood().orElseThrow(), where);
    }

    public static void assertPercent(Json expected, OptionalDouble actual, String where) {
        assertEquals(expected.isNull(), actual.isEmpty(), where);
        if (actual.isPresent()) {
            assertEquals(expected.number(), actual.getAsDouble(), PERCENT, where);
        }
    }

    /** Reference gradients are those of the mean over trajectories. */
    private static void compareInitial(Json own, Problem problem, Evaluation evaluation, int trajectories, String where) {
        for (int i = 0; i < problem.states().size(); i++) {
            String key = problem.states().get(i).equals("weights") ? "gradInitialW" : "gradInitialState";
            double[] scaled = Arrays.stream(evaluation.initialStateGradient().get(i))
                    .map(slope -> slope / trajectories).toArray();
            Differences.assertClose(own.get(key).numbers(), scaled, SLOPE, where + " " + key);
        }
    }

    private static void compareSteps(Json own, Problem problem, Simulation simulation, String where) {
        double[] weights = simulation.states().get(problem.states().indexOf("weights"));
        int size = own.get("finalW").numbers().length;
        assertRow(own.get("finalW"), weights, simulation.losses().length, where + " final weights");
        for (Json snapshot : own.get("weightSnapshots").items()) {
            assertRow(snapshot.get("W"), weights, 1 + (int) snapshot.get("step").number(), where + " weights");
        }
        assertEquals((simulation.losses().length + 1) * size, weights.length, where);
        double[] activity = simulation.outputs().get(problem.outputs().indexOf("activity"));
        String key = own.has("activity") ? "activity" : "hiddenActivity";
        for (Json step : own.get(key).items()) {
            assertRow(step.get(step.has("y") ? "y" : "h"), activity, (int) step.get("step").number(), where + " " + key);
        }
        if (own.has("logits")) {
            assertRow(own.get("logits"), simulation.outputs().get(problem.outputs().indexOf("logit")), 0, where + " logit");
        }
    }

    private static void compareWeights(ReferenceCase reference) {
        Json json = reference.json();
        List<double[]> modelled = weights(reference, "rule");
        List<double[]> real = weights(reference, "groundTruthRule");
        List<Json> expected = json.get("expected").get("r2WeightsPerTrajectory").items();
        for (int i = 0; i < expected.size(); i++) {
            int columns = json.get("trajectories").items().get(i).get("initialW").numbers().length;
            RSquared fit = RSquared.of(after(real.get(i), columns), after(modelled.get(i), columns), columns).orElseThrow();
            assertNear(expected.get(i).get("uniform").number(), fit.uniform(), reference.id());
            assertNear(expected.get(i).get("varianceWeighted").number(), fit.varianceWeighted(), reference.id());
        }
    }

    private static List<double[]> weights(ReferenceCase reference, String ruleKey) {
        try (OpenFit opened = reference.fit(ruleKey).open(reference.data())) {
            Problem problem = opened.problems().getFirst();
            double[] theta = reference.parameters(problem, ruleKey);
            int index = problem.states().indexOf("weights");
            return problem.simulate(theta).stream().map(simulation -> simulation.states().get(index)).toList();
        }
    }

    private static double[] after(double[] weights, int columns) {
        return Arrays.copyOfRange(weights, columns, weights.length);
    }

    private static void assertRow(Json expected, double[] rows, int row, String where) {
        double[] values = expected.numbers();
        for (int i = 0; i < values.length; i++) {
            assertNear(values[i], rows[row * values.length + i], where + " [" + i + "]");
        }
    }

    public static void assertNear(double expected, double actual, String where) {
        assertEquals(expected, actual, VALUE * Math.max(1, Math.abs(expected)), where);
    }
}
