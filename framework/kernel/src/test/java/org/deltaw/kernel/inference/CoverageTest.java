package org.deltaw.kernel.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.deltaw.kernel.TrainingSettings;
import org.deltaw.kernel.fit.FitResult;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.fit.Problem;
import org.deltaw.kernel.minimise.FitListener;
import org.deltaw.kernel.testing.FitBuilder;
import org.deltaw.kernel.testing.Networks;
import org.deltaw.kernel.testing.Recordings;
import org.deltaw.kernel.testing.Rules;
import org.deltaw.kernel.testing.SimulatedActivity;
import org.deltaw.kernel.testing.SimulatedChoices;
import org.deltaw.plugin.behavior.ChoiceCrossEntropy;
import org.deltaw.plugin.feedforward.FeedforwardNetwork;
import org.deltaw.plugin.jvm.JvmBackend;
import org.deltaw.plugin.neural.ActivityMeanSquaredError;
import org.deltaw.plugin.taylor.TaylorRule;
import org.deltaw.spi.Seed;
import org.deltaw.spi.backend.Precision;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Trajectory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How often intervals hold the true value. */
@Tag("evidence")
class CoverageTest {
    private static final System.Logger LOG = System.getLogger(CoverageTest.class.getName());

    /** Returns how often each experiment is repeated. */
    int experiments() {
        return 40;
    }

    /** Counts what a sequence of experiments gives for one coefficient. */
    private static final class Tally {
        private final int experiments;
        /** How often training ended in a minimum that is worse than the truth, or in none; no interval can hold then. */
        private int trapped;
        private int held;
        private int robustHeld;
        private double sum;
        private double squares;
        private double variances;

        Tally(int experiments) {
            this.experiments = experiments;
        }

        void add(Uncertainty.Coefficient coefficient, double truth, boolean isTrapped) {
            if (isTrapped) {
                trapped++;
                return;
            }
            Uncertainty.Interval interval = coefficient.interval().orElseThrow();
            held += interval.lower() <= truth && truth <= interval.upper() ? 1 : 0;
            double error = coefficient.value() - truth;
            robustHeld += coefficient.robustStandardError().isPresent()
                    && Math.abs(error) <= 2.1 * coefficient.robustStandardError().getAsDouble() ? 1 : 0;
            sum += error;
            squares += error * error;
            // A profile has none of its own.
            double stated = Double.isNaN(interval.standardError()) ? coefficient.modelStandardError().orElseThrow()
                    : interval.standardError();
            variances += stated * stated;
        }

        /** The spread of the estimates over the standard error that was stated. */
        double ratio() {
            int count = experiments - trapped;
            double mean = sum / count;
            return Math.sqrt((squares / count - mean * mean) / (variances / count));
        }

        @Override
        public String toString() {
            return "held by " + held + " of " + experiments + " intervals (robust " + robustHeld + "), spread over error "
                    + ratio() + ", " + trapped + " in another minimum";
        }
    }

    private interface Experiment {
        Dataset record(Seed seed);
    }

    private Tally[] repeat(FitBuilder fit, Experiment experiment, double... truth) {
        Tally[] tallies = new Tally[truth.length];
        Arrays.setAll(tallies, _ -> new Tally(experiments()));
        for (int i = 0; i < experiments(); i++) {
            try (OpenFit opened = fit.open(experiment.record(new Seed(1000 + i)))) {
                Problem problem = opened.problems().getFirst();
                FitResult result = problem.train(Optional.empty(), FitListener.SILENT);
                boolean trapped = result.metrics().total().loss() > problem.gradient(truth).loss()
                        || !(result.uncertainty() instanceof Uncertainty.Stated);
                List<Uncertainty.Coefficient> found = result.uncertainty().coefficients();
                for (int k = 0; k < truth.length; k++) {
                    tallies[k].add(found.get(k), truth[k], trapped);
                }
            }
        }
        return tallies;
    }

