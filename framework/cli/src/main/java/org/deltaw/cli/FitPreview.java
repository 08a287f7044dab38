package org.deltaw.cli;

import java.nio.file.Path;
import java.util.stream.Collectors;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.fit.Problem;
import org.deltaw.spec.text.Words;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.study.report.Numbers;
import org.deltaw.study.report.TextTable;

/** Says what is about to be fitted, before anything takes long. */
record FitPreview(Fit fit, OpenFit opened, Path folder) {
    void print(Console console) {
        long trajectories = opened.problems().stream().mapToLong(problem -> problem.trajectories().size()).sum();
        long steps = opened.problems().stream().flatMap(problem -> problem.trajectories().stream())
                .mapToLong(Trajectory::steps).sum();
        long subjects = opened.problems().stream().flatMap(problem -> problem.trajectories().stream())
                .map(Trajectory::subject).distinct().count();
        int fitted = opened.problems().stream().findFirst().map(Problem::names).map(java.util.List::size).orElse(0);
        TextTable table = new TextTable("", "");
        table.row("fit", fit.name() + ", seed " + fit.seed().value());
        table.row("data", fit.data().source().id() + ": " + Numbers.count(trajectories, "trajectory") + " of "
                + Numbers.count(subjects, "subject") + ", " + Numbers.count(steps, "step"));
        long heldOut = opened.problems().stream().mapToLong(problem -> problem.heldOut().size()).sum();
        if (heldOut > 0) {
            table.row("held out", fit.data().settings().trainingFraction() < 1
                    ? Numbers.count(heldOut, "trajectory") + ", wholly or in their last trials"
                    : Numbers.count(heldOut, "trajectory"));
        }
        table.row("network", fit.network().architecture().id().name());
        table.row("rule", rules() + ", " + Numbers.count(fitted, "fitted number") + ofUnits());
        table.row("loss", losses());
        table.row("backend", fit.backend().backend().id() + ", " + Words.of(fit.backend().settings().precision())
                + ", " + opened.device());
        opened.problems().stream().findFirst().map(Problem::method).ifPresent(method ->
                table.row("method", method.optimizer().id() + ", because " + method.reason()));
        table.row("into", folder.toString());
        console.note(table.toString());
    }

    /** Says how many of the fitted numbers are not everybody's. */
    private String ofUnits() {
        long own = opened.problems().stream().findFirst().stream().flatMap(problem -> problem.names().stream())
                .filter(name -> name.contains("@")).count();
        return own == 0 ? "" : ", " + own + " of them of single subjects or sessions";
    }

    private String rules() {
        return fit.rules().stream()
                .map(rule -> rule.family().id() + (rule.group().isEmpty() ? "" : " (" + rule.group() + ")"))
                .collect(Collectors.joining(", "));
    }

    private String losses() {
        return fit.losses().stream()
                .map(loss -> (loss.weight() == 1 ? "" : Numbers.rounded(loss.weight()) + " * ") + loss.function().id())
                .collect(Collectors.joining(" + "));
    }
}
