package org.deltaw.study.fit;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltaw.kernel.BundleInfo;
import org.deltaw.kernel.ExtensionCatalog;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.TrainingSettings;
import org.deltaw.kernel.evaluation.ChoicePrediction;
import org.deltaw.kernel.fit.FitResult;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.fit.Problem;
import org.deltaw.kernel.minimise.Checkpoint;
import org.deltaw.kernel.minimise.FitListener;
import org.deltaw.kernel.minimise.Outcome;
import org.deltaw.spec.SpecFile;
import org.deltaw.spec.SpecWriter;
import org.deltaw.storage.IoReason;
import org.deltaw.study.record.BundleRecord;
import org.deltaw.study.record.DataRecord;
import org.deltaw.study.record.Destination;
import org.deltaw.study.record.Identity;
import org.deltaw.study.record.Platform;
import org.deltaw.study.record.RunDirectory;
import org.deltaw.study.record.RunFolders;
import org.deltaw.study.record.RunLock;
import org.deltaw.study.record.RunResults;
import org.deltaw.study.report.OutcomeText;
import org.deltaw.study.report.PredictionsCsv;
import org.deltaw.study.report.Report;
import org.deltaw.study.report.Summary;

/**
 * A fit into a directory: every subject is trained from where the directory says that it stands, and what came out is kept. A
 * fit of each subject alone ends with a summary.
 *
 * <pre>{@code
 * try (FitStudy study = FitStudy.begin(spec, extensions, Destination.at(folder))) {
 *     FitStudy.Result result = study.run(FitStudy.Listener.SILENT);
 * }
 * }</pre>
 *
 * <p>For use by one thread. The directory is locked until it is closed.
 */
public final class FitStudy implements AutoCloseable {
    /** The last file of a problem, or of a run: what has it, is done. */
    private static final String REPORT = "report.html";
    private static final String SUMMARY = "summary.csv";
    private static final String PREDICTIONS = "predictions.csv";

    private final Fit fit;
    private final OpenFit opened;
    private final RunDirectory directory;
    private final RunLock lock;
    private final List<BundleInfo> bundles;

    private FitStudy(Fit fit, OpenFit opened, RunDirectory directory, RunLock lock, List<BundleInfo> bundles) {
        this.fit = fit;
        this.opened = opened;
        this.directory = directory;
        this.lock = lock;
        this.bundles = List.copyOf(bundles);
    }

    /** Is told how a fit goes, and may end it. Called by the thread that runs the fit. */
    public interface Listener {
        /** Hears and says nothing. */
        Listener SILENT = new Listener() {};

        /**
         * Is told that the training of a subject begins, or goes on.
         *
         * @param number of the problem, from 1 on
         * @param done epochs that were done before
         * @return what is told of its epochs; it may end the training
         */
        default FitListener training(Problem problem, int number, int done) {
            return FitListener.SILENT;
        }

        /**
         * Is told what came out for a subject, when it is on disk.
         *
         * @param outcome how training ended, in sentences
         * @param folder with its files
         */
        default void trained(FitResult result, String outcome, Path folder) {}
    }

    /**
     * What came out.
     *
     * @param fits one, or one for each subject, as far as they were trained
     * @param summary over subjects, if each was fitted alone and all are done
     * @param converged whether {@link Convergence} says so of all of them
     */
    public record Result(List<FitResult> fits, Optional<Summary> summary, boolean converged) {
        public Result {
            fits = List.copyOf(fits);
        }

        /** Tells whether the listener ended it before all was done. */
        public boolean isInterrupted() {
            return !fits.isEmpty() && fits.getLast().outcome() instanceof Outcome.Interrupted;
        }
    }

    /**
     * Begins a fit: loads the data, assembles the model, and makes the directory.
     *
     * @throws org.deltaw.spi.InvalidSpecException if the user's input is wrong; then no directory is made
     * @throws UncheckedIOException if the directory cannot be written
     */
    public static FitStudy begin(SpecFile file, ExtensionCatalog extensions, Destination destination) {
        Fit fit = file.fit(extensions);
        OpenFit opened = Opening.of(file, fit);
        try {
            RunDirectory.requireDistinct(opened.problems().stream().map(Problem::subject).toList());
            return begin(fit, opened, destination.create(fit.name()), extensions.bundles());
        } catch (RuntimeException | Error failed) {
            opened.close();
            throw failed;
        }
    }

    /**
     * Begins a fit of which all is there already.
     *
     * @param opened closed when the study is
     */
    public static FitStudy begin(Fit fit, OpenFit opened, Path folder, List<BundleInfo> bundles) {
        RunLock lock = RunLock.of(folder);
        try {
            RunFolders.claim(folder);
            return new FitStudy(fit, opened, created(fit, opened, folder, bundles), lock, bundles);
        } catch (RuntimeException | Error failed) {
            lock.close();
            throw failed;
        }
    }

    /**
     * Begins a fit in a directory that is locked already and holds how its spec came about.
     *
     * @param opened closed when the study is
     */
    public static FitStudy within(Fit fit, OpenFit opened, Path folder, List<BundleInfo> bundles) {
        return new FitStudy(fit, opened, created(fit, opened, folder, bundles), RunLock.NONE, bundles);
    }

    private static RunDirectory created(Fit fit, OpenFit opened, Path folder, List<BundleInfo> bundles) {
        return RunDirectory.create(folder, fit, bundles, DataRecord.of(opened, isSeparate(fit)), identity(fit, opened, bundles));
    }

    /** Lists the names of all problems: subjects that are fitted alone have the same, save where a session has numbers of its own. */
    private static List<String> names(OpenFit opened) {
        return opened.problems().stream().flatMap(problem -> problem.names().stream()).distinct().toList();
    }