    /** Checks that 95 % lies within three standard deviations of a count of that many. */
    private static void assertCovers(Tally tally) {
        double expected = 0.95 * tally.experiments;
        double deviation = Math.sqrt(0.95 * 0.05 * tally.experiments);
        LOG.log(System.Logger.Level.DEBUG, tally.toString());
        assertTrue(tally.trapped <= 0.05 * tally.experiments, tally.toString());
        assertTrue(Math.abs(tally.held - expected) <= 3 * deviation, tally.toString());
        assertEquals(1, tally.ratio(), 3 / Math.sqrt(2.0 * tally.experiments), tally.toString());
    }

    @Test
    void intervalsFromChoicesHoldTheTruth() {
        FitBuilder fit = SimulatedChoices.fit("x*r", "w", "x").gaussNewton(50).uncertainty();
        SimulatedChoices flies = new SimulatedChoices(1, -0.1, 300, 300, 300, 300);
        for (Tally tally : repeat(fit, flies::record, 1, -0.1, 0)) {
            assertCovers(tally);
        }
    }

    @Test
    void intervalsHoldTheTruthWhenTrajectoriesDifferInLengthAndSoInWeight() {
        FitBuilder fit = SimulatedChoices.fit("x*r", "w").gaussNewton(50).uncertainty();
        SimulatedChoices flies = new SimulatedChoices(1, -0.1, 200, 1000, 200, 600);
        for (Tally tally : repeat(fit, flies::record, 1, -0.1)) {
            assertCovers(tally);
        }
    }

    @Test
    void intervalsOfTwelveFliesHoldTheTruthAndTheirScatterSaysTheSame() {
        FitBuilder fit = SimulatedChoices.fit("x*r", "w").gaussNewton(50).uncertainty();
        SimulatedChoices flies =
                new SimulatedChoices(1, -0.1, 120, 120, 120, 120, 120, 120, 120, 120, 120, 120, 120, 120);
        for (Tally tally : repeat(fit, flies::record, 1, -0.1)) {
            assertCovers(tally);
            assertTrue(tally.robustHeld >= 0.8 * tally.experiments, tally.toString());
        }
    }

    @Test
    void intervalsFromTheScatterOfTwentyFliesHoldTheTruth() {
        FitBuilder fit = SimulatedChoices.fit("x*r", "w").gaussNewton(100).uncertainty();
        int[] steps = new int[20];
        Arrays.setAll(steps, i -> 60 + 6 * i);
        SimulatedChoices flies = new SimulatedChoices(1, -0.1, steps);
        assertEquals(Uncertainty.IntervalMethod.CLUSTER_ROBUST, method(fit, flies.record(new Seed(1))));
        for (Tally tally : repeat(fit, flies::record, 1, -0.1)) {
            assertCovers(tally);
        }
    }

    @Test
    void profilesHoldTheTruth() {
        FitBuilder fit = SimulatedChoices.fit("x*r", "w").gaussNewton(100).intervals(TrainingSettings.Intervals.PROFILE);
        SimulatedChoices flies = new SimulatedChoices(1, -0.1, 300, 200);
        assertEquals(Uncertainty.IntervalMethod.PROFILE, method(fit, flies.record(new Seed(1))));
        for (Tally tally : repeat(fit, flies::record, 1, -0.1)) {
            assertCovers(tally);
        }
    }

    private static Uncertainty.IntervalMethod method(FitBuilder fit, Dataset dataset) {
        try (OpenFit opened = fit.open(dataset)) {
            FitResult result = opened.problems().getFirst().train(Optional.empty(), FitListener.SILENT);
            return ((Uncertainty.Stated) result.uncertainty()).method();
        }
    }

