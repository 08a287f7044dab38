package org.deltaw.kernel.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import org.deltaw.kernel.ParameterChoices;
import org.deltaw.kernel.evaluation.Metrics;
import org.deltaw.kernel.fit.FitResult;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.fit.Problem;
import org.deltaw.kernel.minimise.FitListener;
import org.deltaw.kernel.minimise.Outcome;
import org.deltaw.kernel.testing.Differences;
import org.deltaw.kernel.testing.FitBuilder;
import org.deltaw.kernel.testing.Networks;
import org.deltaw.kernel.testing.Rules;
import org.deltaw.kernel.testing.SimulatedActivity;
import org.deltaw.plugin.feedforward.FeedforwardNetwork;
import org.deltaw.plugin.jvm.JvmBackend;
import org.deltaw.plugin.neural.ActivityMeanSquaredError;
import org.deltaw.plugin.neural.ActivityNormalDensity;
import org.deltaw.plugin.taylor.TaylorRule;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Seed;
import org.deltaw.spi.backend.Precision;
import org.deltaw.spi.data.Dataset;
import org.junit.jupiter.api.Test;

/** A likelihood with a parameter of its own: the standard deviation of the noise of recorded activity. */
class NoiseScaleTest {
    private static final double SIGMA = 0.05;
    private static final SimulatedActivity OJA = new SimulatedActivity(3, 2, 40, 4);
    private static final double OBSERVATIONS = 2 * 40 * 4;
    private static final String NAME = "loss.activity-normal-density.sigma";
    private static final Dataset DATA = data();

    private static FitBuilder fit() {
        return FitBuilder.of(new FeedforwardNetwork(), Networks.layers(3, 2)).rule(new TaylorRule(), Rules.terms("x*y", "y^2*w"))
                .gaussNewton(100).uncertainty();
    }

    private static FitBuilder density() {
        return fit().loss(new ActivityNormalDensity(), 1);
    }

    private static FitBuilder squares() {
        return fit().loss(new ActivityMeanSquaredError(), 1);
    }

    private static Dataset data() {
        RandomGenerator noise = new Seed(7).generator();
        return OJA.record(squares(), 3, value -> value + SIGMA * noise.nextGaussian());
    }

    private static FitResult train(FitBuilder fit) {
        try (OpenFit opened = fit.open(DATA)) {
            return opened.problems().getFirst().train(Optional.empty(), FitListener.SILENT);
        }
    }

    private static Uncertainty.Stated stated(FitResult result) {
        return assertInstanceOf(Uncertainty.Stated.class, result.uncertainty(), () -> result.uncertainty().toString());
    }

    @Test
    void theNoiseIsRecoveredWithTheErrorThatTheoryGives() {
        FitResult result = train(density());
        assertInstanceOf(Outcome.Converged.class, result.outcome());
        Uncertainty.Stated stated = stated(result);
        Uncertainty.Coefficient sigma = stated.coefficients().getLast();
        assertEquals(NAME, sigma.name());
        double error = sigma.interval().orElseThrow().standardError();
        assertEquals(sigma.value() / Math.sqrt(2 * OBSERVATIONS), error, 0.02 * error);
        assertTrue(Math.abs(sigma.value() - SIGMA) < 3 * error, sigma.value() + " +- " + error);
    }

    @Test
    void likelihoodAndCriteriaAreThoseOfTheSquaredErrorWithItsVarianceEstimated() {
        Uncertainty.Stated one = stated(train(density()));
        Uncertainty.Stated other = stated(train(squares()));
        assertEquals(Uncertainty.Basis.LIKELIHOOD, one.basis());
        assertEquals(3, one.information().orElseThrow().parameters());
        assertEquals(other.information().orElseThrow().parameters(), one.information().orElseThrow().parameters());
        assertEquals(other.information().orElseThrow().logLikelihood(), one.information().orElseThrow().logLikelihood(), 1e-7);
        assertEquals(other.information().orElseThrow().aic(), one.information().orElseThrow().aic(), 1e-7);
        for (int i = 0; i < 2; i++) {
            assertEquals(other.coefficients().get(i).value(), one.coefficients().get(i).value(), 1e-5);
        }
    }

    @Test
    void aDensityHasALogLikelihoodButNothingToExplain() {
        FitResult result = train(density());
        Metrics.Fitness total = result.metrics().total();
        assertEquals(-OBSERVATIONS * total.loss(), total.logLikelihood().orElseThrow(), 1e-9);
        assertEquals(OptionalDouble.empty(), total.explainedOverNoPlasticity());
        assertEquals(OptionalDouble.empty(), total.explainedOverConstantChoice());
    }

    @Test
    void derivativesAreThoseOfDifferencesOnEveryBackend() {
        double[] parameters = {0.7, -0.8, 0.2};
        for (FitBuilder fit : List.of(density(), density().backend(new JvmBackend(), Precision.F64))) {
            try (OpenFit opened = fit.open(DATA)) {
                Problem problem = opened.problems().getFirst();
                Differences.assertClose(Differences.central(parameters, moved -> problem.gradient(moved).loss()),
                        problem.gradient(parameters).values(), 1e-7, "gradient");
            }
        }
    }

    @Test
    void curvatureIsTheSameOnEveryBackend() {
        double[] parameters = {0.7, -0.8, 0.2};
        try (OpenFit one = density().open(DATA); OpenFit other = density().backend(new JvmBackend(), Precision.F64).open(DATA)) {
            double[] matrix = one.problems().getFirst().curvature(parameters).matrix();
            assertArrayEquals(matrix, other.problems().getFirst().curvature(parameters).matrix(), 1e-9);
            // Along sigma the matrix is the second derivative, since sigma is read by the loss alone.
            double second = Differences.central(new double[] {0.2}, sigma -> one.problems().getFirst()
                    .gradient(new double[] {0.7, -0.8, sigma[0]}).values()[2])[0];
            assertEquals(second, matrix[8], 1e-6 * Math.abs(second));
        }
    }

    @Test
    void aUserMayKeepTheNoise() {
        ParameterChoices known = new ParameterChoices(Map.of("sigma", SIGMA), List.of("sigma"), List.of(), Map.of());
        try (OpenFit opened = fit().loss(new ActivityNormalDensity(), 1, known).open(DATA)) {
            assertEquals(List.of("rule.x*y", "rule.y^2*w"), opened.problems().getFirst().names());
            assertEquals(SIGMA, opened.problems().getFirst().parameters(new double[2]).getLast().values()[0]);
        }
    }

    @Test
    void choicesThatMeanNothingAreRefused() {
        ParameterChoices unknown = new ParameterChoices(Map.of(), List.of("tau"), List.of(), Map.of());
        assertRefused("loss.0.fixed", "'tau' is no parameter here; the parameters are sigma.",
                fit().loss(new ActivityNormalDensity(), 1, unknown));
        assertRefused("loss.0.fixed", "'tau' is no parameter here; there are none.",
                fit().loss(new ActivityMeanSquaredError(), 1, unknown));
        assertRefused("loss.1", "The loss 'activity-normal-density' is listed twice, and both have the parameter 'sigma'; keep one "
                + "of them.", density().loss(new ActivityNormalDensity(), 1));
    }

    private static void assertRefused(String key, String message, FitBuilder fit) {
        InvalidSpecException refusal = assertThrows(InvalidSpecException.class, () -> fit.open(DATA));
        assertEquals(message, refusal.getMessage());
        assertEquals(key, refusal.key());
    }
}
