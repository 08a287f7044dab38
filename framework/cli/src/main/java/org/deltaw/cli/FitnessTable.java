package org.deltaw.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.deltaw.kernel.Metrics;
import org.deltaw.kernel.RSquared;

/** How well a model describes data, as a table of a report with a row for each trajectory. */
record FitnessTable(Metrics metrics) {
    /** A page with more rows is slow to read; metrics.json has all. */
    private static final int MOST_TRAJECTORIES = 500;

    void addTo(Html page) {
        page.open("table").row("th", header()).row("td", row("all", metrics.total(), figure -> ""));
        if (isLikelihood() || !AgreementFigure.in(metrics).isEmpty()) {
            page.row("td", medians());
        }
        metrics.trajectories().stream().limit(MOST_TRAJECTORIES).forEach(each -> page.row("td", row(each.id(),
                each.fitness(), figure -> Numbers.rounded(figure.of(RSquared::uniform).apply(each)))));
        page.close("table");
        if (metrics.trajectories().size() > MOST_TRAJECTORIES) {
            page.element("p", "These are the first " + MOST_TRAJECTORIES + " of " + metrics.trajectories().size()
                    + " trajectories; metrics.json has all.");
        }
    }

    private boolean isLikelihood() {
        return metrics.total().logLikelihood().isPresent();
    }

    private List<String> header() {
        List<String> header = new ArrayList<>(List.of("trajectory", "steps", "loss"));
        if (isLikelihood()) {
            header.addAll(List.of("log-likelihood", "deviance", "% over no plasticity", "% over constant"));
        }
        AgreementFigure.in(metrics).forEach(figure -> header.add("R² " + figure.words()));
        return header;
    }

    private List<String> medians() {
        List<String> row = new ArrayList<>(List.of("median", "", ""));
        if (isLikelihood()) {
            FitnessText text = new FitnessText(metrics);
            row.addAll(List.of("", Numbers.rounded(text.median(Metrics.Fitness::deviance)),
                    Numbers.percent(text.median(Metrics.Fitness::explainedOverNoPlasticity)),
                    Numbers.percent(text.median(Metrics.Fitness::explainedOverConstantChoice))));
        }
        AgreementFigure.in(metrics).forEach(figure ->
                row.add(Numbers.rounded(metrics.median(figure.of(RSquared::uniform)))));
        return row;
    }

    private List<String> row(String name, Metrics.Fitness fitness, Function<AgreementFigure, String> agreement) {
        List<String> row = new ArrayList<>(List.of(
                name, Integer.toString(fitness.steps()), Numbers.rounded(fitness.loss())));
        if (isLikelihood()) {
            row.addAll(List.of(Numbers.rounded(fitness.logLikelihood()), Numbers.rounded(fitness.deviance()),
                    Numbers.percent(fitness.explainedOverNoPlasticity()),
                    Numbers.percent(fitness.explainedOverConstantChoice())));
        }
        AgreementFigure.in(metrics).forEach(figure -> row.add(agreement.apply(figure)));
        return row;
    }
}
