package org.deltaw.study.sweep;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.deltaw.kernel.BundleInfo;
import org.deltaw.kernel.fit.FitResult;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.fit.Problem;
import org.deltaw.kernel.minimise.Outcome;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.backend.BackendUnavailableException;
import org.deltaw.spi.backend.UnsupportedProgramException;
import org.deltaw.study.fit.Convergence;
import org.deltaw.study.record.RunLock;
import org.deltaw.study.report.OutcomeText;
import org.deltaw.study.task.Task;
import org.deltaw.study.task.TaskFolder;
import org.deltaw.study.task.TaskList;

/**
 * An experiment into a directory: a task for each fit of its grid, tables, figures and sentences made of all of them. The same
 * directory opened again goes on where it was left.
 *
 * <p>For use by one thread. The directory is locked until it is closed.
 */
public final class SweepStudy implements AutoCloseable {
    private final ExperimentPlan plan;
    private final ExperimentFolder folder;
    private final RunLock lock;
    private final List<String> changes;
    private final Map<String, ExperimentPlan.PlannedFit> fits = new HashMap<>();
    private final TaskList<List<Row>> tasks;

    private SweepStudy(ExperimentPlan plan, ExperimentFolder folder, RunLock lock, List<BundleInfo> bundles) {
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

    /** Is told how an experiment goes, and may end it. Called by the thread that runs it. */
    public interface Listener extends TaskList.Listener<List<Row>> {
        /** Hears and says nothing. */
        Listener SILENT = new Listener() {};

        /** Is told what a user should know of the data of a fit. */
        default void warned(List<String> sentences) {}

        /** Tells whether to stop. May be asked by any thread. */
        default boolean stopRequested() {
            return false;
        }
    }

    /**
     * Opens an experiment in a directory that is new, or in which it was begun.
     *
     * @param bundles what is running
     * @throws InvalidSpecException if the directory holds something else, or bundles are no longer those with which it began
     */
    public static SweepStudy open(Path path, ExperimentPlan plan, List<BundleInfo> bundles) {
        ExperimentFolder folder = ExperimentFolder.open(path, plan);
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
        return tasks.run(task -> made(Objects.requireNonNull(fits.get(task.identity())), listener), listener)
                .map(rows -> SweepResult.write(plan, folder, rows.stream().flatMap(List::stream).toList()));
    }

    /** Makes a fit; empty if it was interrupted. One that cannot be made is a result too, but is tried again the next time. */
    private Optional<TaskList.Made<List<Row>>> made(ExperimentPlan.PlannedFit fit, Listener listener) {
        List<Row> rows = new ArrayList<>();
        try (OpenFit opened = fit.open()) {
            listener.warned(opened.warnings());
            for (Problem problem : opened.problems()) {
                Optional<Row> row = row(fit, problem, listener);
                if (row.isEmpty()) {
                    return Optional.empty();
                }
                rows.add(row.get());
            }
        } catch (InvalidSpecException | UnsupportedProgramException | BackendUnavailableException failed) {
            return Optional.of(new TaskList.Made<>(
                    List.of(Row.failed(fit.cell(), String.valueOf(failed.getMessage()))), false));
        }
        return Optional.of(new TaskList.Made<>(rows, true));
    }

    private Optional<Row> row(ExperimentPlan.PlannedFit fit, Problem problem, Listener listener) {
        Stopwatch watch = new Stopwatch(listener::stopRequested);
        FitResult result = problem.train(Optional.empty(), watch);
        if (result.outcome() instanceof Outcome.Interrupted) {
            return Optional.empty();
        }
        List<String> names = problem.names();
        String outcome = OutcomeText.brief(result.outcome());
        boolean diverged = result.outcome() instanceof Outcome.Diverged;
        return Optional.of(new Row(fit.cell(), result.subject(), diverged ? "diverged" : outcome, diverged ? outcome : "",
                Convergence.of(result, fit.fit()),
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
