package org.deltaw.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deltaw.kernel.BundleInfo;
import org.deltaw.kernel.fit.FitResult;
import org.deltaw.kernel.fit.Problem;
import org.deltaw.kernel.fit.Session;
import org.deltaw.kernel.minimise.Epoch;
import org.deltaw.kernel.minimise.FitListener;
import org.deltaw.kernel.minimise.Outcome;
import org.deltaw.spec.text.Words;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.backend.UnsupportedProgramException;
import org.deltaw.study.report.OutcomeText;
import org.deltaw.study.report.TextTable;
import org.deltaw.study.sweep.Cell;
import org.deltaw.study.sweep.Curves;
import org.deltaw.study.sweep.Experiment;
import org.deltaw.study.sweep.ExperimentFolder;
import org.deltaw.study.sweep.ExperimentPlan;
import org.deltaw.study.sweep.Measures;
import org.deltaw.study.sweep.Row;
import org.deltaw.study.sweep.Table;

/** Makes all fits of an experiment that are not done yet, one after the other, and has the results written. */
final class ExperimentRun {
    private static final double NANOS = 1e9;
    private static final int WIDTH = 100;

    private final Console console;
    private final ExperimentPlan plan;
    private final ExperimentFolder folder;
    private final StopSignal stop;

    ExperimentRun(Console console, ExperimentPlan plan, ExperimentFolder folder, StopSignal stop) {
        this.console = console;
        this.plan = plan;
        this.folder = folder;
        this.stop = stop;
    }

    /** Runs. Returns the exit code. */
    int run(List<BundleInfo> bundles) {
        Experiment experiment = plan.experiment();
        console.title(experiment.title());
        if (!experiment.about().isBlank()) {
            TextTable.wrapped(experiment.about().strip().replaceAll("\\s+", " "), WIDTH).forEach(console::print);
        }
        if (plan.options().quick()) {
            console.print("With --quick all is smaller than this says, and so small that it tells little.");
        }
        List<String> changes = folder.note(bundles);
        if (!changes.isEmpty()) {
            console.warn("Since the first of these fits " + Words.and(changes) + "; fits that are done are not repeated. Name "
                    + "another directory with -o DIR to repeat them.");
        }
        List<Row> rows = new ArrayList<>();
        ExperimentProgress progress = new ExperimentProgress(console, plan.fits().size(), System::nanoTime);
        for (ExperimentPlan.PlannedFit fit : plan.fits()) {
            Optional<List<Row>> done = folder.rows(fit.cell(), fit.fingerprint());
            Optional<List<Row>> found = done.isPresent() ? done : made(fit, progress);
            if (found.isEmpty()) {
                progress.end();
                console.print("Interrupted; what is done is kept. The same command goes on.");
                return ExitCode.INTERRUPTED;
            }
            rows.addAll(found.get());
            progress.done(fit.cell(), found.get(), done.isPresent());
        }
        progress.end();
        List<String> factors = experiment.vary().stream().map(factor -> factor.name()).toList();
        new ExperimentResults(console, plan, folder, new Table(factors, experiment.collect(), rows)).writeAndPrint();
        return ExitCode.DONE;
    }

    /** Makes a fit; empty if it was interrupted. One that cannot be made is a result too, but is tried again the next time. */
    private Optional<List<Row>> made(ExperimentPlan.PlannedFit fit, ExperimentProgress progress) {
        List<Row> rows = new ArrayList<>();
        try (Session session = fit.open()) {
            progress.warn(session.warnings());
            for (Problem problem : session.problems()) {
                Optional<Row> row = row(fit.cell(), problem);
                if (row.isEmpty()) {
                    return Optional.empty();
                }
                rows.add(row.get());
            }
        } catch (InvalidSpecException | UnsupportedProgramException failed) {
            return Optional.of(List.of(Row.failed(fit.cell(), String.valueOf(failed.getMessage()))));
        }
        folder.keep(fit.fingerprint(), rows);
        return Optional.of(rows);
    }

    private Optional<Row> row(Cell cell, Problem problem) {
        Stopwatch watch = new Stopwatch(stop);
        FitResult result = problem.train(Optional.empty(), watch);
        if (result.outcome() instanceof Outcome.Interrupted) {
            return Optional.empty();
        }
        List<String> names = problem.names();
        boolean diverged = result.outcome() instanceof Outcome.Diverged;
        return Optional.of(new Row(cell, result.subject(), diverged ? "diverged" : OutcomeText.brief(result.outcome()),
                diverged ? OutcomeText.brief(result.outcome()) : "",
                Measures.of(result, names, watch.seconds(result), plan.experiment().reach()),
                Curves.of(result, names, watch.seconds(result), plan.experiment().curves())));
    }

    /** Notes when each epoch ended. */
    private static final class Stopwatch implements FitListener {
        private final StopSignal stop;
        private final List<List<Double>> seconds = new ArrayList<>(List.of(new ArrayList<>()));
        private long start = System.nanoTime();

        Stopwatch(StopSignal stop) {
            this.stop = stop;
        }

        /** Returns the seconds from the beginning of the start that was best. */
        List<Double> seconds(FitResult result) {
            return seconds.get(result.checkpoint().bestStart() - 1);
        }

        @Override
        public void startBegun(int number) {
            if (number > 1) {
                seconds.add(new ArrayList<>());
                start = System.nanoTime();
            }
        }

        @Override
        public void epochDone(Epoch epoch) {
            seconds.getLast().add((System.nanoTime() - start) / NANOS);
        }

        @Override
        public boolean stopRequested() {
            return stop.requested();
        }
    }
}
