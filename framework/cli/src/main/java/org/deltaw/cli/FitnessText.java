package org.deltaw.cli;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.deltaw.kernel.Epoch;
import org.deltaw.kernel.Metrics;
import org.deltaw.kernel.RSquared;

/** Says how well a model describes data, in words. */
record FitnessText(Metrics metrics) {
    static final String OVER_NO_PLASTICITY = "over the same network without plasticity";
    static final String OVER_CONSTANT = "over the best constant prediction";
    static final String EXPLANATION =
            "percent deviance explained (100 % predicts perfectly, 0 % no better, below 0 % worse)";
    static final String NO_LIKELIHOOD = "No loss of this fit is a likelihood, so there is no deviance to explain.";

    /** Writes the loss, and likelihood and deviance if there are any. */
    String lines(List<Epoch> history) {
        Metrics.Fitness total = metrics.total();
        TextTable table = new TextTable("", "");
        if (!history.isEmpty()) {
            table.row("loss in training", Numbers.rounded(history.getFirst().loss()) + " in the first epoch, "
                    + Numbers.rounded(history.getLast().loss()) + " in the last");
        }
        table.row("loss", Numbers.rounded(total.loss()) + (history.isEmpty() ? "" : " with the coefficients above"));
        if (total.logLikelihood().isEmpty()) {
            return table + (agreement().isEmpty() ? System.lineSeparator() + "  " + NO_LIKELIHOOD : agreement());
        }
        table.row("log-likelihood", Numbers.rounded(total.logLikelihood()) + " nats over "
                + Numbers.count(total.steps(), "step"));
        table.row("deviance", Numbers.rounded(total.deviance()) + " per observation");
        return table + System.lineSeparator() + "  " + EXPLANATION + ":" + System.lineSeparator() + explained()
                + agreement();
    }

    /** Writes how much of what varies from step to step is reproduced; nothing if nothing is known of it. */
    private String agreement() {
        List<AgreementFigure> figures = AgreementFigure.in(metrics);
        if (figures.isEmpty()) {
            return "";
        }
        TextTable table = new TextTable("", "uniform average", "weighted by variance");
        for (AgreementFigure figure : figures) {
            table.row("  " + figure.words(), Numbers.rounded(metrics.median(figure.of(RSquared::uniform))),
                    Numbers.rounded(metrics.median(figure.of(RSquared::varianceWeighted))));
        }
        int trajectories = metrics.trajectories().size();
        return System.lineSeparator() + "  " + AgreementFigure.EXPLANATION
                + (trajectories > 1 ? ", median of " + trajectories + " trajectories" : "") + ":"
                + System.lineSeparator() + table;
    }

    /** Writes the most important figures in a line. */
    String brief() {
        Metrics.Fitness total = metrics.total();
        return "  loss " + Numbers.rounded(total.loss()) + (total.logLikelihood().isEmpty() ? ""
                : "; deviance explained: " + Numbers.percent(total.explainedOverNoPlasticity()) + " " + OVER_NO_PLASTICITY
                        + ", " + Numbers.percent(total.explainedOverConstantChoice()) + " " + OVER_CONSTANT);
    }

    /** Returns the median over trajectories of a figure that each of them has. */
    OptionalDouble median(Function<Metrics.Fitness, OptionalDouble> figure) {
        return metrics.median(each -> figure.apply(each.fitness()));
    }

    private TextTable explained() {
        int trajectories = metrics.trajectories().size();
        boolean several = trajectories > 1;
        TextTable table = several
                ? new TextTable("", "over all", "median of " + trajectories + " trajectories") : new TextTable("", "");
        row(table, several, OVER_NO_PLASTICITY, Metrics.Fitness::explainedOverNoPlasticity);
        row(table, several, OVER_CONSTANT, Metrics.Fitness::explainedOverConstantChoice);
        return table;
    }

    private void row(TextTable table, boolean several, String words, Function<Metrics.Fitness, OptionalDouble> figure) {
        String all = Numbers.percent(figure.apply(metrics.total()));
        if (several) {
            table.row("  " + words, all, Numbers.percent(median(figure)));
        } else {
            table.row("  " + words, all);
        }
    }
}
