package org.deltaw.kernel.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import org.deltaw.kernel.data.FoldSettings;
import org.deltaw.kernel.fit.FitResult;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.fit.Problem;
import org.deltaw.kernel.minimise.FitListener;
import org.deltaw.kernel.testing.FitBuilder;
import org.deltaw.kernel.testing.FoldFits;
import org.deltaw.kernel.testing.SimulatedChoices;
import org.deltaw.kernel.testing.Stubs;
import org.deltaw.kernel.validate.CrossValidation;
import org.deltaw.plugin.behavior.ChoiceCrossEntropy;
import org.deltaw.plugin.feedforward.FeedforwardNetwork;
import org.deltaw.plugin.jvm.JvmBackend;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.Seed;
import org.deltaw.spi.backend.Precision;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.parameter.Initial;
import org.deltaw.spi.parameter.Parameter;
import org.deltaw.spi.rule.Plasticity;
import org.deltaw.spi.rule.Signal;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How often tests reject a hypothesis that holds: data sets of 10 flies with some 60 trials each, really fitted. */
@Tag("evidence")
class FalsePositivesTest {
    private static final System.Logger LOG = System.getLogger(FalsePositivesTest.class.getName());
    private static final int FLIES = 10;
    private static final int STEPS = 120;
    private static final double LEVEL = 0.05;
    private static final double TOLERANCE = 1e-6;
    private static final FoldSettings BLOCKS = new FoldSettings(4, FoldSettings.Over.TRIALS);

    /** Returns how many data sets there are. */
    int dataSets() {
        return 200;
    }

    /** Returns in how many of them p may be below 0.05: of as many with that probability, more happen once in 100 times or less. */
    int mostRejected() {
        return 18;
    }

    private static FitBuilder rule(String... terms) {
        return SimulatedChoices.fit(terms).gaussNewton(100).keepingPrograms();
    }

    /** Simulates the flies of all data sets, one after the other. */
    private static Dataset flies(int count, double forget, long seed) {
        int[] steps = new int[count];
        Arrays.fill(steps, STEPS);
        return new SimulatedChoices(1, forget, steps).record(new Seed(seed));
    }

    private static List<Dataset> divided(Dataset flies) {
        List<Dataset> sets = new ArrayList<>();
        for (int from = 0; from < flies.trajectories().size(); from += FLIES) {
            sets.add(Dataset.builder(flies.channels()).trajectories(flies.trajectories().subList(from, from + FLIES)).build());
        }
        return sets;
    }

    private static List<Double> logLikelihoods(FitBuilder fit, Dataset flies) {
        List<Double> all = new ArrayList<>();
        try (OpenFit opened = fit.open(flies)) {
            for (Problem problem : opened.problems()) {
                all.add(problem.train(Optional.empty(), FitListener.SILENT).metrics().total().logLikelihood().orElseThrow());
                problem.close();
            }
        }
        return all;
    }

    /** Returns what was held out of each fly, in the order of the data. */
    private static List<Double> heldOut(FitBuilder fit, Dataset flies, FoldSettings folds) {
        Map<String, Double> sums = new HashMap<>();
        try (CrossValidation validation = CrossValidation.open(fit.fit(), flies, folds)) {
            for (CrossValidation.Fold fold : validation.folds()) {
                FitResult result = FoldFits.train(validation, fold, Optional.empty(), FitListener.SILENT);
                result.heldOut().orElseThrow().trajectories().forEach(each ->
                        sums.merge(each.subject(), each.fitness().logLikelihood().orElseThrow(), Double::sum));
            }
        }
        return flies.trajectories().stream().map(fly -> Objects.requireNonNull(sums.get(fly.subject()))).toList();
    }

    private static List<Double> minus(List<Double> larger, List<Double> smaller) {
        List<Double> differences = new ArrayList<>();
        for (int i = 0; i < larger.size(); i++) {
            differences.add(larger.get(i) - smaller.get(i));
        }
        return differences;
    }

    /** Divides the differences of all flies into those of data sets. */
    private static List<PairedDifferences> paired(List<Double> differences, Alternative alternative) {
        List<PairedDifferences> sets = new ArrayList<>();
        for (int from = 0; from < differences.size(); from += FLIES) {
            sets.add(new PairedDifferences(differences.subList(from, from + FLIES), TOLERANCE, alternative));
        }
        return sets;
    }

    private void assertRarelyRejected(String what, List<PairedDifferences> sets) {
        assertRarelyRejected(what + ", signs", sets, set -> set.signTest().orElse(1));
        assertRarelyRejected(what + ", signed ranks", sets, set -> set.signedRankTest().map(SignedRankTest::pValue).orElse(1.0));
    }

    private <T> void assertRarelyRejected(String what, List<T> sets, ToDoubleFunction<T> pValue) {
        assertEquals(dataSets(), sets.size());
        long rejected = sets.stream().filter(set -> pValue.applyAsDouble(set) < LEVEL).count();
        LOG.log(System.Logger.Level.DEBUG, what + ": " + rejected + " of " + sets.size());
        assertTrue(rejected <= mostRejected(), what + ": " + rejected + " of " + sets.size());
    }

