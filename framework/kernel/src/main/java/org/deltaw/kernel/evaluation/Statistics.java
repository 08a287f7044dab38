package org.deltaw.kernel.evaluation;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.deltaw.kernel.evaluation.Statistic.Better;
import org.deltaw.kernel.evaluation.Statistic.Entry;
import org.deltaw.kernel.evaluation.Statistic.Format;
import org.deltaw.kernel.evaluation.Statistic.Group;
import org.deltaw.kernel.evaluation.Statistic.Output;
import org.deltaw.kernel.evaluation.Statistic.Recorded;
import org.deltaw.kernel.evaluation.Statistic.Whole;
import org.deltaw.kernel.inference.Uncertainty;

/** All statistics. Whoever adds one adds it here, and nowhere else. */
public final class Statistics {
    /** How many numbers were fitted that the data determine. */
    public static final Statistic PARAMETERS = new Entry("parameters", "parameters",
            "how many parameters count: those that the data determine, and a residual variance")
            .written(Format.COUNT).recorded(Recorded.NEVER).shown(Output.MODELS).summedOverSubjects()
            .criterion(information -> (double) information.parameters());

    /** The length of the data. */
    public static final Statistic STEPS = new Entry("steps", "steps", "how many steps there are, in all trajectories together")
            .written(Format.COUNT).recorded(Recorded.ALWAYS).shown(Output.TRAJECTORIES)
            .computed(Whole.TOTAL, fitness -> OptionalDouble.of(fitness.steps()));

    /** What training minimises. */
    public static final Statistic LOSS = new Entry("loss", "loss",
            "weighted sum of losses, each a mean over what it compares; of held-out data without penalties")
            .better(Better.LESS).recorded(Recorded.ALWAYS)
            .shown(Output.TEXT, Output.TRAJECTORIES, Output.SUBJECTS, Output.FOLDS)
            .computed(Whole.TOTAL, fitness -> OptionalDouble.of(fitness.loss()));

    /** The log-likelihood; in comparisons of models the repetitions of a recording count as one. */
    public static final Statistic LOG_LIKELIHOOD = new Entry("logLikelihood", "log-likelihood",
            "logarithm of the probability of all that was observed, in nats")
            .unit("nats").better(Better.MORE).recorded(Recorded.ALWAYS)
            .shown(Output.TEXT, Output.TRAJECTORIES, Output.FOLDS, Output.MODELS, Output.MODELS_HELD_OUT)
            .summedOverSubjects().dependingOnLosses()
            .computed(Whole.TOTAL, Metrics.Fitness::logLikelihood);

    /** Akaike's criterion. */
    public static final Statistic AIC = new Entry("aic", "AIC", "Akaike's information criterion")
            .better(Better.LESS).shown(Output.MODELS).summedOverSubjects().dependingOnLosses()
            .criterion(Uncertainty.Information::aic);

    /** Schwarz's criterion. */
    public static final Statistic BIC = new Entry("bic", "BIC", "Schwarz's information criterion")
            .better(Better.LESS).shown(Output.MODELS).summedOverSubjects().dependingOnLosses()
            .criterion(Uncertainty.Information::bic);

    /** The log-likelihood of one observation. */
    public static final Statistic LOG_LIKELIHOOD_PER_OBSERVATION = new Entry("logLikelihoodPerObservation", "per observation",
            "log-likelihood of one observation, in nats")
            .unit("nats").better(Better.MORE).recorded(Recorded.NEVER).shown(Output.FOLDS)
            .computed(Whole.TOTAL, Statistics::perObservation);

    /** The mean of -2 log p. */
    public static final Statistic DEVIANCE = new Entry("deviance", "deviance", "mean of -2 log p over what was observed")
            .unit("per observation").better(Better.LESS).recorded(Recorded.ALWAYS).shown(Output.TEXT, Output.TRAJECTORIES)
            .computed(Whole.TOTAL_AND_MEDIAN, Metrics.Fitness::deviance);

    /** Deviance explained over the same network without plasticity. */
    public static final Statistic EXPLAINED_OVER_NO_PLASTICITY = explained("percentDevianceExplained.noPlasticity",
            "% over none", "over the same network without plasticity", Metrics.Fitness::explainedOverNoPlasticity);

