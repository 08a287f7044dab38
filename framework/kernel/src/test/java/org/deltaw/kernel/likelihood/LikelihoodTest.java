package org.deltaw.kernel.likelihood;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.deltaw.kernel.ParameterChoices;
import org.deltaw.kernel.evaluation.Metrics;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.fit.Problem;
import org.deltaw.kernel.testing.Differences;
import org.deltaw.kernel.testing.FitBuilder;
import org.deltaw.kernel.testing.Networks;
import org.deltaw.kernel.testing.Recordings;
import org.deltaw.kernel.testing.Rules;
import org.deltaw.plugin.behavior.ChoiceCrossEntropy;
import org.deltaw.plugin.feedforward.FeedforwardNetwork;
import org.deltaw.plugin.taylor.TaylorRule;
import org.deltaw.spi.Seed;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Trajectory;
import org.junit.jupiter.api.Test;

/** What is minimised, against a logistic regression in plain loops: without plasticity, the logit is linear in the weights. */
class LikelihoodTest {
    private static final double[] AT = {0.4, -0.7};

    private static FitBuilder fit() {
        return FitBuilder.of(new FeedforwardNetwork(), Networks.linear(2, 1))
                .network(new ParameterChoices(Map.of(), List.of(), List.of("weights.initial"), Map.of()))
                .rule("", new TaylorRule(), Rules.terms("x"), new ParameterChoices(Map.of(), List.of("x"), List.of(), Map.of()))
                .loss(new ChoiceCrossEntropy(), 1);
    }

    /** One replicate of a recording: its decisions are those of the recording, its inputs its own. */
    private static Trajectory replicate(String recording, int number, int steps) {
        RandomGenerator decisions = new Seed(5).child(recording).generator();
        RandomGenerator noise = new Seed(6).child(recording).child(number).generator();
        double[] inputs = new double[2 * steps];
        double[] choices = new double[steps];
        for (int t = 0; t < steps; t++) {
            choices[t] = decisions.nextInt(2);
            inputs[2 * t] = decisions.nextGaussian() + noise.nextGaussian();
            inputs[2 * t + 1] = decisions.nextGaussian() + noise.nextGaussian();
        }
        Map<Channel, double[]> columns = new LinkedHashMap<>();
        columns.put(Channel.input(2), inputs);
        columns.put(Channel.UPDATE, new double[steps]);
        columns.put(Recordings.REWARD, new double[steps]);
        columns.put(Recordings.DECISION, choices);
        return Trajectory.builder(recording + "/" + number, steps).recording(recording).columns(columns).build();
    }

    /** Returns the log-likelihood of one replicate. */
    private static double logLikelihood(Trajectory trajectory, double[] weights) {
        double[] inputs = trajectory.column(Channel.input(2));
        double[] choices = trajectory.column(Recordings.DECISION);
        double sum = 0;
        for (int t = 0; t < trajectory.steps(); t++) {
            double logit = inputs[2 * t] * weights[0] + inputs[2 * t + 1] * weights[1];
            sum += choices[t] * logit - Math.log1p(Math.exp(logit));
        }
        return sum;
    }

    private static <T> T with(FitBuilder fit, Dataset dataset, Function<Problem, T> work) {
        try (OpenFit opened = fit.open(dataset)) {
            return work.apply(opened.problems().getFirst());
        }
    }

    private static double marginal(double[] at, Trajectory... replicates) {
        double sum = 0;
        for (Trajectory replicate : replicates) {
            sum += Math.exp(logLikelihood(replicate, at)) / replicates.length;
        }
        return Math.log(sum);
    }

    @Test
    void everyObservationCountsAlike() {
        Trajectory longer = replicate("a", 1, 30);
        Trajectory shorter = replicate("b", 1, 4);
        Dataset both = Recordings.of(longer, shorter);
        double all = logLikelihood(longer, AT) + logLikelihood(shorter, AT);
        assertEquals(-all / 34, with(fit(), both, problem -> problem.gradient(AT).loss()), 1e-14);
        assertEquals(-(logLikelihood(longer, AT) / 30 + logLikelihood(shorter, AT) / 4) / 2,
                with(fit().trajectoriesAlike(), both, problem -> problem.gradient(AT).loss()), 1e-14);
    }

