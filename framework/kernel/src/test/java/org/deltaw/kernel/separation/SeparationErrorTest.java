package org.deltaw.kernel.separation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.deltaw.kernel.ParameterChoices;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.inference.Uncertainty;
import org.deltaw.kernel.minimise.FitListener;
import org.deltaw.kernel.testing.FitBuilder;
import org.deltaw.kernel.testing.Recordings;
import org.deltaw.kernel.testing.Rules;
import org.deltaw.plugin.behavior.ChoiceCrossEntropy;
import org.deltaw.plugin.feedforward.FeedforwardNetwork;
import org.deltaw.plugin.feedforward.FeedforwardSettings;
import org.deltaw.plugin.jvm.JvmBackend;
import org.deltaw.plugin.taylor.TaylorRule;
import org.deltaw.spi.Seed;
import org.deltaw.spi.backend.Precision;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.network.Activation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How often the rule for separation errs, on logistic regressions with a bias and one input, where it is known from the order of the
 * inputs (Albert and Anderson, Biometrika 71, 1984): choices are separated if all inputs that were accepted lie on one side of all others,
 * or all were, or none.
 */
@Tag("evidence")
class SeparationErrorTest {
    private static final int DATA_SETS = 200;
    /** As many as are there once in 20 times if each has the probability 0.005; none were found. */
    private static final int MOST = 3;
    private static final int[] SIZES = {5, 10, 20, 40};

    private static final FitBuilder FIT = FitBuilder.of(new FeedforwardNetwork(), new FeedforwardSettings(List.of(1, 1, 1),
                    Optional.of(Activation.LINEAR), 1, Optional.empty(), 0, 0, 0, Optional.empty(), Optional.empty()))
            .backend(new JvmBackend(), Precision.F64)
            .network(new ParameterChoices(Map.of(), List.of(), List.of("bias", "weights.initial"), Map.of()))
            .rule("", new TaylorRule(), Rules.terms("x"), new ParameterChoices(Map.of(), List.of("x"), List.of(), Map.of()))
            .loss(new ChoiceCrossEntropy(), 1).gaussNewton(100).uncertainty().keepingPrograms();

    private record Sample(double[] inputs, double[] decisions) {
        static Sample of(int size, double weight, RandomGenerator random) {
            double[] inputs = random.doubles(size, -2, 2).toArray();
            double[] decisions = new double[size];
            for (int t = 0; t < size; t++) {
                decisions[t] = random.nextDouble() < 1 / (1 + Math.exp(0.3 - weight * inputs[t])) ? 1 : 0;
            }
            return new Sample(inputs, decisions);
        }

        private double extreme(double decision, boolean most) {
            double found = most ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
            for (int t = 0; t < inputs.length; t++) {
                if (decisions[t] == decision) {
                    found = most ? Math.max(found, inputs[t]) : Math.min(found, inputs[t]);
                }
            }
            return found;
        }

        boolean isSeparated() {
            return extreme(1, false) >= extreme(0, true) || extreme(0, false) >= extreme(1, true);
        }

        boolean isCalledSo() {
            try (OpenFit opened = FIT.open(Recordings.of(Recordings.trajectory("a", inputs.length,
                    Map.of(Channel.input(1), inputs, Recordings.DECISION, decisions))))) {
                return opened.problems().getFirst().train(Optional.empty(), FitListener.SILENT).uncertainty().coefficients().stream()
                        .map(Uncertainty.Coefficient::status).anyMatch(status -> status == Uncertainty.Status.INFINITE
                                || status == Uncertainty.Status.MINUS_INFINITE || status == Uncertainty.Status.FLAT);
            }
        }
    }

    /** Returns in how many data sets of a kind the rule errs. */
    private static int errors(boolean separated) {
        RandomGenerator random = new Seed(separated ? 1 : 2).generator();
        int errors = 0;
        for (int found = 0; found < DATA_SETS;) {
            Sample sample = Sample.of(SIZES[found % SIZES.length], 1 + 4 * random.nextDouble(), random);
            if (sample.isSeparated() == separated) {
                found++;
                errors += sample.isCalledSo() == separated ? 0 : 1;
            }
        }
        return errors;
    }

    @Test
    void separatedDataAreCalledSo() {
        int errors = errors(true);
        assertTrue(errors <= MOST, () -> errors + " of " + DATA_SETS);
    }

    @Test
    void othersAreNot() {
        int errors = errors(false);
        assertTrue(errors <= MOST, () -> errors + " of " + DATA_SETS);
    }
}
