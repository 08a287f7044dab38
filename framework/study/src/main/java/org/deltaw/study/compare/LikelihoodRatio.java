package org.deltaw.study.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.deltaw.kernel.ExtensionCatalog;
import org.deltaw.kernel.comparison.LikelihoodRatioTest;
import org.deltaw.kernel.comparison.Nesting;
import org.deltaw.kernel.evaluation.Statistics;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.fit.Problem;
import org.deltaw.kernel.inference.Uncertainty;
import org.deltaw.spec.SpecFile;
import org.deltaw.spec.text.Words;
import org.deltaw.study.fit.Opening;
import org.deltaw.study.record.FittedVector;
import org.deltaw.study.record.RunResults;
import org.deltaw.study.report.Numbers;

/**
 * The likelihood-ratio test of two fits, one of which lies within the other. There is none where its distribution is not known to be
 * chi-squared.
 *
 * @param reason why there is no test; empty if there is
 */
record LikelihoodRatio(Optional<LikelihoodRatioTest> test, String reason) {
    private static final ModelFigure LOG_LIKELIHOOD = new ModelFigure(Statistics.LOG_LIKELIHOOD, false);
    private static final ModelFigure PARAMETERS = new ModelFigure(Statistics.PARAMETERS, false);
    /**
     * Simulated data sets would give p, but an animal whose choices differ gets other rewards, so that takes the task, and a fit's values
     * in place of those that a spec has for it.
     */
    private static final String NOT_CHI_SQUARED = ", so the ratio is not distributed as chi-squared; compare what is held out "
            + "('deltaw compare A.yaml B.yaml --over trials'), or see by 'deltaw recover A.yaml --models B.yaml' how often the larger rule "
            + "wins where the smaller holds";

    /** By how many nats optimizers may miss a largest likelihood. */
    private static final double MISS = 1e-3;

    /**
     * For k parameters and n observations the mean of the ratio is off by a share of some k/n, which counts the more the more degrees of
     * freedom share it. Of null data sets of one fly with two parameters, one of which is tested, 6.4 % have p < 0.05 for 240 steps, and
     * 5.6 % for 480.
     */
    private static final double MOST_OFF = 0.005;

    /** Tests a fit against a larger one that contains it. */
    static LikelihoodRatio of(ComparedRun smaller, ComparedRun larger, ExtensionCatalog extensions) {
        if (smaller.isSeparate() || larger.isSeparate()) {
            return none("subjects were fitted alone, and in a sum over them a single one whose training ended in the wrong optimum "
                    + "decides; compare what is held out");
        }
        Optional<String> objection = objection(smaller).or(() -> objection(larger));
        if (objection.isPresent()) {
            return none(objection.get());
        }
        double ratio = 2 * (figure(larger, LOG_LIKELIHOOD) - figure(smaller, LOG_LIKELIHOOD));
        int degrees = (int) Math.round(figure(larger, PARAMETERS) - figure(smaller, PARAMETERS));
        return wrongOptimum(ratio < -MISS, larger).or(() -> tooFew(larger, degrees)).or(() -> tried(smaller, larger, degrees, extensions))
                .map(LikelihoodRatio::none)
                .orElseGet(() -> new LikelihoodRatio(Optional.of(new LikelihoodRatioTest(Math.max(0, ratio), degrees)), ""));
    }

    private static double figure(ComparedRun run, ModelFigure figure) {
        return run.figure(figure).orElseThrow();
    }

    private static Optional<String> wrongOptimum(boolean holds, ComparedRun run) {
        return said(holds, "training of " + run.name() + " has ended in the wrong optimum, for there are better values of its parameters "
                + "among those of the other rule; begin it more often (training.starts)");
    }

    private static LikelihoodRatio none(String reason) {
        return new LikelihoodRatio(Optional.empty(), reason);
    }

    /** Says in a clause why a log-likelihood is not the largest of its rule. */
    private static Optional<String> objection(ComparedRun run) {
        FittedModel model = run.models().values().iterator().next();
        return said(model.diverged(), "training of " + run.name() + " diverged")
                .or(() -> said(!model.optimum().objection().isEmpty(), "of " + run.name() + ", " + model.optimum().objection()))
                .or(() -> said(model.counted(), "it was not computed how many parameters of " + run.name() + " the data determine"));
    }

    private static Optional<String> said(boolean holds, String clause) {
        return holds ? Optional.of(clause) : Optional.empty();
    }

    private static Optional<String> tooFew(ComparedRun larger, int degrees) {
        double observations = larger.models().values().iterator().next().optimum().observations();
        double parameters = figure(larger, PARAMETERS);
        return said(parameters * Math.sqrt(Math.max(1, degrees)) > MOST_OFF * observations, "there are only "
                + Numbers.count(Math.round(observations), "observation") + " for " + Numbers.count(Math.round(parameters), "parameter")
                + NOT_CHI_SQUARED);
    }

