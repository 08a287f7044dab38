package org.deltaw.cli;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.deltaw.kernel.BundleInfo;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.TrainingSettings;
import org.deltaw.kernel.fit.FitResult;
import org.deltaw.kernel.fit.Problem;
import org.deltaw.kernel.fit.Session;
import org.deltaw.kernel.minimise.Checkpoint;
import org.deltaw.kernel.minimise.Outcome;
import org.deltaw.spec.SpecWriter;
import org.deltaw.storage.IoReason;
import org.deltaw.study.record.DataRecord;
import org.deltaw.study.record.RunDirectory;
import org.deltaw.study.record.RunResults;
import org.deltaw.study.report.OutcomeText;
import org.deltaw.study.report.Report;
import org.deltaw.study.report.Summary;

/**
 * One run: every problem of a session is trained from where its directory says that it stands, and what came
 * out is kept and shown. A run that fits each subject alone ends with a summary.
 */
final class FitRun {
    /** The last file of a problem, or of a run: what has it, is done. */
    private static final String REPORT = "report.html";
    private static final String SUMMARY = "summary.csv";
    private static final double NANOS = 1e9;

    private final Console console;
    private final Fit fit;
    private final Session session;
    private final RunDirectory directory;
    private final List<BundleInfo> bundles;
    private final StopSignal stop;

    /**
     * Prepares a run.
     *
     * @param bundles what is running, for the report
     */
    FitRun(Console console, Fit fit, Session session, RunDirectory directory, List<BundleInfo> bundles,
            StopSignal stop) {
        this.console = console;
        this.fit = fit;
        this.session = session;
        this.directory = directory;
        this.bundles = List.copyOf(bundles);
        this.stop = stop;
    }

    /** Tells whether a run has come to its end, so that there is nothing to go on with. */
    static boolean isDone(RunDirectory directory, Fit fit) {
        return java.nio.file.Files.exists(directory.path().resolve(isSeparate(fit) ? SUMMARY : REPORT));
    }

    /** Tells whether each subject has parameters of its own. */
    static boolean isSeparate(Fit fit) {
        return fit.training().subjects() == TrainingSettings.Subjects.SEPARATE;
    }

    /** Trains. Returns the exit code. */
    int train() {
        new Introduction(fit, session, directory.path()).print(console);
        session.warnings().forEach(console::warn);
        stop.advise("Saving takes long. What is in " + directory.path() + " can be resumed all the same: "
                + RunDirectory.resumeCommand(directory.path()));
        directory.results("").write(DataRecord.FILE, DataRecord.of(session, isSeparate(fit)).json());
        try {
            return isSeparate(fit) ? trainEach() : trainOne();
        } catch (UncheckedIOException unwritten) {
            throw new UncheckedIOException(IoReason.sentence(unwritten) + " What was there before is intact; once it can "
                    + "be written, go on with: " + RunDirectory.resumeCommand(directory.path()), unwritten.getCause());
        }
    }

    private int trainOne() {
        console.print("");
        FitResult result = train(session.problems().getFirst(), fit.name());
        return result.outcome() instanceof Outcome.Interrupted ? ExitCode.INTERRUPTED : ExitCode.DONE;
    }

    private int trainEach() {
        Summary summary = new Summary();
        List<Problem> problems = session.problems();
        for (Problem problem : problems) {
            console.title("Subject " + problem.subject() + " (" + (problems.indexOf(problem) + 1) + " of "
                    + problems.size() + ")");
            FitResult result = train(problem, fit.name() + ", " + problem.subject());
            if (result.outcome() instanceof Outcome.Interrupted) {
                return ExitCode.INTERRUPTED;
            }
            summary.add(result, problem.names());
        }
        directory.results("").write(SUMMARY, summary.csv());
        console.title("All subjects");
        console.print(summary.table());
        console.print("");
        console.print("Files in " + directory.path() + ": " + SUMMARY + ", and a directory for each subject in subjects/");
        return ExitCode.DONE;
    }

    private FitResult train(Problem problem, String title) {
        RunResults results = directory.results(problem.subject());
        Optional<Checkpoint> from = results.checkpoint();
        long start = System.nanoTime();
        Progress progress = new Progress(
                console, fit.training().epochs(), from.map(Checkpoint::epochs).orElse(0),
                problem.method().optimizer() == TrainingSettings.Optimizer.GAUSS_NEWTON, System::nanoTime);
        FitResult result;
        try {
            result = problem.train(from, new RunListener(results, problem.names(), fit.training().starts(), progress, stop));
        } finally {
            progress.end();
        }
        String outcome = OutcomeText.of(result, fit, directory.path());
        keep(result, problem.names(), results, title, outcome);
        new ResultText(result, isSeparate(fit))
                .print(console, outcome, (System.nanoTime() - start) / NANOS, results.directory());
        return result;
    }

    private void keep(FitResult result, List<String> names, RunResults results, String title, String outcome) {
        if (result.outcome() instanceof Outcome.Interrupted) {
            results.write(result.checkpoint(), names);
        } else {
            results.write(result, names);
            results.write(REPORT, new Report(title, outcome, result, names, SpecWriter.write(fit), bundles).html());
        }
    }
}