    @Test
    void likelihoodRatioOfAUselessTerm() {
        List<LikelihoodRatioTest> ratios = new ArrayList<>();
        for (Dataset set : divided(flies(dataSets() * FLIES, -0.1, 11))) {
            double larger = logLikelihoods(rule("x*r", "w", "x"), set).getFirst();
            double smaller = logLikelihoods(rule("x*r", "w"), set).getFirst();
            ratios.add(new LikelihoodRatioTest(Math.max(0, 2 * (larger - smaller)), 1));
        }
        assertRarelyRejected("likelihood ratio", ratios, LikelihoodRatioTest::pValue);
    }

    @Test
    void heldOutBlocksOfFliesThatWereFittedAlone() {
        Dataset flies = flies(dataSets() * FLIES, 0, 12);
        List<Double> differences = minus(heldOut(rule("x*r", "w").separateSubjects(), flies, BLOCKS),
                heldOut(rule("x*r").separateSubjects(), flies, BLOCKS));
        assertRarelyRejected("blocks", paired(differences, Alternative.GREATER));
    }

    @Test
    void fliesToWhichNothingWasFitted() {
        List<Double> differences = new ArrayList<>();
        FoldSettings fifths = new FoldSettings(5, FoldSettings.Over.SUBJECTS);
        for (Dataset set : divided(flies(dataSets() * FLIES, -0.1, 13))) {
            differences.addAll(minus(heldOut(rule("x*r", "w", "x"), set, fifths), heldOut(rule("x*r", "w"), set, fifths)));
        }
        assertRarelyRejected("subjects", paired(differences, Alternative.GREATER));
    }

    /** Both rules have a useless signal that the other has not, and the signals are noise of the same kind: so they predict alike. */
    @Test
    void rulesOfWhichNeitherContainsTheOther() {
        Signal one = new Signal("one");
        Signal other = new Signal("other");
        Dataset flies = noisy(flies(dataSets() * FLIES, -0.1, 14), one, other);
        List<Double> differences = minus(heldOut(with(one), flies, BLOCKS), heldOut(with(other), flies, BLOCKS));
        assertRarelyRejected("predict differently", paired(differences, Alternative.TWO_SIDED));
    }

    private static FitBuilder with(Signal useless) {
        Parameter rate = Parameter.scalar("rate", Initial.at(0));
        Parameter decay = Parameter.scalar("decay", Initial.at(0));
        Parameter noise = Parameter.scalar("noise", Initial.at(0));
        return FitBuilder.of(new FeedforwardNetwork(), SimulatedChoices.network()).backend(new JvmBackend(), Precision.F64)
                .rule(Stubs.rule(List.of(rate, decay, noise), (synapse, theta) -> Plasticity.of(synapse.pre().times(
                                theta.of(rate).times(synapse.signal(Signal.REWARD)).plus(theta.of(noise).times(synapse.signal(useless))))
                        .minus(theta.of(decay).times(synapse.weight())))), new NoSettings())
                .loss(new ChoiceCrossEntropy(), 1).gaussNewton(100).separateSubjects();
    }

    private static Dataset noisy(Dataset flies, Signal... signals) {
        List<Trajectory> all = new ArrayList<>();
        RandomGenerator random = new Seed(5).generator();
        for (Trajectory fly : flies.trajectories()) {
            Map<Channel, double[]> columns = new LinkedHashMap<>(fly.columns());
            for (Signal signal : signals) {
                columns.put(Channel.of(signal), random.doubles(fly.steps(), -0.5, 0.5).toArray());
            }
            all.add(fly.toBuilder().columns(columns).build());
        }
        return Dataset.builder(List.copyOf(all.getFirst().columns().keySet())).trajectories(all).build();
    }

    /** Within the data that were fitted a useless term helps every fly, for which a two-sided test by ranks had p = 0.002. */
    @Test
    void uselessTermOfTenFliesIsNotSignificantAnyMore() {
        Dataset flies = flies(FLIES, -0.1, 15);
        List<Double> fitted = minus(logLikelihoods(rule("x*r", "w", "x").separateSubjects(), flies),
                logLikelihoods(rule("x*r", "w").separateSubjects(), flies));
        PairedDifferences inSample = new PairedDifferences(fitted, TOLERANCE, Alternative.TWO_SIDED);
        assertEquals(0.002, inSample.signedRankTest().orElseThrow().pValue(), 1e-4);
        PairedDifferences heldOut = new PairedDifferences(minus(heldOut(rule("x*r", "w", "x").separateSubjects(), flies, BLOCKS),
                heldOut(rule("x*r", "w").separateSubjects(), flies, BLOCKS)), TOLERANCE, Alternative.GREATER);
        assertTrue(heldOut.mean() < 0, () -> "" + heldOut);
        assertTrue(heldOut.signedRankTest().orElseThrow().pValue() > 0.5, () -> "" + heldOut.signedRankTest());
        assertTrue(heldOut.signTest().orElseThrow() > 0.2, () -> "" + heldOut.signTest());
    }
}
