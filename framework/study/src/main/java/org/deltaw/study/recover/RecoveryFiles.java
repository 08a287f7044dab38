package org.deltaw.study.recover;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deltaw.figure.Drawing;
import org.deltaw.figure.Figure;
import org.deltaw.spec.SpecWriter;
import org.deltaw.spec.json.JsonText;
import org.deltaw.spi.Warning;
import org.deltaw.spi.data.Design;
import org.deltaw.study.page.Html;
import org.deltaw.study.record.StudyFolder;

/**
 * What was written of a recovery.
 *
 * @param names of files
 * @param warnings what could not be done
 */
public record RecoveryFiles(List<String> names, List<Warning> warnings) {
    public RecoveryFiles {
        names = List.copyOf(names);
        warnings = List.copyOf(warnings);
    }

    static RecoveryFiles write(StudyFolder folder, RecoveryPlan plan, RecoveryResult result) {
        return new Writing(folder, plan, result, new RecoveryTables(result)).files();
    }

    private record Writing(StudyFolder folder, RecoveryPlan plan, RecoveryResult result, RecoveryTables tables, List<String> names,
            List<Warning> warnings) {
        Writing(StudyFolder folder, RecoveryPlan plan, RecoveryResult result, RecoveryTables tables) {
            this(folder, plan, result, tables, new ArrayList<>(), new ArrayList<>());
        }

        RecoveryFiles files() {
            write("recovery.csv", tables.csv());
            write("recovery.json", JsonText.write(result.json()));
            write("estimates.csv", tables.estimatesCsv());
            tables.confusionCsv().ifPresent(text -> write("confusion.csv", text));
            List<String> figures = draw();
            write("recovery.html", page(figures));
            return new RecoveryFiles(names, warnings);
        }

        private void write(String name, String text) {
            folder.write(name, text);
            names.add(name);
        }

        /** Draws all figures, if the bundle that draws is installed and the machine can draw. */
        private List<String> draw() {
            List<String> drawn = new ArrayList<>();
            try {
                for (Map.Entry<String, Figure> figure : new RecoveryFigures(result).all().entrySet()) {
                    write(figure.getKey() + ".svg", new Drawing(figure.getValue()).svg());
                    drawn.add(figure.getKey() + ".svg");
                }
            } catch (NoClassDefFoundError missing) {
                warnings.add(Warning.of("no-figures", "No figures are drawn, since the bundle org.deltaw.figure is not installed; all "
                        + "numbers are in the tables."));
            } catch (IllegalStateException cannot) {
                warnings.add(Warning.of("no-figures", "No figures are drawn: " + cannot.getMessage()));
            }
            return drawn;
        }

        private String page(List<String> figures) {
            String title = plan.models().getFirst().name() + ": recovery";
            Html page = new Html().raw("<!DOCTYPE html>\n").open("html", "lang", "en").open("head");
            page.open("meta", "charset", "utf-8").element("title", title + " - DeltaW").element("style", Html.STYLE).close("head");
            page.open("body").element("h1", title);
            for (Design.Size size : result.sizes()) {
                page.element("h2", tables.title(size) + ", " + plan.options().replicates() + " replicates");
                table(page, RecoveryTables.header(), tables.cells(size));
                if (!result.confusion().isEmpty()) {
                    page.element("p", "Share of replicates in which each fitted model describes best what the simulated one made:");
                    table(page, tables.confusionHeader(), tables.confusionCells(size));
                }
            }
            tables.notes().forEach(note -> page.element("p", note));
            figures.forEach(figure -> page.open("img", "src", figure, "alt", figure, "style", "max-width: 100%"));
            plan.models().forEach(model -> page.element("h2", "Spec of " + model.name())
                    .element("pre", SpecWriter.write(model.experiment().fit())));
            return page.close("body").close("html").toString();
        }

        private static void table(Html page, List<String> header, List<List<String>> rows) {
            page.open("table").row("th", header);
            rows.forEach(row -> page.row("td", row));
            page.close("table");
        }
    }
}