    /** Flies are drawn with replacement, fitted anew, and the spread of what is found compared with the standard errors stated. */
    @Test
    void bootstrapOverFliesSaysTheSame() {
        FitBuilder fit = SimulatedChoices.fit("x*r", "w").gaussNewton(50).uncertainty();
        int[] steps = new int[24];
        Arrays.fill(steps, 120);
        Dataset flies = new SimulatedChoices(1, -0.1, steps).record(new Seed(1));
        List<Uncertainty.Coefficient> stated = coefficients(fit, flies);
        RandomGenerator random = new Seed(2).generator();
        double[][] found = new double[stated.size()][experiments()];
        for (int draw = 0; draw < experiments(); draw++) {
            List<Uncertainty.Coefficient> coefficients = coefficients(fit, drawn(flies.trajectories(), random));
            for (int k = 0; k < found.length; k++) {
                found[k][draw] = coefficients.get(k).value();
            }
        }
        for (int k = 0; k < found.length; k++) {
            double mean = Arrays.stream(found[k]).average().orElseThrow();
            double spread = Math.sqrt(Arrays.stream(found[k]).map(value -> (value - mean) * (value - mean)).sum() / (experiments() - 1));
            Uncertainty.Coefficient coefficient = stated.get(k);
            double tolerance = 3 / Math.sqrt(2.0 * experiments());
            LOG.log(System.Logger.Level.DEBUG, coefficient + ", bootstrap " + spread);
            assertEquals(1, spread / coefficient.robustStandardError().orElseThrow(), tolerance, coefficient + ", bootstrap " + spread);
            assertEquals(1, spread / coefficient.modelStandardError().orElseThrow(), tolerance + 0.1,
                    coefficient + ", bootstrap " + spread);
        }
    }

    private static List<Uncertainty.Coefficient> coefficients(FitBuilder fit, Dataset dataset) {
        try (OpenFit opened = fit.open(dataset)) {
            FitResult result = opened.problems().getFirst().train(Optional.empty(), FitListener.SILENT);
            return ((Uncertainty.Stated) result.uncertainty()).coefficients();
        }
    }

    private static Dataset drawn(List<Trajectory> flies, RandomGenerator random) {
        Trajectory[] drawn = new Trajectory[flies.size()];
        for (int i = 0; i < drawn.length; i++) {
            Trajectory fly = flies.get(random.nextInt(flies.size()));
            // The same recording twice would be refused; what differs in the last digits is another one.
            double factor = 1 + 1e-12 * i;
            Map<Channel, double[]> columns = new LinkedHashMap<>(fly.columns());
            columns.computeIfPresent(Channel.input(2), (_, inputs) -> Arrays.stream(inputs).map(each -> each * factor).toArray());
            drawn[i] = Trajectory.builder("draw " + i, fly.steps()).columns(columns).initialStates(fly.initialStates()).build();
        }
        return Recordings.of(drawn);
    }

    @Test
    void intervalsFromNoisyActivityHoldTheTruth() {
        SimulatedActivity oja = new SimulatedActivity(3, 2, 20, 2);
        FitBuilder fit = FitBuilder.of(new FeedforwardNetwork(), Networks.layers(3, 2)).backend(new JvmBackend(), Precision.F64)
                .rule(new TaylorRule(), Rules.terms("x*y", "y^2*w")).loss(new ActivityMeanSquaredError(), 1)
                .gaussNewton(50).uncertainty();
        for (Tally tally : repeat(fit, seed -> {
            RandomGenerator noise = seed.child("noise").generator();
            return oja.record(fit, seed.value(), value -> value + 0.02 * noise.nextGaussian());
        }, 1, -1)) {
            assertCovers(tally);
        }
    }

    @Test
    void intervalsFromChoicesAndActivityTogetherHoldTheTruth() {
        FitBuilder fit = FitBuilder.of(new FeedforwardNetwork(), SimulatedChoices.network()).backend(new JvmBackend(), Precision.F64)
                .rule(new TaylorRule(), Rules.terms("x*r", "w")).loss(new ChoiceCrossEntropy(), 1)
                .loss(new ActivityMeanSquaredError(), 3).gaussNewton(50).uncertainty();
        for (int flies : new int[] {10, 30}) {
            int[] steps = new int[flies];
            Arrays.fill(steps, 60);
            SimulatedChoices recordings = new SimulatedChoices(1, -0.1, steps);
            for (Tally tally : repeat(fit, seed -> recordings.recordWithActivity(seed, 0.3), 1, -0.1)) {
                assertCovers(tally);
            }
        }
    }
}
