package org.deltaw.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.deltaw.kernel.Metrics;
import org.deltaw.kernel.RSquared;

/**
 * A figure of what was held out.
 *
 * @param key its name in files
 * @param brief its name in tables
 * @param words what it is
 */
record HeldOutFigure(String key, String brief, String words, Function<Metrics, OptionalDouble> figure) {
    /** Lists all that there may be. */
    static List<HeldOutFigure> all() {
        List<HeldOutFigure> all = new ArrayList<>(List.of(
                new HeldOutFigure("loss", "loss", "mean over trajectories, without penalties",
                        metrics -> OptionalDouble.of(metrics.total().loss())),
                new HeldOutFigure("logLikelihood", "log-likelihood", "in nats, of all that was held out",
                        metrics -> metrics.total().logLikelihood()),
                new HeldOutFigure("logLikelihoodPerObservation", "per observation", "log-likelihood of one observation",
                        metrics -> perObservation(metrics.total())),
                new HeldOutFigure("percentDevianceExplained.noPlasticity", "% over none",
                        "percent deviance explained " + FitnessText.OVER_NO_PLASTICITY,
                        metrics -> metrics.total().explainedOverNoPlasticity()),
                new HeldOutFigure("percentDevianceExplained.constantChoice", "% over constant",
                        "percent deviance explained " + FitnessText.OVER_CONSTANT,
                        metrics -> metrics.total().explainedOverConstantChoice())));
        for (AgreementFigure agreement : AgreementFigure.values()) {
            all.add(new HeldOutFigure("rSquared." + agreement.key(), "R² " + agreement.brief(),
                    "share of variance reproduced " + agreement.words() + ", median of trajectories",
                    metrics -> metrics.median(agreement.of(RSquared::uniform))));
        }
        return all;
    }

    /** Finds it; empty if it is not known. */
    OptionalDouble of(Metrics metrics) {
        return figure.apply(metrics);
    }

    private static OptionalDouble perObservation(Metrics.Fitness total) {
        return total.deviance().isPresent() ? OptionalDouble.of(-total.deviance().getAsDouble() / 2)
                : OptionalDouble.empty();
    }
}
