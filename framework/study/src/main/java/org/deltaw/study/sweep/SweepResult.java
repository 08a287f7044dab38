package org.deltaw.study.sweep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.deltaw.figure.Drawing;
import org.deltaw.spec.text.Words;
import org.deltaw.spi.Warning;
import org.deltaw.study.record.StudyFolder;
import org.deltaw.study.report.Numbers;

/**
 * What came out of an experiment, and the files that were written of it.
 *
 * @param table all rows
 * @param findings sentences about the table
 * @param files their names
 * @param warnings what could not be done
 */
public record SweepResult(Table table, List<String> findings, List<String> files, List<Warning> warnings) {
    private static final int DIGITS = 3;

    public SweepResult {
        findings = List.copyOf(findings);
        files = List.copyOf(files);
        warnings = List.copyOf(warnings);
    }

    /** Returns what the tables hold, and what is said of them, for programs. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("rows", table.json());
        json.put("findings", findings);
        json.put("files", files);
        return json;
    }

    /** Writes tables, figures and a README. */
    static SweepResult write(ExperimentPlan plan, StudyFolder folder, List<Row> rows) {
        Experiment experiment = plan.experiment();
        Table table = new Table(experiment.vary().stream().map(Factor::name).toList(), experiment.collect(), rows);
        return new Writing(plan, folder, table).result();
    }

    private record Writing(ExperimentPlan plan, StudyFolder folder, Table table, List<String> files, List<Warning> warnings) {
        Writing(ExperimentPlan plan, StudyFolder folder, Table table) {
            this(plan, folder, table, new ArrayList<>(), new ArrayList<>());
        }

        SweepResult result() {
            write("table.csv", table.csv());
            write("summary.csv", table.summaryCsv());
            List<String> findings = findings();
            write("README.md", readme(findings));
            table.timings().ifPresent(text -> write("timings.csv", text));
            table.curvesCsv().ifPresent(text -> write("curves.csv", text));
            draw();
            return new SweepResult(table, findings, files, warnings);
        }

        private void write(String name, String text) {
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
            sentences.addAll(warned());
            for (Finding finding : plan.experiment().findings().stream().filter(words::concerns).toList()) {
                sentences.add(words.say(finding).strip().replaceAll("\\s+", " "));
            }
            return sentences;
        }

        /** Says how many fits had which warning. */
        private List<String> warned() {
            Map<String, Long> counts = table.rows().stream()
                    .flatMap(row -> row.warnings().stream().map(Warning::code).distinct())
                    .collect(Collectors.groupingBy(code -> code, TreeMap::new, Collectors.counting()));
            return counts.isEmpty() ? List.of() : List.of("Of " + Numbers.count(table.rows().size(), "fit") + " " + Words.and(
                    counts.entrySet().stream().map(each -> each.getValue() + " had the warning " + each.getKey()).toList())
                    + "; the column warnings of table.csv says which.");
        }

        /** Draws all figures, if the bundle that draws is installed and the machine can draw. */
        private void draw() {
            for (Plot plot : plan.experiment().figures().stream().filter(table::hasRowsOf).toList()) {
                try {
                    Drawing drawing = new Drawing(new Figures(table).of(plot));
                    folder.write(plot.name() + ".svg", drawing.svg());
                    folder.write(plot.name() + ".png", drawing.png());
                    files.addAll(List.of(plot.name() + ".svg", plot.name() + ".png"));
                } catch (NoClassDefFoundError missing) {
                    warnings.add(Warning.of("no-figures", "No figures are drawn, since the bundle org.deltaw.figure is not installed; all "
                            + "numbers are in the tables."));
                    return;
                } catch (IllegalStateException cannot) {
                    warnings.add(Warning.of("no-figures", "No figures are drawn: " + cannot.getMessage()));
                    return;
                }
            }
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
}
