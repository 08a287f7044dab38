package org.deltaw.study.report;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.deltaw.kernel.BundleInfo;
import org.deltaw.kernel.evaluation.Statistic;
import org.deltaw.kernel.evaluation.Statistics;
import org.deltaw.kernel.fit.FitResult;
import org.deltaw.spec.text.Words;
import org.deltaw.study.page.Html;

/**
 * The report of a run: one HTML file that needs nothing else, to be kept or sent to a colleague.
 *
 * @param title what the fit is called
 * @param outcome how training ended, in sentences
 * @param names of the fitted numbers, in the order of the history
 * @param spec the spec with all its settings
 * @param bundles what was running
 */
public record Report(String title, String outcome, FitResult result, List<String> names, String spec,
        List<BundleInfo> bundles) {
    public String html() {
        Html page = new Html().raw("<!DOCTYPE html>\n").open("html", "lang", "en").open("head");
        page.open("meta", "charset", "utf-8").element("title", title + " - DeltaW").element("style", Html.STYLE).close("head");
        page.open("body").element("h1", title).element("p", outcome);
        warnings(page);
        page.element("h2", "Fitted rule");
        result.formulas().entrySet().stream().sorted(java.util.Map.Entry.comparingByKey()).forEach(formula ->
                page.element("pre", FormulaText.of(formula.getKey(), formula.getValue()), "class", "formula"));
        page.element("p", FormulaText.MEANING + ".");
        new StabilityText(result.stability()).sentences().forEach(sentence -> page.element("p", sentence));
        coefficients(page);
        optima(page);
        fitness(page);
        charts(page);
        page.element("h2", "Spec").element("p", "With all settings, those that had their default too.");
        page.element("pre", spec);
        versions(page);
        return page.close("body").close("html").toString();
    }

    private void warnings(Html page) {
        if (!result.warnings().isEmpty()) {
            page.element("h2", "Warnings").open("ul");
            result.warnings().forEach(warning -> page.element("li", warning.message(), "class", warning.code()));
            page.close("ul");
        }
    }

    private void coefficients(Html page) {
        UncertaintyText uncertainty = new UncertaintyText(result.uncertainty());
        Coefficients coefficients = new Coefficients(result.parameters(), uncertainty);
        page.element("h2", "Coefficients").open("table").row("th", coefficients.header());
        coefficients.rows().forEach(row -> page.row("td", row));
        page.close("table");
        uncertainty.sentences().forEach(sentence -> page.element("p", sentence));
    }

    private void optima(Html page) {
        OptimaText optima = new OptimaText(result.starts().optima());
        if (!optima.isEmpty()) {
            page.element("h2", "Optima").open("table").row("th", optima.header());
            optima.rows().forEach(row -> page.row("td", row));
            page.close("table");
            optima.sentences().forEach(sentence -> page.element("p", sentence));
        }
    }

    private void fitness(Html page) {
        page.element("h2", "Description of the data");
        List<Statistic> shown = Statistics.known(Statistic.Output.TRAJECTORIES, result.metrics());
        if (result.metrics().total().logLikelihood().isEmpty()) {
            page.element("p", FitnessText.NO_LIKELIHOOD);
        }
        for (Statistic.Group group : Statistic.Group.values()) {
            List<Statistic> members = shown.stream().filter(each -> each.group() == group).toList();
            if (group != Statistic.Group.NONE && !members.isEmpty()) {
                page.element("p", Words.capital(group.explanation()) + "; " + explained(members,
                        each -> each.words() + (each.variant().isEmpty() ? "" : ", " + each.variant())) + ".");
            }
        }
        page.element("p", "Columns: " + explained(shown.stream().filter(each -> each.group() == Statistic.Group.NONE).toList(),
                Statistic::explanation) + ".");
        new FitnessTable(result.metrics()).addTo(page);
        result.heldOut().ifPresent(heldOut -> {
            page.element("h2", "Description of what was held out");
            page.element("p", "The rule was not fitted to these steps.");
            new FitnessTable(heldOut).addTo(page);
        });
    }

    private static String explained(List<Statistic> statistics, Function<Statistic, String> words) {
        return statistics.stream().map(each -> each.label() + ": " + words.apply(each)).collect(Collectors.joining("; "));
    }

    private void charts(Html page) {
        HistoryCharts charts = new HistoryCharts(result.best().history(), names);
        page.element("h2", "Training");
        if (charts.history().isEmpty()) {
            page.element("p", "There was no iteration.");
            return;
        }
        page.raw(charts.loss());
        if (!names.isEmpty()) {
            page.raw(charts.coefficients());
        }
        if (charts.leavesOut()) {
            page.element("p", "Of " + names.size() + " fitted numbers the " + HistoryCharts.MOST_LINES
                    + " that moved most are drawn; history.csv has all.");
        }
    }

    private void versions(Html page) {
        page.element("h2", "Versions").element("p", "Computed by " + result.device() + ", with Java "
                + Runtime.version() + ".");
        page.open("table").row("th", List.of("bundle", "version", "SHA-256"));
        bundles.forEach(bundle -> page.row("td", List.of(bundle.name(), bundle.version(),
                bundle.sha256().isEmpty() ? "-" : bundle.sha256())));
        page.close("table");
    }
}
