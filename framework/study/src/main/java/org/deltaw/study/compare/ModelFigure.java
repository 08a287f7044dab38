package org.deltaw.study.compare;

import java.util.List;
import java.util.stream.Stream;
import org.deltaw.kernel.evaluation.Statistic;
import org.deltaw.kernel.evaluation.Statistics;

/**
 * A figure by which fitted models are compared.
 *
 * @param heldOut whether it is about what was held out
 */
public record ModelFigure(Statistic statistic, boolean heldOut) {
    /** The log-likelihood of what was held out. */
    static final ModelFigure HELD_OUT_LOG_LIKELIHOOD = new ModelFigure(Statistics.LOG_LIKELIHOOD, true);

    /** Lists all, those of what was fitted first. */
    public static List<ModelFigure> all() {
        return Stream.concat(
                Statistics.shown(Statistic.Output.MODELS).stream().map(each -> new ModelFigure(each, false)),
                Statistics.shown(Statistic.Output.MODELS_HELD_OUT).stream().map(each -> new ModelFigure(each, true))).toList();
    }

    /** Returns its name in files. */
    String key() {
        return (heldOut ? "heldOut." : "") + statistic.key();
    }

    /** Returns its name in tables. */
    String label() {
        return (heldOut ? "held-out " : "") + statistic.label();
    }
}
