package org.deltaw.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.deltaw.spec.text.Words;
import org.deltaw.spi.Warning;
import org.deltaw.study.report.Numbers;
import org.deltaw.study.report.TextTable;
import org.deltaw.study.sweep.ExperimentPlan;
import org.deltaw.study.sweep.Measures;
import org.deltaw.study.sweep.Row;
import org.deltaw.study.sweep.SweepResult;
import org.deltaw.study.sweep.SweepStudy;
import org.deltaw.study.sweep.Table;
import org.deltaw.study.task.Task;

/** Runs an experiment and shows how it goes and what comes out. */
record SweepText(Console console, ExperimentPlan plan, SweepStudy study, StopSignal stop,
        StrictOption strict) {
    private static final String KIND = "sweep";
    /** More lines do not fit on a screen; the file has all. */
    private static final int MOST_LINES = 60;
    private static final int MOST_COLUMNS = 4;
    private static final int WIDTH = 100;
    private static final int DIGITS = 3;

    /** Runs it. */
    Answer run() {
        introduce();
        TaskProgress progress = new TaskProgress(console, "fit", plan.fits().size(), System::nanoTime);
        Optional<SweepResult> result = study.run(new SweepStudy.Listener() {
            @Override
            public void warned(List<Warning> warnings) {
                warnings.forEach(console::warn);
            }

            @Override
            public void done(Task task, List<Row> rows, boolean before) {
                String failure = rows.stream().filter(row -> !row.reason().isEmpty()).findFirst()
                        .map(row -> ": " + row.outcome() + ", " + row.reason()).orElse("");
                progress.done(task.title(), task.title() + failure, !failure.isEmpty(), before);
            }

            @Override
            public boolean stopRequested() {
                return stop.requested();
            }
        });
        progress.end();
        if (result.isEmpty()) {
            console.print("Interrupted; what is done is kept. The same command goes on.");
            return Answer.of(KIND, Map.of("rows", List.of())).in(study.path()).ending(stop.exitCode());
        }
        print(result.get());
        return Answer.of(KIND, result.get().json()).in(study.path())
                .ending(strict.exitCode(result.get().table().rows().stream().allMatch(Row::converged)));
    }

    private void introduce() {
        console.noteTitle(plan.experiment().title());
        if (!plan.experiment().about().isBlank()) {
            TextTable.wrapped(plan.experiment().about().strip().replaceAll("\\s+", " "), WIDTH).forEach(console::note);
        }
        if (plan.options().quick()) {
            console.note("With --quick all is smaller than this says, and so small that it tells little.");
        }
        if (!study.changes().isEmpty()) {
            console.warn(Warning.of("other-versions", "Since the first of these fits " + Words.and(study.changes()) + "; fits that are "
                    + "done are not repeated. Name another directory with -o DIR to repeat them."));
        }
    }

    private void print(SweepResult result) {
        result.warnings().forEach(console::warn);
        printTable(result.table());
        if (!result.findings().isEmpty()) {
            console.title("What this shows");
        }
        result.findings().forEach(sentence -> TextTable.wrapped("- " + sentence, WIDTH).forEach(console::print));
        console.note("");
        TextTable.wrapped("Files in " + study.path() + ": " + String.join(", ", result.files()), WIDTH).forEach(console::note);
    }

    private void printTable(Table table) {
        List<String> shown = table.collect().stream().limit(MOST_COLUMNS).toList();
        String text = lines(table, shown, shown);
        console.title("Means over seeds and subjects");
        if (text.lines().allMatch(line -> line.length() <= WIDTH)) {
            console.print(text);
        } else {
            List<String> numbers = IntStream.rangeClosed(1, shown.size()).mapToObj(i -> "(" + i + ")").toList();
            for (int i = 0; i < shown.size(); i++) {
                TextTable.wrapped(numbers.get(i) + " " + shown.get(i) + ": " + Measures.explain(shown.get(i)), WIDTH)
                        .forEach(console::print);
            }
            console.print(lines(table, shown, numbers));
        }
        if (table.groups().size() > MOST_LINES) {
            console.print("  ... and " + (table.groups().size() - MOST_LINES) + " more lines in summary.csv");
        }
    }

    /** Writes a line for each combination of levels, as many as fit on a screen, below names for the figures that are shown. */
    private String lines(Table table, List<String> shown, List<String> names) {
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
}