    @Test
    void replicatesOfARecordingAreItsMarginalLikelihood() {
        Trajectory[] fly = {replicate("fly", 1, 6), replicate("fly", 2, 6), replicate("fly", 3, 6)};
        Trajectory other = replicate("other", 1, 9);
        Dataset dataset = Recordings.of(fly[0], other, fly[1], fly[2]);
        Function<double[], Double> expected = at -> -(marginal(at, fly) + logLikelihood(other, at)) / 15;
        with(fit(), dataset, problem -> {
            assertEquals(expected.apply(AT), problem.gradient(AT).loss(), 1e-14);
            Differences.assertClose(
                    Differences.central(AT, expected::apply), problem.gradient(AT).values(), 1e-8, "gradient");
            return 0;
        });
        double bound = 0;
        for (Trajectory replicate : fly) {
            bound += logLikelihood(replicate, AT) / 3;
        }
        double mean = -(bound + logLikelihood(other, AT)) / 15;
        assertEquals(mean, with(fit().meanOverReplicates(), dataset, problem -> problem.gradient(AT).loss()), 1e-14);
        assertTrue(expected.apply(AT) < mean);
    }

    /** The logit is linear, so the Gauss-Newton matrix of a replicate is that of its second derivatives. */
    @Test
    void curvatureIsThatOfTheMarginalLikelihood() {
        Dataset dataset = Recordings.of(replicate("fly", 1, 12), replicate("fly", 2, 12), replicate("other", 1, 9));
        with(fit(), dataset, problem -> {
            double[] matrix = problem.curvature(AT).matrix();
            for (int i = 0; i < 2; i++) {
                int row = i;
                Differences.assertClose(Differences.central(AT, at -> problem.gradient(at).values()[row]),
                        new double[] {matrix[2 * i], matrix[2 * i + 1]}, 1e-8, "row " + i);
            }
            return 0;
        });
    }

    @Test
    void figuresAreOfRecordings() {
        Trajectory[] fly = {replicate("fly", 1, 6), replicate("fly", 2, 6)};
        Trajectory other = replicate("other", 1, 9);
        Metrics metrics = with(fit(), Recordings.of(fly[0], fly[1], other), problem -> problem.evaluate(AT));
        double expected = marginal(AT, fly) + logLikelihood(other, AT);
        assertEquals(15, metrics.total().steps());
        assertEquals(expected, metrics.total().logLikelihood().orElseThrow(), 1e-13);
        assertEquals(-2 * expected / 15, metrics.total().deviance().orElseThrow(), 1e-13);
        assertEquals(-expected / 15, metrics.total().loss(), 1e-13);
        Replication replication = metrics.replication().orElseThrow();
        assertEquals("fly", replication.recording());
        assertEquals(2, replication.replicates());
        double one = 1 / (1 + Math.exp(logLikelihood(fly[1], AT) - logLikelihood(fly[0], AT)));
        assertEquals(1 / (one * one + (1 - one) * (1 - one)), replication.effective(), 1e-10);
    }

    @Test
    void aRecordingWhoseReplicatesAreEqualIsTheRecording() {
        Trajectory once = replicate("fly", 1, 20);
        Trajectory again = Trajectory.builder("fly/2", once.steps()).recording("fly").columns(once.columns()).build();
        with(fit(), Recordings.of(once), single -> with(fit(), Recordings.of(once, again), twice -> {
            assertEquals(single.gradient(AT).loss(), twice.gradient(AT).loss(), 1e-15);
            assertArrayEquals(single.gradient(AT).values(), twice.gradient(AT).values(), 1e-15);
            assertArrayEquals(single.curvature(AT).matrix(), twice.curvature(AT).matrix(), 1e-14);
            return 0;
        }));
    }
}
