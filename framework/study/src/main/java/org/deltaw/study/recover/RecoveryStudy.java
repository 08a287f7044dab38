package org.deltaw.study.recover;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.deltaw.kernel.ExtensionCatalog;
import org.deltaw.kernel.backend.ThreadWorkers;
import org.deltaw.spec.SpecWriter;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.study.fit.FitStudy;
import org.deltaw.study.record.RunLock;
import org.deltaw.study.record.StudyFolder;
import org.deltaw.study.task.ParallelRun;
import org.deltaw.study.task.Task;
import org.deltaw.study.task.TaskFolder;
import org.deltaw.study.task.TaskList;

/**
 * A recovery into a directory: first the fit of what is to be simulated, if it is not known, then a task for each simulated experiment,
 * done at the same time on as many threads as the backend may use, and tables and figures made of all. The same directory opened again
 * goes on where it was left.
 *
 * <p>For use by one thread. The directory is locked until it is closed.
 */
public final class RecoveryStudy implements AutoCloseable {
    private final RecoveryPlan plan;
    private final StudyFolder folder;
    private final RunLock lock;
    private final ExtensionCatalog extensions;
    private final List<String> changes;

    private RecoveryStudy(RecoveryPlan plan, StudyFolder folder, RunLock lock, ExtensionCatalog extensions) {
        this.plan = plan;
        this.folder = folder;
        this.lock = lock;
        this.extensions = extensions;
        this.changes = folder.note(extensions.bundles());
    }

    /** Is told how a recovery goes, and may end it. */
    public interface Listener extends TaskList.Listener<Replicate> {
        /** Hears and says nothing. */
        Listener SILENT = new Listener() {};

        /** Is handed the fit of a model to what was recorded, which is to be simulated, and runs it. */
        default void fit(String model, FitStudy fit) {
            fit.run(new FitStudy.Listener() {
                @Override
                public boolean stopRequested() {
                    return Listener.this.stopRequested();
                }
            });
        }
    }

    /**
     * Opens a recovery in a directory that is new, or in which it was begun, perhaps with other sizes and fewer replicates.
     *
     * @param first whose coefficients are recovered
     * @param others models that are simulated and fitted, too; none to recover coefficients alone
     * @throws InvalidSpecException if the user's input is wrong, the task behind the data of a spec is not known, or the directory holds
     *     something else
     */
    public static RecoveryStudy open(Path path, RecoveryOrigin first, List<RecoveryOrigin> others, RecoveryOptions options,
            ExtensionCatalog extensions) {
        RecoveryPlan plan = RecoveryPlan.of(first, others, options, extensions);
        StudyFolder folder = StudyFolder.open(path, "study.json", Map.of("study", "recovery", "models", plan.digest()),
                "holds something else than a recovery of the same specs");
        RunLock lock = RunLock.of(path);
        try {
            RecoveryStudy study = new RecoveryStudy(plan, folder, lock, extensions);
            plan.models().forEach(model -> folder.keep("specs", model.name(), ".yaml", SpecWriter.write(model.experiment().fit())));
            return study;
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

    /** Returns how many experiments there are. */
    public int size() {
        return plan.count();
    }

    /**
     * Fits what is to be simulated, if it is not known, makes all experiments that are not made yet, and says what came out of all.
     *
     * @return empty if the listener ended it before
     * @throws InvalidSpecException if a fit diverged, or a run that was named has not ended or is not what it was
     */
    public Optional<RecoveryResult> run(Listener listener) {
        return new FirstFits(folder, extensions, listener::fit).of(plan.models())
                .flatMap(models -> simulated(plan.with(models), listener));
    }

    private Optional<RecoveryResult> simulated(RecoveryPlan ready, Listener listener) {
        Map<Task, RecoveryPlan.Planned> experiments = new LinkedHashMap<>();
        ready.experiments().forEach(each -> experiments.put(each.task(), each));
        TaskList<Replicate> tasks = new TaskList<>(
                List.copyOf(experiments.keySet()), new TaskFolder<>(folder.path(), Replicate.FORMAT));
        try (ThreadWorkers workers = new ThreadWorkers(ready.threads())) {
            ParallelRun run = new ParallelRun(workers, listener::stopRequested);
            Map<String, Double> truth = new TrueCoefficients(ready, workers).find();
            SimulatedReplicate replicate = new SimulatedReplicate(ready, truth, workers, run);
            return tasks.run(run, task -> replicate.of(Objects.requireNonNull(experiments.get(task)))
                            .map(made -> new TaskList.Made<>(made, true)), listener)
                    .map(replicates -> RecoveryResult.of(ready, truth, List.copyOf(experiments.values()), replicates));
        }
    }

    /** Writes tables, figures and a page of what came out. */
    public RecoveryFiles write(RecoveryResult result) {
        return RecoveryFiles.write(folder, plan, result);
    }

    @Override
    public void close() {
        lock.close();
    }
}
