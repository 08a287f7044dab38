package org.deltaw.study.sweep;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.deltaw.kernel.BundleInfo;
import org.deltaw.kernel.backend.ThreadWorkers;
import org.deltaw.kernel.fit.Convergence;
import org.deltaw.kernel.fit.FitResult;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.fit.Problem;
import org.deltaw.kernel.minimise.Outcome;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Warning;
import org.deltaw.spi.backend.BackendUnavailableException;
import org.deltaw.spi.backend.UnsupportedProgramException;
import org.deltaw.study.record.RunLock;
import org.deltaw.study.record.StudyFolder;
import org.deltaw.study.report.OutcomeText;
import org.deltaw.study.task.FailedTaskException;
import org.deltaw.study.task.ParallelRun;
import org.deltaw.study.task.Task;
import org.deltaw.study.task.TaskFolder;
import org.deltaw.study.task.TaskList;

/**
 * An experiment into a directory: a task for each fit of its grid, tables, figures and sentences made of all of them. The same
 * directory opened again goes on where it was left. Fits are made at the same time, on as many threads as the backend may use; one
 * after the other if the experiment shows how long they take.
 *
 * <p>For use by one thread. The directory is locked until it is closed.
 */
public final class SweepStudy implements AutoCloseable {
    private final ExperimentPlan plan;
    private final StudyFolder folder;
    private final RunLock lock;
    private final List<String> changes;
    private final Map<String, ExperimentPlan.PlannedFit> fits = new HashMap<>();
    private final TaskList<List<Row>> tasks;

    private SweepStudy(ExperimentPlan plan, StudyFolder folder, RunLock lock, List<BundleInfo> bundles) {
        this.plan = plan;
        this.folder = folder;
        this.lock = lock;
        this.changes = folder.note(bundles);
        List<Task> all = new ArrayList<>();
        for (ExperimentPlan.PlannedFit fit : plan.fits()) {
            all.add(new Task(fit.cell().toString(), "fits/" + fit.fingerprint() + ".json", fit.fingerprint()));
            fits.put(fit.fingerprint(), fit);
        }
        this.tasks = new TaskList<>(all, new TaskFolder<>(folder.path(), new Format()));
    }

    /** Is told how an experiment goes, and may end it. */
    public interface Listener extends TaskList.Listener<List<Row>> {
        /** Hears and says nothing. */
        Listener SILENT = new Listener() {};

        /** Is told what a user should know of the data of a fit. */
        default void warned(List<Warning> warnings) {}
    }

    /**
     * Opens an experiment in a directory that is new, or in which it was begun.
     *
     * @param bundles what is running
     * @throws InvalidSpecException if the directory holds something else, or bundles are no longer those with which it began
     */
    public static SweepStudy open(Path path, ExperimentPlan plan, List<BundleInfo> bundles) {
        StudyFolder folder = StudyFolder.open(path, "experiment.json",
                Map.of("experiment", plan.name(), "quick", plan.options().quick()),
                "holds the results of another experiment, or of the same in another size");
        RunLock lock = RunLock.of(path);
        try {
            return new SweepStudy(plan, folder, lock, bundles);
        } catch (RuntimeException | Error failed) {
            lock.close();
            throw failed;
        }
    }

    /** Says in words which Java made the first fits, if it is another now; empty if it is the same. */
    public List<String> changes() {
        return changes;
    }

    /** Returns where the results are. */
    public Path path() {
        return folder.path();
    }

    /** Makes all fits that are not made yet, and writes what came out of all; empty if the listener ended it before. */
    public Optional<SweepResult> run(Listener listener) {
        try (ThreadWorkers workers = new ThreadWorkers(plan.threads());
                ThreadWorkers alone = new ThreadWorkers(1)) {
            ParallelRun run = new ParallelRun(plan.experiment().showsSeconds() ? alone : workers, listener::stopRequested);
            return tasks.run(run, task -> made(Objects.requireNonNull(fits.get(task.identity())), workers, run, listener), listener)
                    .map(rows -> SweepResult.write(plan, folder, rows.stream().flatMap(List::stream).toList()));
        }
    }

    /** Makes a fit; empty if it was interrupted. One that cannot be made is a result too, but is tried again the next time. */
    private Optional<TaskList.Made<List<Row>>> made(
            ExperimentPlan.PlannedFit fit, ThreadWorkers workers, ParallelRun run, Listener listener) {
        try (OpenFit opened = fit.open(workers)) {
            run.inTurn(() -> listener.warned(opened.warnings()));
            ParallelRun within = run.within();
            List<Optional<Row>> rows = within.run(opened.problems().stream().map(problem ->
                    new ParallelRun.Piece<>("Subject " + problem.subject(), () -> row(fit, problem, within))).toList());
            return rows.stream().allMatch(Optional::isPresent)
                    ? Optional.of(new TaskList.Made<>(rows.stream().map(Optional::orElseThrow).toList(), true)) : Optional.empty();
        } catch (FailedTaskException failed) {
            return Optional.of(failed(fit, failed.getCause()));
        } catch (InvalidSpecException | UnsupportedProgramException | BackendUnavailableException failed) {
            return Optional.of(failed(fit, failed));
        }
    }

    private static TaskList.Made<List<Row>> failed(ExperimentPlan.PlannedFit fit, RuntimeException cause) {
        return switch (cause) {
            case InvalidSpecException _, UnsupportedProgramException _, BackendUnavailableException _ ->
                    new TaskList.Made<>(List.of(Row.failed(fit.cell(), String.valueOf(cause.getMessage()))), false);
            default -> throw cause;
        };
    }

    private Optional<Row> row(ExperimentPlan.PlannedFit fit, Problem problem, ParallelRun run) {
        Stopwatch watch = new Stopwatch(run::stopRequested);
        FitResult result = problem.train(Optional.empty(), watch);
        problem.close();
        if (result.outcome() instanceof Outcome.Interrupted) {
            return Optional.empty();
        }
        List<String> names = problem.names();
        String outcome = OutcomeText.brief(result.outcome());
        boolean diverged = result.outcome() instanceof Outcome.Diverged;
        return Optional.of(new Row(fit.cell(), result.subject(), diverged ? "diverged" : outcome, diverged ? outcome : "",
                Convergence.of(result, fit.fit()), result.warnings(),
                Measures.of(result, names, watch.seconds(result), plan.experiment().reach()),
                Curves.of(result, names, watch.seconds(result), plan.experiment().curves())));
    }

    /** Rows as the file of a task holds them. */
    private final class Format implements TaskFolder.Format<List<Row>> {
        @Override
        public Object write(List<Row> rows) {
            return RowsJson.write(rows);
        }

        @Override
        public List<Row> read(Task task, Object json) {
            return RowsJson.read(Objects.requireNonNull(fits.get(task.identity())).cell(), json);
        }
    }

    @Override
    public void close() {
        lock.close();
    }
}
