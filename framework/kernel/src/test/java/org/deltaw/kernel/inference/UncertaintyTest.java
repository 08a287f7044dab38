package org.deltaw.kernel.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.deltaw.kernel.ParameterChoices;
import org.deltaw.kernel.fit.FitResult;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.fit.Problem;
import org.deltaw.kernel.minimise.FitListener;
import org.deltaw.kernel.minimise.Method;
import org.deltaw.kernel.testing.FitBuilder;
import org.deltaw.kernel.testing.Recordings;
import org.deltaw.kernel.testing.Rules;
import org.deltaw.kernel.testing.SimulatedChoices;
import org.deltaw.kernel.testing.Stubs;
import org.deltaw.plugin.behavior.ChoiceCrossEntropy;
import org.deltaw.plugin.feedforward.FeedforwardNetwork;
import org.deltaw.plugin.feedforward.FeedforwardSettings;
import org.deltaw.plugin.mlp.MlpRule;
import org.deltaw.plugin.neural.ActivityMeanSquaredError;
import org.deltaw.plugin.penalty.L1Penalty;
import org.deltaw.plugin.penalty.L2Penalty;
import org.deltaw.plugin.taylor.TaylorRule;
import org.deltaw.plugin.taylor.TaylorSettings;
import org.deltaw.spi.Seed;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.loss.Loss;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.network.Activation;
import org.deltaw.spi.network.Observable;
import org.junit.jupiter.api.Test;

/** Standard errors where textbooks know them, and what is said where there are none. */
class UncertaintyTest {
    private static final ParameterChoices FIXED = new ParameterChoices(Map.of(), List.of("x"), List.of(), Map.of());
    private static final Dataset FLIES = new SimulatedChoices(1, -0.1, 150, 200).record(new Seed(1));
    /** The quantile 0.975 of the normal distribution, and of Student's with 4 and 5 degrees of freedom. */
    private static final double NORMAL = 1.959963984540054;
    private static final double STUDENT_4 = 2.7764451051977987;
    private static final double STUDENT_5 = 2.5705818366147395;

    /** One neuron that shows its bias, or twice that as its logit; the bias alone is fitted. */
    private static FitBuilder bias() {
        return FitBuilder.of(new FeedforwardNetwork(), new FeedforwardSettings(List.of(1, 1, 1),
                        Optional.of(Activation.LINEAR), 2, Optional.empty(), 0, 0, 0, Optional.empty(), Optional.empty()))
                .network(new ParameterChoices(Map.of(), List.of(), List.of("bias"), Map.of()))
                .rule("", new TaylorRule(), Rules.terms("x"), FIXED).gaussNewton(50).tolerances(1e-12, 1e-15, 1e-14).uncertainty();
    }

    private static FitBuilder mean() {
        return FitBuilder.of(new FeedforwardNetwork(), new FeedforwardSettings(List.of(1, 1),
                        Optional.of(Activation.LINEAR), 2, Optional.empty(), 0, 0, 0, Optional.empty(), Optional.empty()))
                .network(new ParameterChoices(Map.of(), List.of(), List.of("bias"), Map.of()))
                .rule("", new TaylorRule(), Rules.terms("x"), FIXED).loss(new ActivityMeanSquaredError(), 1)
                .gaussNewton(50).uncertainty();
    }

    private static Trajectory shown(String id, String recording, double... values) {
        return Trajectory.builder(id, values.length).recording(recording)
                .columns(Map.of(Channel.input(1), new double[values.length], Channel.of(Target.ACTIVITY, 1), values))
                .build();
    }

    private static Trajectory chosen(String id, double... decisions) {
        return Recordings.trajectory(id, decisions.length, Map.of(
                Channel.input(1), new double[decisions.length], Recordings.DECISION, decisions));
    }

    private static Uncertainty uncertainty(FitBuilder fit, Dataset data) {
        try (OpenFit opened = fit.open(data)) {
            return opened.problems().getFirst().train(Optional.empty(), FitListener.SILENT).uncertainty();
        }
    }

    private static Uncertainty.Stated stated(FitBuilder fit, Dataset data) {
        return assertInstanceOf(Uncertainty.Stated.class, uncertainty(fit, data));
    }