    /** Tries what the rules make of each other's values, and says in a clause why the ratio has another distribution. */
    private static Optional<String> tried(ComparedRun smaller, ComparedRun larger, int degrees, ExtensionCatalog extensions) {
        try (OpenFit few = open(smaller, extensions); OpenFit many = open(larger, extensions)) {
            Problem within = few.problems().getFirst();
            Problem around = many.problems().getFirst();
            Optional<Nesting> nesting = Nesting.of(within, around);
            if (nesting.isEmpty()) {
                return Optional.of("the data are no longer those that were fitted");
            }
            double[] fitted = fitted(within, smaller);
            double[] nearest = nesting.get().nearest(fitted(around, larger));
            if (!within.replicates().equals(around.replicates())) {
                int most = Stream.of(within, around).flatMap(each -> each.replicates().values().stream())
                        .max(Integer::compare).orElseThrow();
                return Optional.of("the two likelihoods rest on different numbers of replicates, whose chance does not cancel; fit both "
                        + "with data.resamplings=" + most);
            }
            boolean better = logLikelihood(within, nearest) > logLikelihood(within, fitted) + MISS;
            boolean undetermined = around.names().size() - within.names().size() != degrees;
            return wrongOptimum(better, smaller).or(() -> irregular(uncertainty(around, nesting.get().within(fitted))))
                    .or(() -> said(undetermined, "the data do not determine all parameters of the rules" + NOT_CHI_SQUARED));
        }
    }

    private static double[] fitted(Problem problem, ComparedRun run) {
        RunResults results = run.directory().results(problem.subject());
        problem.replicate(results.replicates());
        return FittedVector.of(problem, results, true).values();
    }

    private static Uncertainty uncertainty(Problem problem, double[] values) {
        return problem.uncertainty(values, true, problem.evaluate(values));
    }

    private static double logLikelihood(Problem problem, double[] values) {
        return problem.evaluate(values).total().logLikelihood().orElse(Double.NEGATIVE_INFINITY);
    }

    private static OpenFit open(ComparedRun run, ExtensionCatalog extensions) {
        SpecFile file = run.spec();
        return Opening.of(file, file.fit(extensions));
    }

    /** Says in a clause which parameters are not regular; what is stated of the point otherwise does not matter, for it is no optimum. */
    private static Optional<String> irregular(Uncertainty uncertainty) {
        if (uncertainty.coefficients().isEmpty()) {
            return Optional.of(uncertainty instanceof Uncertainty.NotStated not ? not.because() : "nothing is fitted");
        }
        if (uncertainty instanceof Uncertainty.Stated stated && stated.basis() == Uncertainty.Basis.POSTERIOR) {
            return Optional.of("with priors what is fitted is the mode of the posterior, not where the likelihood is largest");
        }
        List<String> bounded = new ArrayList<>();
        List<String> vanished = new ArrayList<>();
        for (Uncertainty.Coefficient each : uncertainty.coefficients()) {
            switch (each.status()) {
                case AT_LOWER_BOUND, AT_UPPER_BOUND -> bounded.add(each.name());
                case WITHOUT_EFFECT, CONFOUNDED, FLAT, INFINITE, MINUS_INFINITE -> vanished.add(each.name());
                case DETERMINED, ZERO_BY_PENALTY -> { }
            }
        }
        return said(!bounded.isEmpty(), "if the smaller rule holds, " + Words.and(bounded) + " of the larger one "
                + (bounded.size() == 1 ? "stands" : "stand") + " on a bound" + NOT_CHI_SQUARED).or(() ->
                said(!vanished.isEmpty(), "if the smaller rule holds, the data do not determine " + Words.and(vanished)
                        + " of the larger one" + NOT_CHI_SQUARED));
    }

    /** Says it in a sentence. */
    String sentence() {
        return test.map(found -> "Likelihood ratio " + Numbers.significant(found.statistic(), 4) + ", " + Numbers.count(
                        found.degreesOfFreedom(), "degree") + " of freedom: p = " + Numbers.significant(found.pValue(), 3)
                        + " if the smaller rule holds (chi-squared).")
                .orElse("No likelihood-ratio test: " + reason + ".");
    }

    /** Writes it for programs. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("statistic", test.map(found -> OptionalDouble.of(found.statistic())).orElse(OptionalDouble.empty()));
        json.put("degreesOfFreedom", test.<Object>map(LikelihoodRatioTest::degreesOfFreedom).orElse(OptionalDouble.empty()));
        json.put("p", test.map(found -> OptionalDouble.of(found.pValue())).orElse(OptionalDouble.empty()));
        json.put("reason", reason);
        return json;
    }
}
