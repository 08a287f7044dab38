package org.deltaw.study.validate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.deltaw.kernel.ExtensionCatalog;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.fit.Convergence;
import org.deltaw.kernel.fit.FitResult;
import org.deltaw.kernel.minimise.Checkpoint;
import org.deltaw.kernel.minimise.FitListener;
import org.deltaw.kernel.minimise.Outcome;
import org.deltaw.kernel.select.Selection;
import org.deltaw.kernel.select.TermSelection;
import org.deltaw.kernel.validate.CrossValidation;
import org.deltaw.kernel.validate.FoldFit;
import org.deltaw.spec.SpecFile;
import org.deltaw.spec.SpecWriter;
import org.deltaw.spec.json.JsonFile;
import org.deltaw.spi.Warning;
import org.deltaw.spi.data.Dataset;
import org.deltaw.storage.AtomicFile;
import org.deltaw.storage.Sha256;
import org.deltaw.study.fit.CheckpointKeeper;
import org.deltaw.study.fit.Opening;
import org.deltaw.study.record.DataRecord;
import org.deltaw.study.record.Destination;
import org.deltaw.study.record.RunDirectory;
import org.deltaw.study.record.RunFolders;
import org.deltaw.study.record.RunLock;
import org.deltaw.study.record.RunResults;
import org.deltaw.study.record.StudyRecord;
import org.deltaw.study.select.SelectionTasks;
import org.deltaw.study.task.ParallelRun;
import org.deltaw.study.task.Task;
import org.deltaw.study.task.TaskFolder;
import org.deltaw.study.task.TaskList;

/**
 * A cross-validation into a directory: a task for each fold, done at the same time on as many threads as the fit's backend may use, and
 * tables of what was held out.
 *
 * <p>For use by one thread. The directory is locked until it is closed.
 */
public final class ValidationStudy implements AutoCloseable {
    /** The last file: a study that has it is done. */
    public static final String PAGE = "validation.html";

    /** All figures, for programs. */
    public static final String TABLE = "validation.json";

    private static final String CHECKPOINTS = "folds";

    private final Fit fit;
    private final ValidationSettings settings;
    private final CrossValidation validation;
    private final StudyRecord study;
    private final RunLock lock;
    private final TaskList<FoldResult> tasks;

    private ValidationStudy(
            Fit fit, Dataset dataset, ValidationSettings settings, CrossValidation validation, StudyRecord study, RunLock lock) {
        this.fit = fit;
        this.settings = settings;
        this.validation = validation;
        this.study = study;
        this.lock = lock;
        String identity = SpecWriter.write(fit) + DataRecord.of(dataset, false).json() + settings.json();
        List<Task> folds = new ArrayList<>();
        for (CrossValidation.Fold fold : validation.folds()) {
            Path file = study.directory().path().relativize(results(fold).directory().resolve("result.json"));
            folds.add(new Task(title(fold), file.toString(), Sha256.of(identity + fold)));
        }
        this.tasks = new TaskList<>(folds, new TaskFolder<>(study.directory().path(), FoldResult.FORMAT));
    }

    /** Is told how a cross-validation goes, and may end it. */
    public interface Listener extends TaskList.Listener<FoldResult> {
        /** Hears and says nothing. */
        Listener SILENT = new Listener() {};

        /**
         * Is told that the training of a fold begins, or goes on.
         *
         * @param done epochs that were done before
         * @return what is told of its epochs, in turn with all others; it may end the training, when it may be asked at any time
         */
        default FitListener training(Task fold, int done) {
            return FitListener.SILENT;
        }
    }

    /**
     * Begins a cross-validation.
     *
     * @throws org.deltaw.spi.InvalidSpecException if the user's input is wrong; then no directory is made
     */
    public static ValidationStudy begin(
            SpecFile file, ValidationSettings settings, ExtensionCatalog extensions, Destination destination) {
        Fit fit = file.fit(extensions);
        Dataset dataset = Opening.data(file, fit);
        CrossValidation validation = Opening.located(file, () -> opened(fit, dataset, settings));
        try {
            RunDirectory.requireDistinct(validation.folds().stream().map(CrossValidation.Fold::subject).toList());
            Path target = destination.create(fit.name());
            RunLock lock = RunLock.of(target);
            try {
                RunFolders.claim(target);
                return new ValidationStudy(fit, dataset, settings, validation, StudyRecord.begin(StudyRecord.Kind.VALIDATION,
                        target, fit, dataset,
                        new StudyRecord.Running(extensions.bundles(), validation.vectorWidth()), settings.json()), lock);
            } catch (RuntimeException | Error failed) {
                lock.close();
                throw failed;
            }
        } catch (RuntimeException | Error failed) {
            validation.close();
            throw failed;
        }
    }

    private static CrossValidation opened(Fit fit, Dataset dataset, ValidationSettings settings) {
        return settings.selection().map(selection -> CrossValidation.open(fit, dataset, settings.folds(), selection))
                .orElseGet(() -> CrossValidation.open(fit, dataset, settings.folds()));
    }