    private static void assertInterval(double value, double error, double quantile, Uncertainty.Coefficient actual) {
        assertEquals(Uncertainty.Status.DETERMINED, actual.status());
        Uncertainty.Interval interval = actual.interval().orElseThrow();
        assertEquals(value, actual.value(), 1e-9);
        assertEquals(error, interval.standardError(), 1e-9);
        assertEquals(value - quantile * error, interval.lower(), 1e-8);
        assertEquals(value + quantile * error, interval.upper(), 1e-8);
    }

    @Test
    void standardErrorOfAMeanIsThatOfTheTextbook() {
        // 1, 2, 3, 4, 10: mean 4, sum of squares 50, variance 50 / 4, of the mean 50 / 4 / 5.
        Uncertainty.Stated stated = stated(mean(), Recordings.of(shown("a", "a", 1, 2, 3, 4, 10)));
        assertEquals(Uncertainty.Basis.SQUARED_ERROR, stated.basis());
        assertInterval(4, Math.sqrt(2.5), STUDENT_4, stated.coefficients().getFirst());
        assertEquals(5, stated.observations());
        assertEquals(1, stated.determined());
        assertEquals(12.5, stated.residualVariance().orElseThrow(), 1e-9);
        assertEquals(4, stated.degreesOfFreedom());
        assertEquals(OptionalDouble.empty(), stated.coefficients().getFirst().robustStandardError());
        Uncertainty.Information information = stated.information().orElseThrow();
        double likelihood = -2.5 * (Math.log(2 * Math.PI * 10) + 1);
        assertEquals(likelihood, information.logLikelihood(), 1e-9);
        assertEquals(2, information.parameters());
        assertEquals(4 - 2 * likelihood, information.aic(), 1e-9);
        assertEquals(2 * Math.log(5) - 2 * likelihood, information.bic(), 1e-9);
        assertEquals(0, stated.distance().orElseThrow(), 1e-6);
    }

    @Test
    void weightOfTheLossDoesNotMatter() {
        Dataset data = Recordings.of(shown("a", "a", 1, 2, 3, 4, 10));
        FitBuilder heavy = FitBuilder.of(new FeedforwardNetwork(), new FeedforwardSettings(List.of(1, 1),
                        Optional.of(Activation.LINEAR), 2, Optional.empty(), 0, 0, 0, Optional.empty(), Optional.empty()))
                .network(new ParameterChoices(Map.of(), List.of(), List.of("bias"), Map.of()))
                .rule("", new TaylorRule(), Rules.terms("x"), FIXED).loss(new ActivityMeanSquaredError(), 7)
                .gaussNewton(50).uncertainty();
        assertInterval(4, Math.sqrt(2.5), STUDENT_4, stated(heavy, data).coefficients().getFirst());
        assertEquals(12.5, stated(heavy, data).residualVariance().orElseThrow(), 1e-9);
    }

    @Test
    void standardErrorOfAProportionIsThatOfTheTextbook() {
        // 75 of 100 choices: the logit is log 3, of variance 1 / (n p q); it is twice the bias.
        double[] choices = IntStream.range(0, 100).mapToDouble(i -> i % 4 == 2 ? 0 : 1).toArray();
        Uncertainty.Stated stated = stated(bias().loss(new ChoiceCrossEntropy(), 3), Recordings.of(chosen("a", choices)));
        assertEquals(Uncertainty.Basis.LIKELIHOOD, stated.basis());
        assertInterval(Math.log(3) / 2, Math.sqrt(1 / (100 * 0.75 * 0.25)) / 2, NORMAL, stated.coefficients().getFirst());
        assertEquals(OptionalDouble.empty(), stated.residualVariance());
        assertEquals(100, stated.observations());
        double likelihood = 75 * Math.log(0.75) + 25 * Math.log(0.25);
        Uncertainty.Information information = stated.information().orElseThrow();
        assertEquals(likelihood, information.logLikelihood(), 1e-12);
        assertEquals(2 - 2 * likelihood, information.aic(), 1e-12);
        assertEquals(Math.log(100) - 2 * likelihood, information.bic(), 1e-12);
    }

