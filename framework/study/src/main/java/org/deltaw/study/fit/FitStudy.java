package org.deltaw.study.fit;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deltaw.kernel.BundleInfo;
import org.deltaw.kernel.ExtensionCatalog;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.TrainingSettings;
import org.deltaw.kernel.evaluation.Prediction;
import org.deltaw.kernel.evaluation.RecordedActivity;
import org.deltaw.kernel.fit.Convergence;
import org.deltaw.kernel.fit.FitResult;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.fit.Problem;
import org.deltaw.kernel.minimise.Checkpoint;
import org.deltaw.kernel.minimise.FitListener;
import org.deltaw.kernel.minimise.Outcome;
import org.deltaw.kernel.model.FittedValues;
import org.deltaw.spec.SpecFile;
import org.deltaw.spec.SpecWriter;
import org.deltaw.spi.network.Observable;
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
import org.deltaw.study.record.StudyRecord;
import org.deltaw.study.report.ActivityArchive;
import org.deltaw.study.report.OutcomeText;
import org.deltaw.study.report.PredictionsCsv;
import org.deltaw.study.report.Report;
import org.deltaw.study.report.Summary;
import org.deltaw.study.task.FailedTaskException;
import org.deltaw.study.task.ParallelRun;

/**
 * A fit into a directory: every subject is trained from where the directory says that it stands, and what came out is kept. If
 * each is fitted alone, they are trained at the same time on as many threads as the backend may use, and the fit ends with a
 * summary.
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
    private static final String ACTIVITY = "activity.npz";

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

    /**
     * Is told how a fit goes, and may end it. Subjects are trained at the same time, so any of their threads may call it, but never two
     * at once; only whether to stop may be asked at any time.
     */
    public interface Listener {
        /** Hears and says nothing. */
        Listener SILENT = new Listener() {};

        /**
         * Is told that the training of a subject begins, or goes on.
         *
         * @param number of the problem, from 1 on
         * @param done epochs that were done before
         * @return what is told of its epochs, in turn with all others; it may end the training of this subject
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

        /** Tells whether to stop. */
        default boolean stopRequested() {
            return false;
        }
    }

    /**
     * What came out.
     *
     * @param fits one, or one for each subject, in their order, as far as they were trained
     * @param summary over subjects, if each was fitted alone and all are done
     * @param converged whether {@link Convergence} says so of all of them
     * @param interrupted whether the listener ended it before all was done
     */
    public record Result(List<FitResult> fits, Optional<Summary> summary, boolean converged, boolean interrupted) {
        public Result {
            fits = List.copyOf(fits);
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

    /** Returns what was fitted, of all subjects; empty if it has not come to its end, or a training diverged. */
    public Optional<FittedValues> fitted() {
        Map<String, Map<String, Map<String, double[]>>> values = new LinkedHashMap<>();
        for (Problem problem : opened.problems()) {
            RunResults results = directory.results(problem.subject());
            boolean over = results.metrics().filter(metrics -> !metrics.in("outcome").text("kind").equals("diverged")).isPresent();
            results.parameters().filter(_ -> over).ifPresent(known -> values.put(problem.subject(), known));
        }
        return values.size() == opened.problems().size() ? Optional.of(new FittedValues(values)) : Optional.empty();
    }

    /** Says, a phrase for each, what was running when the fit began and is no longer, or not as it was. */
    public List<String> changes() {
        return BundleRecord.changes(directory.path(), bundles);
    }

    /**
     * Trains from where the directory says that training stands.
     *
     * @throws UncheckedIOException if something cannot be written; what was there before is intact
     * @throws FailedTaskException if each subject is fitted alone and one of them failed; then all have stopped
     */
    public Result run(Listener listener) {
        ParallelRun run = new ParallelRun(opened.workers(), listener::stopRequested);
        List<Training> trainings = IntStream.rangeClosed(1, opened.problems().size())
                .mapToObj(number -> new Training(opened.problems().get(number - 1), number, run, listener)).toList();
        List<FitResult> results = isSeparate(fit)
                ? run.run(trainings.stream().map(Training::piece).toList()).stream().flatMap(Optional::stream).toList()
                : List.of(trainings.getFirst().train());
        boolean interrupted = results.size() < trainings.size()
                || results.stream().anyMatch(each -> each.outcome() instanceof Outcome.Interrupted);
        Optional<Summary> summary = isSeparate(fit) && !interrupted ? Optional.of(summary(results)) : Optional.empty();
        return new Result(results, summary, results.stream().allMatch(each -> Convergence.of(each, fit)), interrupted);
    }

    private Summary summary(List<FitResult> results) {
        Summary summary = new Summary();
        results.forEach(each -> summary.add(each, names(opened)));
        return advised(() -> {
            directory.results("").write(SUMMARY, summary.csv());
            return summary;
        });
    }

    /** Does what writes, and says what to do if it cannot. */
    private <T> T advised(Supplier<T> writing) {
        try {
            return writing.get();
        } catch (UncheckedIOException unwritten) {
            throw new UncheckedIOException(IoReason.sentence(unwritten) + " What was there before is intact; once it can "
                    + "be written, go on with: " + RunDirectory.resumeCommand(directory.path()), unwritten.getCause());
        }
    }

    /** The training of a subject, or of all together. */
    private final class Training {
        private final Problem problem;
        private final int number;
        private final ParallelRun run;
        private final Listener listener;

        Training(Problem problem, int number, ParallelRun run, Listener listener) {
            this.problem = problem;
            this.number = number;
            this.run = run;
            this.listener = listener;
        }

        ParallelRun.Piece<FitResult> piece() {
            return new ParallelRun.Piece<>("Subject " + problem.subject(), () -> Optional.of(train()));
        }

        FitResult train() {
            return advised(this::trained);
        }

        private FitResult trained() {
            RunResults results = directory.results(problem.subject());
            Optional<Checkpoint> from = results.checkpoint();
            FitListener told = run.askInTurn(() -> listener.training(problem, number, from.map(Checkpoint::epochs).orElse(0)));
            FitResult trained = problem.train(from, new CheckpointKeeper(results, problem.names(), told, run));
            FitResult result = StudyRecord.isSelection(directory.path()) ? trained.afterSelection() : trained;
            String outcome = OutcomeText.of(result, fit, directory.path());
            keep(result, problem, results, outcome);
            // What is loaded takes memory, which the next subject needs.
            problem.close();
            run.inTurn(() -> listener.trained(result, outcome, results.directory()));
            return result;
        }
    }

    private void keep(FitResult result, Problem problem, RunResults results, String outcome) {
        String title = problem.subject().isEmpty() ? fit.name() : fit.name() + ", " + problem.subject();
        List<String> names = problem.names();
        if (result.outcome() instanceof Outcome.Interrupted) {
            results.write(result.starts().checkpoint(), names);
        } else {
            results.write(result, names);
            keepPredictions(result.best().parameters(), problem, opened.options(), results);
            results.write(REPORT, new Report(title, outcome, result, names, SpecWriter.write(fit), bundles).html());
        }
    }

    private static void keepPredictions(double[] parameters, Problem problem, List<String> options, RunResults results) {
        List<Prediction> decisions = problem.predict(Observable.LOGIT, parameters);
        List<Prediction> choices = problem.predict(Observable.LOG_PROBABILITIES, parameters);
        if (!choices.isEmpty()) {
            results.write(PREDICTIONS, PredictionsCsv.ofChoices(choices, options));
        } else if (!decisions.isEmpty()) {
            results.write(PREDICTIONS, PredictionsCsv.ofDecisions(decisions));
        }
        if (Stream.concat(problem.trajectories().stream(), problem.heldOut().stream()).anyMatch(RecordedActivity::isIn)) {
            results.write(ACTIVITY, ActivityArchive.of(problem.predict(Observable.ACTIVITY, parameters)));
        }
    }

    @Override
    public void close() {
        opened.close();
        lock.close();
    }
}
