package org.deltaw.study.select;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltaw.kernel.BundleInfo;
import org.deltaw.kernel.ExtensionCatalog;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.select.Selection;
import org.deltaw.kernel.select.SelectionProcedure;
import org.deltaw.kernel.select.SelectionSettings;
import org.deltaw.kernel.select.SelectionStep;
import org.deltaw.kernel.select.TermSelection;
import org.deltaw.spec.SpecFile;
import org.deltaw.spec.SpecWriter;
import org.deltaw.spec.json.JsonFile;
import org.deltaw.spi.Warning;
import org.deltaw.spi.data.Dataset;
import org.deltaw.storage.AtomicFile;
import org.deltaw.study.fit.FitStudy;
import org.deltaw.study.fit.Opening;
import org.deltaw.study.record.DataRecord;
import org.deltaw.study.record.Destination;
import org.deltaw.study.record.RunFolders;
import org.deltaw.study.record.RunLock;
import org.deltaw.study.record.SelectionSettingsJson;
import org.deltaw.study.record.StudyRecord;
import org.deltaw.study.report.SelectionReport;
import org.deltaw.study.report.SelectionText;
import org.deltaw.study.task.ParallelRun;

/**
 * The selection of a rule's terms into a directory, and the fit of the short rule that is left. Its {@link SelectionTasks} are done on as
 * many threads as the backend may use.
 *
 * <p>For use by one thread. The directory is locked until it is closed.
 */
public final class SelectionStudy implements AutoCloseable {
    private static final String TABLE = "selection.json";

    private final Fit fit;
    private final Dataset dataset;
    private final SelectionSettings settings;
    private final TermSelection selection;
    private final StudyRecord study;
    private final RunLock lock;
    private final List<BundleInfo> bundles;
    /** Of all tasks: what they have in common. */
    private final String identity;

    private SelectionStudy(Fit fit, Dataset dataset, SelectionSettings settings, TermSelection selection, StudyRecord study,
            RunLock lock, List<BundleInfo> bundles) {
        this.fit = fit;
        this.dataset = dataset;
        this.settings = settings;
        this.selection = selection;
        this.study = study;
        this.lock = lock;
        this.bundles = List.copyOf(bundles);
        this.identity = SpecWriter.write(fit) + DataRecord.of(dataset, false).json() + SelectionSettingsJson.write(settings);
    }

    /** Is told how a selection goes, by the thread that runs it, and may end it. */
    public interface Listener {
        /** Hears and says nothing. */
        Listener SILENT = new Listener() {};

        /**
         * Is told that a point of the path is done.
         *
         * @param number from 1 on
         */
        default void pathWent(int number, Selection.Point point) {}

        /**
         * Is told that a term was taken away.
         *
         * @param left how many are left
         */
        default void eliminated(Selection.Elimination term, int left) {}

        /** Tells whether to stop. May be asked by any thread. */
        default boolean stopRequested() {
            return false;
        }
    }

    /**
     * Begins a selection.
     *
     * @throws org.deltaw.spi.InvalidSpecException if the user's input is wrong; then no directory is made
     */
    public static SelectionStudy begin(
            SpecFile file, SelectionSettings settings, ExtensionCatalog extensions, Destination destination) {
        Fit fit = file.fit(extensions);
        Dataset dataset = Opening.data(file, fit);
        TermSelection selection = Opening.located(file, () -> TermSelection.open(fit, dataset, settings));
        try {
            Path target = destination.create(fit.name());
            RunLock lock = RunLock.of(target);
            try {
                RunFolders.claim(target);
                StudyRecord study = StudyRecord.begin(StudyRecord.Kind.SELECTION, target, fit, dataset,
                        new StudyRecord.Running(extensions.bundles(), selection.vectorWidth()),
                        SelectionSettingsJson.write(settings));
                return new SelectionStudy(fit, dataset, settings, selection, study, lock, extensions.bundles());
            } catch (RuntimeException | Error failed) {
                lock.close();
                throw failed;
            }
        } catch (RuntimeException | Error failed) {
            selection.close();
            throw failed;
        }
    }

    /**
     * Goes on with a selection, to the same bits as if it had never stopped.
     *
     * @throws org.deltaw.spi.InvalidSpecException if spec, data or bundles are no longer those with which it began
     */
    public static SelectionStudy resume(StudyRecord study, ExtensionCatalog extensions) {
        SpecFile file = study.directory().spec(List.of());
        Fit fit = file.fit(extensions);
        RunLock lock = RunLock.of(study.results());
        try {
            Dataset dataset = Opening.data(file, fit);
            SelectionSettings settings = SelectionSettingsJson.read(study.settings());
            TermSelection selection = Opening.located(file, () -> TermSelection.open(fit, dataset, settings));
            try {
                study.requireSame(fit, dataset, new StudyRecord.Running(extensions.bundles(), selection.vectorWidth()));
                return new SelectionStudy(fit, dataset, settings, selection, study, lock, extensions.bundles());
            } catch (RuntimeException | Error failed) {
                selection.close();
                throw failed;
            }
        } catch (RuntimeException | Error failed) {
            lock.close();
            throw failed;
        }
    }

    /** Returns what {@code selection.json} in the directory holds, and under {@code fit} what came of the short rule, for programs. */
    public Map<String, Object> json(Optional<Map<String, Object>> fit) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("selection", JsonFile.read(study.results().resolve(TABLE)));
        json.put("fit", fit);
        return json;
    }

    /** Returns what is fitted. */
    public Fit fit() {
        return fit;
    }

    /** Returns how terms are selected. */
    public SelectionSettings settings() {
        return settings;
    }

    /** Returns what a user should know of the data. */
    public List<Warning> warnings() {
        return selection.warnings();
    }

    /** Returns where the results are. */
    public Path folder() {
        return study.results();
    }

    /** Does the steps that are not done yet, and writes what was found; empty if the listener ended it before. */
    public Optional<Selection> run(Listener listener) {
        ParallelRun run = new ParallelRun(selection.workers(), listener::stopRequested);
        Optional<Selection> found = new SelectionTasks(selection, study.directory().path(), identity)
                .run(run, (step, procedure) -> tell(listener, step, procedure));
        found.ifPresent(this::keep);
        return found;
    }

    private static void tell(Listener listener, SelectionStep step, SelectionProcedure procedure) {
        switch (step) {
            case SelectionStep.Start() -> { }
            case SelectionStep.Penalty(int number, _) -> listener.pathWent(number, procedure.path().getLast());
            case SelectionStep.Subsets(int round, List<List<String>> subsets) -> {
                if (procedure.eliminations().size() == round) {
                    listener.eliminated(procedure.eliminations().getLast(), subsets.getLast().size());
                }
            }
        }
    }

    private void keep(Selection found) {
        SelectionText text = new SelectionText(found, settings);
        AtomicFile.write(study.results().resolve("selection.csv"), text.csv());
        AtomicFile.write(study.results().resolve(TABLE), text.json());
        AtomicFile.write(study.results().resolve("selection.html"),
                new SelectionReport(fit.name(), text, SpecWriter.write(fit)).html());
    }

    /** Opens the fit of the short rule to all training data, into the same directory; empty if no number of it is fitted. */
    public Optional<FitStudy> refit(Selection found) {
        OpenFit opened = OpenFit.open(found.refit(), dataset);
        if (opened.problems().getFirst().names().isEmpty()) {
            opened.close();
            return Optional.empty();
        }
        return Optional.of(FitStudy.within(found.refit(), opened, study.results(), bundles));
    }

    @Override
    public void close() {
        selection.close();
        lock.close();
    }
}
