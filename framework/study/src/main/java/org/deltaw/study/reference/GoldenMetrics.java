package org.deltaw.study.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.deltaw.behaviour.ExpectedReward;
import org.deltaw.kernel.BackendSettings;
import org.deltaw.kernel.ExtensionCatalog;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.ParameterChoices;
import org.deltaw.kernel.evaluation.Metrics;
import org.deltaw.kernel.evaluation.RSquared;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.fit.Problem;
import org.deltaw.spi.backend.Evaluation;
import org.deltaw.spi.backend.GradientBackend;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.loss.Target;

/** Computes the fixtures of metrics: cross-entropy, deviance, R² and expected reward. */
final class GoldenMetrics {
    private static final Channel INPUT = Channel.input(1);
    private static final Channel DECISION = Channel.of(Target.DECISION, 1);
    /** One weight, that never changes, between one input and the logit. */
    private static final ReferenceModel.Description MODEL = new ReferenceModel.Description("feedforward", "{layers: [1, 1]}",
            ParameterChoices.NONE, "taylor", "{terms: [x]}", List.of(Map.entry("choice-cross-entropy", 1.0)));

    private final GradientBackend<?> backend;
    private final BackendSettings settings;
    private final ExtensionCatalog catalog;

    GoldenMetrics(GradientBackend<?> backend, BackendSettings settings, ExtensionCatalog catalog) {
        this.backend = backend;
        this.settings = settings;
        this.catalog = catalog;
    }

    static Optional<String> missing(ExtensionCatalog catalog) {
        return ReferenceModel.missing(MODEL, catalog);
    }

    /** Says on which device a model is computed. */
    String device() {
        try (OpenFit opened = OpenFit.open(fit(List.of(trajectory(0, new double[] {1}, new double[] {1}, 0))))) {
            return opened.device();
        }
    }

    /** Compares cross-entropy and its derivative; every step is a trajectory, and its logit the weight. */
    GoldenRun.Errors crossEntropy(Json golden) {
        double[] logits = golden.get("logits").numbers();
        double[] decisions = golden.get("decisions").numbers();
        List<Trajectory> trajectories = new ArrayList<>();
        for (int i = 0; i < logits.length; i++) {
            trajectories.add(trajectory(i, new double[] {1}, new double[] {decisions[i]}, logits[i]));
        }
        Json expected = golden.get("expected");
        try (OpenFit opened = OpenFit.open(fit(trajectories))) {
            Problem problem = opened.problems().getFirst();
            List<Evaluation> evaluations = problem.evaluations(problem.start());
            double[] losses = evaluations.stream().mapToDouble(Evaluation::loss).toArray();
            double[] gradient = evaluations.stream()
                    .mapToDouble(evaluation -> evaluation.initialStateGradient().getFirst()[0] / logits.length).toArray();
            double deviance = problem.evaluate(problem.start()).total().deviance().orElse(Double.NaN);
            double loss = Agreement.worst(
                    Agreement.relative(losses, expected.get("perStep").numbers()),
                    Agreement.relative(Arrays.stream(losses).sum() / losses.length, expected.get("mean").number()));
            return new GoldenRun.Errors(loss, Agreement.relative(gradient, expected.get("gradLogits").numbers()),
                    Agreement.relative(deviance, expected.get("deviance").number()));
        }
    }

    /** Compares deviance explained. */
    GoldenRun.Errors deviance(Json golden) {
        Metrics.Fitness model = fitness(golden.get("modelLogits").numbers(), golden.get("decisions").numbers());
        Metrics.Fitness none = fitness(golden.get("nullLogits").numbers(), golden.get("decisions").numbers());
        Json expected = golden.get("expected");
        double deviance = model.deviance().orElse(Double.NaN);
        OptionalDouble explained = Metrics.percentExplained(deviance, none.deviance().orElse(Double.NaN));
        double percent = Agreement.worst(
                GoldenRun.percent(explained, expected.get("percentVsNoPlasticity").optionalNumber()),
                GoldenRun.percent(model.explainedOverConstantChoice(),
                        expected.get("percentVsConstantChoice").optionalNumber()));
        return new GoldenRun.Errors(Agreement.relative(deviance, expected.get("model").number()), 0, percent);
    }

    /** Compares coefficients of determination, which no backend computes. */
    static GoldenRun.Errors rSquared(Json golden) {
        int columns = golden.get("true").items().getFirst().items().size();
        Optional<RSquared> computed =
                RSquared.of(golden.get("true").numbers(), golden.get("predicted").numbers(), columns);
        Json expected = golden.get("expected");
        OptionalDouble uniform = expected.get("uniform").optionalNumber();
        if (computed.isEmpty() || uniform.isEmpty()) {
            return new GoldenRun.Errors(0, 0, computed.isEmpty() == uniform.isEmpty() ? 0 : Double.POSITIVE_INFINITY);
        }
        RSquared result = computed.get();
        double error = Agreement.relative(result.perColumn(), expected.get("perColumn").numbers());
        error = Agreement.worst(error, Agreement.relative(result.uniform(), uniform.getAsDouble()));
        error = Agreement.worst(error,
                Agreement.relative(result.varianceWeighted(), expected.get("varianceWeighted").number()));
        return new GoldenRun.Errors(0, 0, error);
    }

    /** Compares the expectation of reward, which no backend computes. */
    static GoldenRun.Errors expectedReward(Json golden) {
        double[] rewards = golden.get("trialReward").numbers();
        double[] expectation = ExpectedReward.of(rewards, (int) golden.get("window").number());
        Json expected = golden.get("expected");
        double error = Agreement.relative(expectation, expected.get("trialExpectedReward").numbers());
        return new GoldenRun.Errors(0, 0, error);
    }

    private Metrics.Fitness fitness(double[] logits, double[] decisions) {
        try (OpenFit opened = OpenFit.open(fit(List.of(trajectory(0, logits, decisions, 1))))) {
            Problem problem = opened.problems().getFirst();
            return problem.evaluate(problem.start()).total();
        }
    }

    private Fit fit(List<Trajectory> trajectories) {
        Dataset dataset = Dataset.builder(List.of(INPUT, Channel.UPDATE, DECISION)).trajectories(trajectories).build();
        return ReferenceModel.fit(MODEL, dataset, backend, settings, catalog);
    }

    private static Trajectory trajectory(int number, double[] input, double[] decisions, double weight) {
        Map<Channel, double[]> columns =
                Map.of(INPUT, input, Channel.UPDATE, new double[input.length], DECISION, decisions);
        String id = "trajectory " + number;
        return Trajectory.builder(id, input.length).columns(columns).initialStates(Map.of("weights", new double[] {weight}))
                .build();
    }
}