    @Test
    void profileStandsWhereTheLikelihoodIsNotQuadratic() {
        // 3 of 4 choices: log-likelihoods are 1.92 lower where the logit is -0.83 or 4.04, and not at 1.10 -+ 2.26.
        Uncertainty.Coefficient bias = stated(bias().loss(new ChoiceCrossEntropy(), 1), Recordings.of(chosen("a", 1, 1, 0, 1)))
                .coefficients().getFirst();
        Uncertainty.Interval interval = bias.interval().orElseThrow();
        assertEquals(Uncertainty.IntervalMethod.PROFILE, interval.method());
        assertEquals(Double.NaN, interval.standardError());
        assertEquals(Math.sqrt(1 / (4 * 0.75 * 0.25)) / 2, bias.modelStandardError().orElseThrow(), 1e-7);
        double most = 3 * Math.log(0.75) + Math.log(0.25);
        for (double end : new double[] {interval.lower(), interval.upper()}) {
            double p = 1 / (1 + Math.exp(-2 * end));
            assertEquals(NORMAL * NORMAL / 2, most - 3 * Math.log(p) - Math.log(1 - p), 1e-5);
        }
    }

    @Test
    void observationsCountAlikeWhateverTheTrajectory() {
        Uncertainty.Stated stated = stated(mean(), Recordings.of(shown("a", "a", 1, 3), shown("b", "b", 7, 7, 9, 9)));
        double variance = (25 + 9 + 1 + 1 + 9 + 9) / 5.0;
        assertEquals(variance, stated.residualVariance().orElseThrow(), 1e-9);
        assertInterval(6, Math.sqrt(variance / 6), STUDENT_5, stated.coefficients().getFirst());
    }

    @Test
    void trajectoriesCountAlikeWhateverTheirLengthIfAskedFor() {
        // The mean of the two means, 2 and 8, has the variance (s/2)² (1/2 + 1/4); residuals are those about 5.
        Uncertainty.Stated stated = stated(mean().trajectoriesAlike(),
                Recordings.of(shown("a", "a", 1, 3), shown("b", "b", 7, 7, 9, 9)));
        double variance = (16 + 4 + 4 + 4 + 16 + 16) / 5.0;
        assertEquals(variance, stated.residualVariance().orElseThrow(), 1e-9);
        assertInterval(5, Math.sqrt(variance * (1 / 2.0 + 1 / 4.0)) / 2, STUDENT_5, stated.coefficients().getFirst());
    }

    @Test
    void repetitionsOfARecordingCountOnce() {
        Uncertainty.Stated once = stated(mean(), Recordings.of(shown("a", "a", 1, 2, 3, 4, 10)));
        Uncertainty.Stated again = stated(mean(), Recordings.of(
                shown("a", "fly", 1, 2, 3, 4, 10), shown("b", "fly", 1, 2, 3, 4, 10), shown("c", "fly", 1, 2, 3, 4, 10)));
        assertEquals(1, again.recordings());
        assertEquals(once.observations(), again.observations(), 1e-12);
        assertInterval(4, Math.sqrt(2.5), STUDENT_4, again.coefficients().getFirst());
        assertEquals(once.information().orElseThrow().bic(), again.information().orElseThrow().bic(), 1e-9);
        Uncertainty.Stated two = stated(mean(),
                Recordings.of(shown("a", "a", 1, 2, 3, 4, 10), shown("b", "b", 1, 2, 3, 4, 10)));
        assertEquals(10, two.observations());
        assertEquals(Math.sqrt(100 / 9.0 / 10), two.coefficients().getFirst().interval().orElseThrow().standardError(), 1e-9);
    }

    @Test
    void robustErrorIsTheScatterOfTheRecordings() {
        List<Trajectory> trajectories = new ArrayList<>();
        double[] means = {1, 2, 4, 7, 7, 3, 2, 9, 5, 5, 1, 2};
        double mean = 4;
        double squares = 0;
        for (int i = 0; i < means.length; i++) {
            trajectories.add(shown("a" + i, "a" + i, means[i] - 0.1, means[i] + 0.1));
            squares += (means[i] - mean) * (means[i] - mean);
        }
        Uncertainty.Stated stated = stated(mean(), Recordings.of(trajectories.toArray(Trajectory[]::new)));
        // Without one of 12 recordings the mean moves by a 11th of its distance from it.
        double ofTheMean = Math.sqrt(squares) / 11;
        assertEquals(ofTheMean, stated.coefficients().getFirst().robustStandardError().orElseThrow(), 1e-9);
        // Taken for independent, two values of each recording claim too much.
        assertTrue(stated.coefficients().getFirst().interval().orElseThrow().standardError() < 0.8 * ofTheMean);
    }

