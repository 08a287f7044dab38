package org.deltaw.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.deltaw.figure.Drawing;
import org.deltaw.study.report.Numbers;
import org.deltaw.study.report.TextTable;
import org.deltaw.study.sweep.ExperimentFolder;
import org.deltaw.study.sweep.ExperimentPlan;
import org.deltaw.study.sweep.Figures;
import org.deltaw.study.sweep.Finding;
import org.deltaw.study.sweep.Findings;
import org.deltaw.study.sweep.Measures;
import org.deltaw.study.sweep.Plot;
import org.deltaw.study.sweep.Row;
import org.deltaw.study.sweep.Table;

/** Writes and prints what came out of an experiment. */
record ExperimentResults(Console console, ExperimentPlan plan, ExperimentFolder folder, Table table) {
    /** More lines do not fit on a screen; the file has all. */
    private static final int MOST_LINES = 60;
    private static final int MOST_COLUMNS = 4;
    private static final int WIDTH = 100;
    private static final int DIGITS = 3;

    void writeAndPrint() {
        List<String> files = new ArrayList<>(List.of("table.csv", "summary.csv", "README.md"));
        folder.write("table.csv", table.csv());
        folder.write("summary.csv", table.summaryCsv());
        table.timings().ifPresent(text -> write(files, "timings.csv", text));
        table.curvesCsv().ifPresent(text -> write(files, "curves.csv", text));
        files.addAll(figures());
        List<String> findings = findings();
        folder.write("README.md", readme(findings));
        printTable();
        if (!findings.isEmpty()) {
            console.title("What this shows");
        }
        findings.forEach(sentence -> TextTable.wrapped("- " + sentence, WIDTH).forEach(console::print));
        console.print("");
        TextTable.wrapped("Files in " + folder.path() + ": " + String.join(", ", files), WIDTH).forEach(console::print);
    }

    private void write(List<String> files, String name, String text) {
        folder.write(name, text);
        files.add(name);
    }

    private List<String> findings() {
        Findings words = new Findings(table, value -> Numbers.significant(value, DIGITS));
        List<String> sentences = new ArrayList<>();
        long failed = table.rows().stream().filter(row -> !row.reason().isEmpty()).count();
        if (failed > 0) {
            sentences.add(Numbers.count(failed, "fit") + " of " + Numbers.count(table.rows().size())
                    + " failed or diverged; the column reason of table.csv says why.");
        }
        for (Finding finding : plan.experiment().findings().stream().filter(words::concerns).toList()) {
            sentences.add(words.say(finding).strip().replaceAll("\\s+", " "));
        }
        return sentences;
    }

    /** Draws all figures, if the bundle that draws is installed and the machine can draw. Returns the names of the files. */
    private List<String> figures() {
        List<String> files = new ArrayList<>();
        for (Plot plot : plan.experiment().figures().stream().filter(table::hasRowsOf).toList()) {
            try {
                Drawing drawing = new Drawing(new Figures(table).of(plot));
                folder.write(plot.name() + ".svg", drawing.svg());
                folder.write(plot.name() + ".png", drawing.png());
                files.addAll(List.of(plot.name() + ".svg", plot.name() + ".png"));
            } catch (NoClassDefFoundError missing) {
                console.warn("No figures are drawn, since the bundle org.deltaw.figure is not installed; all numbers are in the tables.");
                return files;
            } catch (IllegalStateException cannot) {
                console.warn("No figures are drawn: " + cannot.getMessage());
                return files;
            }
        }
        return files;
    }

    private void printTable() {
        List<String> shown = table.collect().stream().limit(MOST_COLUMNS).toList();
        String text = lines(shown, shown);
        console.title("Means over seeds and subjects");
        if (text.lines().allMatch(line -> line.length() <= WIDTH)) {
            console.print(text);
        } else {
            List<String> numbers = IntStream.rangeClosed(1, shown.size()).mapToObj(i -> "(" + i + ")").toList();
            for (int i = 0; i < shown.size(); i++) {
                TextTable.wrapped(numbers.get(i) + " " + shown.get(i) + ": " + Measures.explain(shown.get(i)), WIDTH)
                        .forEach(console::print);
            }
            console.print(lines(shown, numbers));
        }
        if (table.groups().size() > MOST_LINES) {
            console.print("  ... and " + (table.groups().size() - MOST_LINES) + " more lines in summary.csv");
        }
    }

    /** Writes a line for each combination of levels, as many as fit on a screen, below names for the figures that are shown. */
    private String lines(List<String> shown, List<String> names) {
        List<String> header = new ArrayList<>(table.factors());
        header.add("fits");
        header.addAll(names);
        TextTable text = new TextTable(header.toArray(String[]::new));
        table.groups().entrySet().stream().limit(MOST_LINES).forEach(group -> {
            List<String> line = new ArrayList<>(group.getKey());
            line.add(Integer.toString(group.getValue().size()));
            shown.forEach(name -> line.add(mean(group.getValue(), name)));
            text.row(line.toArray(String[]::new));
        });
        return text.toString();
    }

    private static String mean(List<Row> rows, String name) {
        return Table.mean(rows, name).isPresent() ? Numbers.significant(Table.mean(rows, name).getAsDouble(), DIGITS) : "-";
    }

    private String readme(List<String> findings) {
        StringBuilder text = new StringBuilder("# " + plan.experiment().title() + "\n\n");
        text.append(plan.experiment().about().strip()).append("\n\nMade by\n\n    ").append(plan.options().command())
                .append("\n\n").append(Numbers.count(plan.fits().size(), "fit"))
                .append(plan.options().quick() ? ", in a small size that tells little" : "")
                .append(plan.options().overrides().isEmpty() ? ".\n\n"
                        : "; where the settings in the command differ from what is said above, they hold.\n\n");
        findings.forEach(sentence -> text.append("- ").append(sentence).append('\n'));
        text.append("\n## Columns of table.csv\n\nA line for each fit and subject; summary.csv has mean, standard deviation, ")
                .append("median and count over seeds and subjects. ")
                .append("A cell is empty where a figure is not known, or not finite: of held-out data, if the fitted rule makes ")
                .append("weights grow there beyond all bounds.\n\n").append(table.explanation());
        Optional<String> curves = table.curvesCsv();
        if (curves.isPresent()) {
            text.append("\n## Columns of curves.csv\n\nA line for each value: `curve` is what it is of, `at` the epoch or step, ")
                    .append("counted from 1. `weightError` is the root of the mean square difference of weights from those of the ")
                    .append("true rule, mean over trajectories.\n");
        }
        return text.toString();
    }
}