    /**
     * Goes on with a cross-validation, to the same bits as if it had never stopped.
     *
     * @throws org.deltaw.spi.InvalidSpecException if spec, data or bundles are no longer those with which it began
     */
    public static ValidationStudy resume(StudyRecord study, ExtensionCatalog extensions) {
        SpecFile file = study.directory().spec(List.of());
        Fit fit = file.fit(extensions);
        RunLock lock = RunLock.of(study.results());
        try {
            Dataset dataset = Opening.data(file, fit);
            ValidationSettings settings = ValidationSettings.read(study.settings());
            CrossValidation validation = Opening.located(file, () -> opened(fit, dataset, settings));
            try {
                study.requireSame(fit, dataset, new StudyRecord.Running(extensions.bundles(), validation.vectorWidth()));
                return new ValidationStudy(fit, dataset, settings, validation, study, lock);
            } catch (RuntimeException | Error failed) {
                validation.close();
                throw failed;
            }
        } catch (RuntimeException | Error failed) {
            lock.close();
            throw failed;
        }
    }

    /** Tells whether the study in a directory has come to its end. */
    public static boolean isFinished(Path results) {
        return Files.exists(results.resolve(PAGE));
    }

    /** Returns what {@code validation.json} in the directory of a study that is done holds, for programs. */
    public static Map<String, Object> json(Path results) {
        return Map.of("validation", JsonFile.read(results.resolve(TABLE)));
    }

    /** Returns what is fitted. */
    public Fit fit() {
        return fit;
    }

    /** Returns how data are divided. */
    public ValidationSettings settings() {
        return settings;
    }

    /** Returns what a user should know of the data. */
    public List<Warning> warnings() {
        return validation.warnings();
    }

    /** Returns where the results are. */
    public Path folder() {
        return study.results();
    }

    /** Lists the folds. */
    public List<Task> tasks() {
        return tasks.tasks();
    }

    /** Does what is not done yet, and writes the tables; empty if the listener ended it before. */
    public Optional<ValidationTable> run(Listener listener) {
        ParallelRun run = new ParallelRun(validation.workers(), listener::stopRequested);
        return tasks.run(run, task -> fold(task, run, listener), listener).map(this::written);
    }

    private Optional<TaskList.Made<FoldResult>> fold(Task task, ParallelRun run, Listener listener) {
        CrossValidation.Fold fold = validation.folds().get(tasks.tasks().indexOf(task));
        if (settings.selection().isEmpty()) {
            return trained(fold, Optional.empty(), () -> validation.fit(fold), task, run, listener);
        }
        return chosen(fold, task, run).flatMap(chosen -> trained(
                fold, Optional.of(ChosenTerms.of(chosen)), () -> validation.fit(fold, chosen), task, run, listener));
    }

    /** Chooses terms without a fold; empty if it was stopped. */
    private Optional<Selection> chosen(CrossValidation.Fold fold, Task task, ParallelRun run) {
        try (TermSelection selection = validation.selection(fold).orElseThrow()) {
            return new SelectionTasks(selection, results(fold).directory(), task.identity()).run(run.within(), (_, _) -> {});
        }
    }

    private Optional<TaskList.Made<FoldResult>> trained(CrossValidation.Fold fold, Optional<ChosenTerms> terms, Supplier<FoldFit> opening,
            Task task, ParallelRun run, Listener listener) {
        RunResults results = results(fold);
        Optional<Checkpoint> from = results.checkpoint();
        FitListener told = run.askInTurn(() -> listener.training(task, from.map(Checkpoint::epochs).orElse(0)));
        try (FoldFit opened = opening.get()) {
            FitResult result = opened.train(from, new CheckpointKeeper(results, opened.names(), told, run));
            results.write(result.starts().checkpoint(), opened.names());
            return result.outcome() instanceof Outcome.Interrupted ? Optional.empty() : Optional.of(new TaskList.Made<>(
                    FoldResult.of(fold, result, terms, Convergence.of(result, fit), validation.warnings()), true));
        }
    }

    private ValidationTable written(List<FoldResult> results) {
        ValidationTable table = new ValidationTable(new ValidationDesign(settings, division(), validation.misfits()), results);
        AtomicFile.write(study.results().resolve("validation.csv"), table.csv());
        AtomicFile.write(study.results().resolve("subjects.csv"), table.subjectsCsv());
        AtomicFile.write(study.results().resolve(TABLE), table.json());
        AtomicFile.write(study.results().resolve(PAGE), table.html(fit.name(), SpecWriter.write(fit)));
        return table;
    }

    /** Returns a digest of which steps are in which fold, whether each subject is fitted by itself or not. */
    private String division() {
        return Sha256.of(validation.folds().stream().flatMap(fold -> fold.heldOut().stream()
                        .map(part -> part.trajectory().id() + "\n" + fold.number() + " " + part.spans()))
                .sorted().collect(Collectors.joining("\n")));
    }

    private RunResults results(CrossValidation.Fold fold) {
        return study.directory().part(CHECKPOINTS, (fold.subject().isEmpty() ? "" : fold.subject() + ", ") + fold.number());
    }

    private String title(CrossValidation.Fold fold) {
        return (fold.subject().isEmpty() ? "Fold " : fold.subject() + ", fold ") + fold.number();
    }

    @Override
    public void close() {
        validation.close();
        lock.close();
    }
}
