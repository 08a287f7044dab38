package org.deltaw.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.deltaw.kernel.Agreement;
import org.deltaw.kernel.Metrics;
import org.deltaw.kernel.RSquared;

/** What varies from step to step and may be reproduced. */
enum AgreementFigure {
    /** The weights after each step. */
    WEIGHTS("weights", "weights", "of the weights under the true rule", Agreement::weights),
    /** The activity, without noise. */
    ACTIVITY("activity", "activity", "of the activity under the true rule", Agreement::activity),
    /** The activity that was recorded. */
    RECORDED_ACTIVITY("recordedActivity", "recorded", "of the recorded activity", Agreement::recordedActivity);

    static final String EXPLANATION = "share of variance reproduced (R²; 1 is all of it, below 0 worse than the mean)";

    private final String key;
    private final String brief;
    private final String words;
    @SuppressWarnings("ImmutableEnumChecker") // A method of an immutable record.
    private final Function<Agreement, Optional<RSquared>> figure;

    AgreementFigure(String key, String brief, String words, Function<Agreement, Optional<RSquared>> figure) {
        this.key = key;
        this.brief = brief;
        this.words = words;
        this.figure = figure;
    }

    /** Returns its name in files. */
    String key() {
        return key;
    }

    /** Returns its name in tables. */
    String brief() {
        return brief;
    }

    /** Says of what, to go on with "share of variance". */
    String words() {
        return words;
    }

    /** Lists those that are known of at least one trajectory. */
    static List<AgreementFigure> in(Metrics metrics) {
        return Arrays.stream(values())
                .filter(figure -> metrics.median(figure.of(RSquared::uniform)).isPresent()).toList();
    }

    /** Finds a mean over synapses or neurons in the figures of a trajectory. */
    Function<Metrics.TrajectoryFitness, OptionalDouble> of(ToDoubleFunction<RSquared> mean) {
        return each -> figure.apply(each.agreement()).map(found -> OptionalDouble.of(mean.applyAsDouble(found)))
                .orElse(OptionalDouble.empty());
    }
}