    @Test
    void misfitThatIsNoLikelihoodRestsOnTheRecordings() {
        FitBuilder fit = FitBuilder.of(new FeedforwardNetwork(), new FeedforwardSettings(List.of(1, 1),
                        Optional.of(Activation.LINEAR), 2, Optional.empty(), 0, 0, 0, Optional.empty(), Optional.empty()))
                .network(new ParameterChoices(Map.of(), List.of(), List.of("bias"), Map.of()))
                .rule("", new TaylorRule(), Rules.terms("x"), FIXED).gaussNewton(50).uncertainty()
                .loss(Stubs.loss(inputs -> {
                    org.deltaw.expr.Expr error = inputs.prediction(Observable.ACTIVITY)
                            .minus(inputs.target(Target.ACTIVITY, Observable.ACTIVITY));
                    return new Loss.Misfit(error.squared().sum(error.axes()), org.deltaw.expr.Expr.ONE, OptionalDouble.empty());
                }), 1);
        assertNotStated(Uncertainty.Reason.TOO_FEW_DATA, "the misfit is no likelihood, and there are too few recordings (1) to learn "
                + "the noise from their scatter: it takes 10, and 2 for each coefficient",
                uncertainty(fit, Recordings.of(shown("a", "a", 1, 2))));
        List<Trajectory> trajectories = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            trajectories.add(shown("a" + i, "a" + i, i));
        }
        Uncertainty.Stated stated = stated(fit, Recordings.of(trajectories.toArray(Trajectory[]::new)));
        assertEquals(Uncertainty.Basis.SCATTER, stated.basis());
        assertEquals(Math.sqrt(82.5) / 9, stated.coefficients().getFirst().interval().orElseThrow().standardError(),
                1e-9);
        assertEquals(9, stated.degreesOfFreedom());
        assertEquals(Optional.empty(), stated.information());
    }

    @Test
    void severalMisfitsRestOnTheRecordings() {
        int[] steps = new int[12];
        java.util.Arrays.fill(steps, 80);
        Dataset flies = new SimulatedChoices(1, -0.1, steps).record(new Seed(4));
        Uncertainty.Stated one = stated(SimulatedChoices.fit("x*r", "w").gaussNewton(100).uncertainty(), flies);
        // The same misfit in two shares is the same objective, but nobody can know that.
        Uncertainty.Stated two = stated(FitBuilder.of(new FeedforwardNetwork(), SimulatedChoices.network())
                .rule(new TaylorRule(), Rules.terms("x*r", "w")).loss(new ChoiceCrossEntropy(), 0.7)
                .loss(new ChoiceCrossEntropy(), 0.3).gaussNewton(100).uncertainty(), flies);
        assertEquals(Uncertainty.Basis.LIKELIHOOD, one.basis());
        assertEquals(Uncertainty.Basis.SCATTER, two.basis());
        for (int i = 0; i < 2; i++) {
            double robust = one.coefficients().get(i).robustStandardError().orElseThrow();
            assertEquals(robust, two.coefficients().get(i).interval().orElseThrow().standardError(), 1e-6 * robust);
        }
        assertEquals(2 * one.observations(), two.observations());
        assertEquals(Optional.empty(), two.information());
        assertEquals(11, two.degreesOfFreedom());
    }

    private static FitBuilder terms(Map<String, List<Double>> bounds, String... terms) {
        return FitBuilder.of(new FeedforwardNetwork(), SimulatedChoices.network())
                .rule("", new TaylorRule(), TaylorSettings.listing(0, terms),
                        new ParameterChoices(Map.of(), List.of(), List.of(), bounds))
                .loss(new ChoiceCrossEntropy(), 1).gaussNewton(100).uncertainty();
    }

    private static List<Uncertainty.Status> statuses(Uncertainty uncertainty) {
        return uncertainty.coefficients().stream().map(Uncertainty.Coefficient::status).toList();
    }

    private static void assertNotStated(Uncertainty.Reason reason, String because, Uncertainty actual) {
        Uncertainty.NotStated not = assertInstanceOf(Uncertainty.NotStated.class, actual);
        assertEquals(because, not.because());
        assertEquals(reason, not.reason());
        for (Uncertainty.Coefficient each : not.coefficients()) {
            assertEquals(Optional.empty(), each.interval());
            assertEquals(OptionalDouble.empty(), each.modelStandardError());
            assertEquals(OptionalDouble.empty(), each.robustStandardError());
        }
    }

    @Test
    void coefficientAtABoundHasNoIntervalAndIsNotCounted() {
        Uncertainty.Stated stated = stated(terms(Map.of("x*r", List.of(-1.0, 0.2)), "x*r", "w"), FLIES);
        assertEquals(List.of(Uncertainty.Status.AT_UPPER_BOUND, Uncertainty.Status.DETERMINED), statuses(stated));
        assertEquals(1, stated.determined());
        // What is held is known: the other's error is that of a fit with the first fixed there.
        FitBuilder fixed = FitBuilder.of(new FeedforwardNetwork(), SimulatedChoices.network())
                .rule("", new TaylorRule(), Rules.terms("x*r", "w"),
                        new ParameterChoices(Map.of("x*r", 0.2), List.of("x*r"), List.of(), Map.of()))
                .loss(new ChoiceCrossEntropy(), 1).gaussNewton(100).uncertainty();
        assertEquals(stated(fixed, FLIES).coefficients().getFirst().interval().orElseThrow().standardError(),
                stated.coefficients().getLast().interval().orElseThrow().standardError(), 1e-6);
    }

    @Test
    void penalisedFitHasNoIntervalsButSaysWhatItKnows() {
        Uncertainty penalised = uncertainty(terms(Map.of(), "x*r", "w", "x").loss(new L1Penalty(), 0.02).trajectoriesAlike(), FLIES);
        assertNotStated(Uncertainty.Reason.PENALISED, "penalties draw coefficients to where the data alone would not have them, so neither "
                + "intervals nor AIC and BIC mean what they say; fit without penalties for these", penalised);
        assertEquals(Uncertainty.Status.DETERMINED, statuses(penalised).getFirst());
        assertTrue(statuses(penalised).contains(Uncertainty.Status.ZERO_BY_PENALTY), penalised.toString());
        assertInstanceOf(Uncertainty.Stated.class, uncertainty(terms(Map.of(), "x*r", "w", "x").loss(new L1Penalty(), 0), FLIES));
    }

    @Test
    void coefficientsThatCannotBeToldApartAreNamed() {
        // The reward is 0.5, -0.5 or 0, so r^3 is r / 4 and only their sum in that proportion matters.
        Uncertainty.Stated stated = stated(terms(Map.of(), "w", "x*r", "x*r^3"), FLIES);
        assertEquals(List.of(Uncertainty.Status.DETERMINED, Uncertainty.Status.CONFOUNDED, Uncertainty.Status.CONFOUNDED),
                statuses(stated));
        assertEquals(1, stated.confounded().size());
        Uncertainty.Confounded pair = stated.confounded().getFirst();
        assertEquals(List.of("rule.x*r", "rule.x*r^3"), pair.names());
        assertEquals(1, pair.combinations());
        assertEquals(1, pair.weights().getFirst());
        assertEquals(0.25, pair.weights().getLast(), 1e-6);
        assertEquals(2, stated.determined());
        Uncertainty.Stated plain = stated(terms(Map.of(), "w", "x*r"), FLIES);
        assertEquals(plain.coefficients().getFirst().interval().orElseThrow().standardError(),
                stated.coefficients().getFirst().interval().orElseThrow().standardError(), 1e-6);
        assertEquals(plain.information().orElseThrow().aic(), stated.information().orElseThrow().aic(), 1e-6);
    }

    /** One logit that is the input times a coefficient, as pairs of replicates of one recording see it, and a recording of its own. */
    private static Dataset replicated(int pairs) {
        double[] decisions = {1, 0, 1, 1, 0, 1};
        List<Trajectory> all = new ArrayList<>(List.of(seen("other", "other", new double[] {1, -1, 1, 2, 1, 1}, 0, 0, 1, 1, 0, 1)));
        for (int i = 0; i < pairs; i++) {
            all.add(seen("a" + i, "fly", new double[] {1, 1, 2, 1, -1, 0.5}, decisions));
            all.add(seen("b" + i, "fly", new double[] {2, -1, 1, 1, 2, -1}, decisions));
        }
        return Recordings.of(all.toArray(Trajectory[]::new));
    }

    private static Trajectory seen(String id, String recording, double[] inputs, double... decisions) {
        return Trajectory.builder(id, decisions.length).recording(recording)
                .columns(Map.of(Channel.input(1), inputs, Recordings.DECISION, decisions)).build();
    }

    private static FitBuilder slope() {
        return FitBuilder.of(new FeedforwardNetwork(), new FeedforwardSettings(List.of(1, 1),
                        Optional.of(Activation.SIGMOID), 2, Optional.empty(), 0, 0, 0, Optional.empty(), Optional.empty()))
                .network(new ParameterChoices(Map.of(), List.of(), List.of("weights.initial"), Map.of()))
                .rule("", new TaylorRule(), Rules.terms("x"), FIXED).loss(new ChoiceCrossEntropy(), 2)
                .gaussNewton(50).tolerances(1e-12, 1e-15, 1e-14).uncertainty();
    }

    @Test
    void replicatesPutTogetherHaveTheCurvatureOfTheirMarginalLikelihood() {
        try (OpenFit opened = slope().open(replicated(12))) {
            Problem problem = opened.problems().getFirst();
            FitResult result = problem.train(Optional.empty(), FitListener.SILENT);
            Uncertainty.Stated stated = assertInstanceOf(Uncertainty.Stated.class, result.uncertainty());
            double value = stated.coefficients().getFirst().value();
            double h = 1e-4;
            // 12 observations, each weighted by 2 in the loss.
            double curvature = 12 / 2.0 * (problem.gradient(new double[] {value + h}).values()[0]
                    - problem.gradient(new double[] {value - h}).values()[0]) / (2 * h);
            double error = stated.coefficients().getFirst().modelStandardError().orElseThrow();
            assertEquals(1 / Math.sqrt(curvature), error, 1e-6);
            assertEquals(-12 / 2.0 * problem.gradient(new double[] {value}).loss(),
                    stated.information().orElseThrow().logLikelihood(), 1e-9);
        }
    }

    @Test
    void likelihoodOfTooFewReplicatesGivesNoIntervals() {
        Uncertainty.NotStated not = assertInstanceOf(Uncertainty.NotStated.class, uncertainty(slope(), replicated(1)));
        assertEquals(Uncertainty.Reason.LIKELIHOOD_BOUND, not.reason());
        assertTrue(not.because().startsWith("the likelihood of recording 'fly' rests on too few of its 2 replicates; it takes about "),
                not.because());
    }

    @Test
    void meanOfReplicatesThatDifferIsABoundAndHasNoIntervals() {
        assertNotStated(Uncertainty.Reason.LIKELIHOOD_BOUND, "the mean of the replicates' log-likelihoods is but a lower bound of that of "
                + "their recording, which depends on the rule; use likelihood: marginal",
                uncertainty(slope().meanOverReplicates(), replicated(12)));
        double[] inputs = {1, 1, 2, 1, -1, 0.5};
        double[] decisions = {1, 0, 1, 1, 0, 1};
        assertInstanceOf(Uncertainty.Stated.class, uncertainty(slope().meanOverReplicates(),
                Recordings.of(seen("a", "fly", inputs, decisions), seen("b", "fly", inputs, decisions))));
    }

    @Test
    void recordingsThatCountAlikeWhateverTheirLengthGiveNoCriteria() {
        Dataset unequal = Recordings.of(chosen("a", 1, 1, 0, 1), chosen("b", 0, 1));
        assertEquals(Optional.empty(), stated(bias().loss(new ChoiceCrossEntropy(), 1).trajectoriesAlike(), unequal).information());
        assertTrue(stated(bias().loss(new ChoiceCrossEntropy(), 1), unequal).information().isPresent());
        Dataset equal = Recordings.of(chosen("a", 1, 1, 0, 1), chosen("b", 0, 1, 1, 1));
        assertTrue(stated(bias().loss(new ChoiceCrossEntropy(), 1).trajectoriesAlike(), equal).information().isPresent());
    }

    @Test
    void ridgeDoesNotHideWhatTheDataCannotTellApart() {
        Uncertainty ridge = uncertainty(terms(Map.of(), "w", "x*r", "x*r^3").loss(new L2Penalty(), 0.001), FLIES);
        assertEquals(Uncertainty.Status.CONFOUNDED, statuses(ridge).get(1));
        assertEquals(List.of(List.of("rule.x*r", "rule.x*r^3")),
                ridge.confounded().stream().map(Uncertainty.Confounded::names).toList());
    }

    @Test
    void coefficientWithoutEffectIsNamed() {
        List<Trajectory> unrewarded = FLIES.trajectories().stream().map(fly -> {
            Map<Channel, double[]> columns = new java.util.LinkedHashMap<>(fly.columns());
            columns.put(Recordings.REWARD, new double[fly.steps()]);
            return Trajectory.builder(fly.id(), fly.steps()).subject(fly.subject()).columns(columns)
                    .initialStates(fly.initialStates()).build();
        }).toList();
        Uncertainty.Stated stated = stated(terms(Map.of(), "w", "x*r"), Dataset.builder(FLIES.channels())
                .trajectories(unrewarded).build());
        assertEquals(List.of(Uncertainty.Status.DETERMINED, Uncertainty.Status.WITHOUT_EFFECT), statuses(stated));
        assertEquals(1, stated.determined());
        assertEquals(List.of(), stated.confounded());
    }

    @Test
    void nothingIsStatedAwayFromTheMinimum() {
        // Adam has no end of its own: five epochs are all that was asked for, and far too few.
        Uncertainty early = uncertainty(SimulatedChoices.fit("x*r", "w").adam(0.01, 5).uncertainty(), FLIES);
        Uncertainty.NotStated not = assertInstanceOf(Uncertainty.NotStated.class, early);
        assertEquals(Uncertainty.Reason.NOT_AT_MINIMUM, not.reason());
        assertTrue(not.because().matches("training has not reached the minimum: from here a step to it would move a coefficient by "
                + "\\d+(\\.\\d+)? standard errors, so use training.optimizer=gauss-newton, or train longer"), not.because());
        // Gauss-Newton's last step is short, but whether it was the last nobody knows.
        assertNotStated(Uncertainty.Reason.NOT_CONVERGED, "training used up its iterations before it came to a minimum; give it more "
                + "training.epochs", uncertainty(SimulatedChoices.fit("x*r", "w").gaussNewton(4).uncertainty(), FLIES));
        double late = stated(SimulatedChoices.fit("x*r", "w").gaussNewton(50).uncertainty(), FLIES).distance().orElseThrow();
        assertTrue(late < 1e-3, late + " standard errors");
    }

    @Test
    void saysWhyNothingIsStated() {
        assertEquals(new Uncertainty.NotStated(Uncertainty.Reason.NOT_ASKED, "training.intervals is none"),
                uncertainty(SimulatedChoices.fit("x*r").gaussNewton(5), FLIES));
        assertEquals(new Uncertainty.NotStated(Uncertainty.Reason.NOT_OF_COEFFICIENTS,
                "the rule has arrays of weights, not named coefficients alone"),
                uncertainty(FitBuilder.of(new FeedforwardNetwork(), SimulatedChoices.network())
                        .rule(new MlpRule(), Rules.mlp(2)).loss(new ChoiceCrossEntropy(), 1).adam(0.01, 1).uncertainty(),
                        FLIES));
        assertNotStated(Uncertainty.Reason.TOO_FEW_DATA, "the misfit is no likelihood, and there are too few subjects (2) to learn the "
                + "noise from their scatter: it takes 10, and 2 for each coefficient",
                uncertainty(SimulatedChoices.fit("x*r").loss(new ChoiceCrossEntropy(), 0.5).gaussNewton(5).uncertainty(), FLIES));
        assertNotStated(Uncertainty.Reason.TOO_FEW_DATA, "there are no more observations than coefficients, so nothing is left to "
                + "estimate the noise from", uncertainty(mean(), Recordings.of(shown("a", "a", 1))));
    }

    @Test
    void automaticTakesGaussNewtonForNamedCoefficientsAlone() {
        assertEquals("gauss-newton, because the rule has named coefficients", method(SimulatedChoices.fit("x*r")));
        assertEquals("adam, because a loss has a negative weight",
                method(SimulatedChoices.fit("x*r").loss(new L2Penalty(), -1)));
        assertEquals("adam, because the rule has arrays of weights, not named coefficients alone",
                method(FitBuilder.of(new FeedforwardNetwork(), SimulatedChoices.network())
                        .rule(new MlpRule(), Rules.mlp(2)).loss(new ChoiceCrossEntropy(), 1)));
        assertEquals("adam, because there are 256 fitted numbers, more than 200", method(FitBuilder.of(new FeedforwardNetwork(),
                SimulatedChoices.network()).rule(new TaylorRule(), Rules.taylor(3, org.deltaw.spi.rule.SynapticVariable.values()))
                .loss(new ChoiceCrossEntropy(), 1)));
    }

    private static String method(FitBuilder fit) {
        try (OpenFit opened = fit.automatic().open(FLIES)) {
            Method method = opened.problems().getFirst().method();
            return method.optimizer().id() + ", because " + method.reason();
        }
    }
}