    /**
     * Goes on with a fit, to the same bits as if it had never stopped. One that has ended may be opened, too.
     *
     * @throws org.deltaw.spi.InvalidSpecException if the directory holds no fit, or spec, data or bundles are no longer those
     *     with which it began
     */
    public static FitStudy resume(Path folder, ExtensionCatalog extensions) {
        return resume(folder, extensions, Optional.empty());
    }

    /**
     * Does the same, but on another backend: that is written down, and ends with other bits than a run that never stopped.
     *
     * @param backend its name; empty for that with which it was gone on last
     */
    public static FitStudy resume(Path folder, ExtensionCatalog extensions, Optional<String> backend) {
        RunDirectory directory = RunDirectory.open(folder);
        SpecFile file = directory.spec(backend.map(name -> List.of("backend.name=" + name)).orElseGet(List::of));
        Fit fit = file.fit(extensions);
        RunLock lock = RunLock.of(folder);
        try {
            OpenFit opened = Opening.of(file, fit);
            try {
                directory.requireSame(fit, identity(fit, opened, extensions.bundles()), backend.isPresent());
                backend.ifPresent(directory::goOnWith);
                return new FitStudy(fit, opened, directory, lock, extensions.bundles());
            } catch (RuntimeException | Error failed) {
                opened.close();
                throw failed;
            }
        } catch (RuntimeException | Error failed) {
            lock.close();
            throw failed;
        }
    }

    /** Returns what a fit is of, by which its files are known. */
    public static Identity identity(Fit fit, OpenFit opened, List<BundleInfo> bundles) {
        return Identity.of(fit, DataRecord.of(opened, isSeparate(fit)), names(opened), Platform.of(fit, bundles, opened.vectorWidth()));
    }

    /** Tells whether it has come to its end, so that there is nothing to go on with. */
    public boolean isFinished() {
        return Files.exists(directory.path().resolve(isSeparate(fit) ? SUMMARY : REPORT));
    }

    /** Tells whether each subject has parameters of its own. */
    public static boolean isSeparate(Fit fit) {
        return fit.training().subjects() == TrainingSettings.Subjects.SEPARATE;
    }

    /** Returns what is fitted. */
    public Fit fit() {
        return fit;
    }

    /** Returns data and model. */
    public OpenFit opened() {
        return opened;
    }

    /** Returns where the results are. */
    public Path folder() {
        return directory.path();
    }

    /** Returns the backends with which it was gone on, after that with which it began; empty if it has never changed. */
    public List<String> backends() {
        return directory.backends();
    }

    /** Returns what the directory holds of each problem, for programs: parameters and metrics, or null where there are none. */
    public Map<String, Object> json() {
        return Map.of("fits", opened.problems().stream().map(problem -> directory.results(problem.subject()).json()).toList());
    }

    /** Says, a phrase for each, what was running when the fit began and is no longer, or not as it was. */
    public List<String> changes() {
        return BundleRecord.changes(directory.path(), bundles);
    }

    /**
     * Trains from where the directory says that training stands.
     *
     * @throws UncheckedIOException if something cannot be written; what was there before is intact
     */
    public Result run(Listener listener) {
        try {
            return isSeparate(fit) ? trainEach(listener)
                    : result(List.of(train(1, fit.name(), listener)), Optional.empty());
        } catch (UncheckedIOException unwritten) {
            throw new UncheckedIOException(IoReason.sentence(unwritten) + " What was there before is intact; once it can "
                    + "be written, go on with: " + RunDirectory.resumeCommand(directory.path()), unwritten.getCause());
        }
    }

    private Result trainEach(Listener listener) {
        Summary summary = new Summary();
        List<FitResult> results = new ArrayList<>();
        for (int number = 1; number <= opened.problems().size(); number++) {
            Problem problem = opened.problems().get(number - 1);
            results.add(train(number, fit.name() + ", " + problem.subject(), listener));
            if (results.getLast().outcome() instanceof Outcome.Interrupted) {
                return result(results, Optional.empty());
            }
            summary.add(results.getLast(), problem.names());
        }
        directory.results("").write(SUMMARY, summary.csv());
        return result(results, Optional.of(summary));
    }

    private Result result(List<FitResult> fits, Optional<Summary> summary) {
        return new Result(fits, summary, fits.stream().allMatch(each -> Convergence.of(each, fit)));
    }

    private FitResult train(int number, String title, Listener listener) {
        Problem problem = opened.problems().get(number - 1);
        RunResults results = directory.results(problem.subject());
        Optional<Checkpoint> from = results.checkpoint();
        FitListener told = listener.training(problem, number, from.map(Checkpoint::epochs).orElse(0));
        FitResult result = problem.train(from, new CheckpointKeeper(results, problem.names(), told));
        String outcome = OutcomeText.of(result, fit, directory.path());
        keep(result, problem, results, title, outcome);
        listener.trained(result, outcome, results.directory());
        return result;
    }

    private void keep(FitResult result, Problem problem, RunResults results, String title, String outcome) {
        List<String> names = problem.names();
        if (result.outcome() instanceof Outcome.Interrupted) {
            results.write(result.checkpoint(), names);
        } else {
            results.write(result, names);
            List<ChoicePrediction> predictions = problem.predict(result.checkpoint().parameters());
            if (!predictions.isEmpty()) {
                results.write(PREDICTIONS, PredictionsCsv.of(predictions));
            }
            results.write(REPORT, new Report(title, outcome, result, names, SpecWriter.write(fit), bundles).html());
        }
    }

    @Override
    public void close() {
        opened.close();
        lock.close();
    }
}