    /** Deviance explained over a constant prediction: the best one for the data that are fitted. */
    public static final Statistic EXPLAINED_OVER_CONSTANT_CHOICE = explained("percentDevianceExplained.constantChoice",
            "% over constant", "over the best constant prediction", Metrics.Fitness::explainedOverConstantChoice);

    /** The error of weights after the last step. */
    public static final Statistic WEIGHT_ERROR = new Entry("weightError", "weight error",
            "root of the mean square difference of weights from those of the true rule, after the last step, mean over trajectories")
            .better(Better.LESS).recorded(Recorded.NEVER)
            .computed(Whole.TOTAL, metrics -> last(metrics.weightErrors()),
                    trajectory -> trajectory.agreement().weightErrors().map(Statistics::last).orElse(OptionalDouble.empty()));

    /** All of them, in the order in which files and tables have them. */
    public static final List<Statistic> ALL = Stream.of(
                    Stream.of(PARAMETERS, STEPS, LOSS, LOG_LIKELIHOOD, AIC, BIC, LOG_LIKELIHOOD_PER_OBSERVATION, DEVIANCE,
                            EXPLAINED_OVER_NO_PLASTICITY, EXPLAINED_OVER_CONSTANT_CHOICE),
                    rSquared("weights", "weights", "of the weights under the true rule", Agreement::weights),
                    rSquared("activity", "activity", "of the activity under the true rule", Agreement::activity),
                    rSquared("recordedActivity", "recorded", "of the recorded activity", Agreement::recordedActivity),
                    Stream.of(WEIGHT_ERROR))
            .flatMap(each -> each).toList();

    private Statistics() {}

    /** Lists those that are computed from data, of which what was held out has its own. */
    public static List<Statistic> ofData() {
        return ALL.stream().filter(Statistic::isOfData).toList();
    }

    /** Lists the criteria, which belong to a fit. */
    public static List<Statistic> criteria() {
        return ALL.stream().filter(each -> !each.isOfData()).toList();
    }

    /** Lists those that are shown somewhere. */
    public static List<Statistic> shown(Output output) {
        return ALL.stream().filter(each -> each.isShown(output)).toList();
    }

    /** Lists those that are shown somewhere and are known of some data. */
    public static List<Statistic> known(Output output, Metrics metrics) {
        return shown(output).stream().filter(each -> each.of(metrics).isPresent()).toList();
    }

    private static Statistic explained(
            String key, String label, String words, Function<Metrics.Fitness, OptionalDouble> computation) {
        return new Entry(key, label, words).in(Group.DEVIANCE_EXPLAINED).written(Format.PERCENT).better(Better.MORE)
                .recorded(Recorded.ALWAYS)
                .shown(Output.TEXT, Output.TRAJECTORIES, Output.SUBJECTS, Output.FOLDS, Output.MODELS, Output.MODELS_HELD_OUT)
                .computed(Whole.TOTAL_AND_MEDIAN, computation);
    }

    /** Returns R² of columns, averaged plainly and by their variance. */
    private static Stream<Statistic> rSquared(
            String key, String label, String words, Function<Agreement, Optional<RSquared>> figure) {
        return Stream.of(
                rSquared(key + ".uniform", label, words, "uniform average")
                        .shown(Output.TEXT, Output.TRAJECTORIES, Output.FOLDS)
                        .median(mean(figure, RSquared::uniform)),
                rSquared(key + ".varianceWeighted", label + " by variance", words, "weighted by variance")
                        .shown(Output.TEXT)
                        .median(mean(figure, RSquared::varianceWeighted)));
    }

    private static Entry rSquared(String key, String label, String words, String variant) {
        return new Entry("rSquared." + key, "R² " + label, words).in(Group.SHARE_OF_VARIANCE).variant(variant)
                .better(Better.MORE);
    }

    private static Function<Metrics.TrajectoryFitness, OptionalDouble> mean(
            Function<Agreement, Optional<RSquared>> figure, ToDoubleFunction<RSquared> mean) {
        return each -> figure.apply(each.agreement()).map(found -> OptionalDouble.of(mean.applyAsDouble(found)))
                .orElse(OptionalDouble.empty());
    }

    private static OptionalDouble perObservation(Metrics.Fitness fitness) {
        return fitness.deviance().isPresent() ? OptionalDouble.of(-fitness.deviance().getAsDouble() / 2)
                : OptionalDouble.empty();
    }

    private static OptionalDouble last(double[] values) {
        return values.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(values[values.length - 1]);
    }
}
