package org.deltaw.study.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.deltaw.kernel.select.Selection;
import org.deltaw.study.page.Html;
import org.deltaw.study.page.LineChart;

/**
 * The report of a choice of terms: one HTML file that needs no other.
 *
 * @param title what the fit is called
 * @param spec the spec with all its settings
 */
public record SelectionReport(String title, SelectionText text, String spec) {
    public String html() {
        Html page = new Html().raw("<!DOCTYPE html>\n").open("html", "lang", "en").open("head");
        page.open("meta", "charset", "utf-8").element("title", title + ", terms - DeltaW")
                .element("style", Html.STYLE).close("head");
        page.open("body").element("h1", title + ": choice of terms");
        text.sentences().forEach(sentence -> page.element("p", sentence));
        page.element("p", "The short rule, fitted without a penalty, is in report.html beside this file.");
        page.element("h2", "Path").element("p", "From the penalty at which all coefficients are 0 to "
                + text.settings().range() + " of it, in equal ratios.");
        page.raw(coefficients()).raw(losses());
        page.open("table").row("th", text.header());
        text.rows().forEach(row -> page.row("td", row));
        page.close("table").element("h2", "Spec").element("pre", spec);
        return page.close("body").close("html").toString();
    }

    /** Draws the coefficients with the penalty, or those that go furthest. */
    private String coefficients() {
        Selection selection = text.selection();
        List<LineChart.Series> lines = new ArrayList<>();
        for (int i = 0; i < selection.candidates().size(); i++) {
            int index = i;
            lines.add(new LineChart.Series(SelectionText.shortName(selection.candidates().get(i)),
                    selection.path().stream().mapToDouble(point -> point.coefficients().get(index)).toArray()));
        }
        List<LineChart.Series> shown = lines.stream()
                .sorted(Comparator.comparingDouble(line -> -Math.abs(line.values()[line.values().length - 1])))
                .limit(HistoryCharts.MOST_LINES).toList();
        return new LineChart("Coefficients along the path", "coefficient", "number of the penalty, from the largest", shown)
                .svg();
    }

    private String losses() {
        double[] means = text.selection().path().stream().mapToDouble(point -> point.heldOut().mean()).toArray();
        return new LineChart("Held-out loss along the path", "held-out loss", "number of the penalty, from the largest",
                List.of(new LineChart.Series("held-out loss", means))).svg();
    }
}
