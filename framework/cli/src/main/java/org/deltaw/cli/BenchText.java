package org.deltaw.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.deltaw.spi.backend.Precision;
import org.deltaw.study.benchmark.BenchmarkCase;
import org.deltaw.study.benchmark.EvaluationCase;
import org.deltaw.study.benchmark.EvaluationTiming;
import org.deltaw.study.benchmark.FitCase;
import org.deltaw.study.benchmark.FitTiming;
import org.deltaw.study.benchmark.Machine;
import org.deltaw.study.report.Numbers;
import org.deltaw.study.report.TextTable;

/** Shows timings as they are there: a table for fits, and one for evaluations. */
final class BenchText {
    private static final int WIDTH = 118;
    private static final double BILLION = 1e9;
    private static final double MILLION = 1e6;
    private static final String FIT = "  %-27s %-11s %-4s %10s %8s %8s %10s %8s %8s";
    private static final String EVALUATION = "  %-29s %-11s %-4s %9s %11s %9s %7s %11s %9s %7s  %s";

    private final Console console;
    private final List<BenchmarkCase> cases;
    private final int jobs;
    private final long start = System.nanoTime();
    private int done;
    private boolean unsteady;
    private Section section = Section.NONE;

    /** Of which table the last row was. */
    private enum Section { NONE, FITS, EVALUATIONS }

    /**
     * Prepares to show.
     *
     * @param cases that will be timed
     * @param jobs how many timings there will be
     */
    BenchText(Console console, List<BenchmarkCase> cases, int jobs) {
        this.console = console;
        this.cases = cases;
        this.jobs = jobs;
    }

    /** Says on what is measured, and what it could do at most. */
    void begin(Machine machine, int threads, Map<Precision, Double> peaks) {
        print(machine.processor() + ", " + Numbers.count(machine.processors(), "processor") + "; " + machine.system() + "; Java "
                + machine.java() + "; " + Numbers.count(threads, "thread"));
        if (!peaks.isEmpty()) {
            print("Peak of one thread, measured with a loop that the JVM vectorises: " + peaks.entrySet().stream()
                    .map(peak -> Numbers.significant(peak.getValue() / BILLION, 3) + " in " + word(peak.getKey()))
                    .collect(Collectors.joining(", ")) + " (billions of multiply-adds per second)");
        }
    }

    /** Shows a fit. */
    FitTiming show(FitTiming timing) {
        if (section != Section.FITS) {
            section = Section.FITS;
            console.print("");
            console.print(FIT.formatted("", "", "", "first fit", "", "CPU", "second fit", "", "CPU"));
            console.print(FIT.formatted("case", "backend", "", "iterations", "s", "s", "iterations", "s", "s"));
        }
        FitTiming.Run first = timing.first();
        FitTiming.Run second = timing.second();
        console.print(FIT.formatted(timing.measured().name(), timing.backend(), word(timing.precision()), first.iterations(),
                hundredths(first.seconds()), hundredths(first.cpuSeconds()), second.iterations(), hundredths(second.seconds()),
                hundredths(second.cpuSeconds())));
        progress();
        return timing;
    }

    /** Shows an evaluation. */
    EvaluationTiming show(EvaluationTiming timing) {
        if (section != Section.EVALUATIONS) {
            section = Section.EVALUATIONS;
            console.print("");
            console.print(EVALUATION.formatted("", "", "", "first", "gradient", "", "of peak", "curvature", "", "of peak", "")
                    .stripTrailing());
            console.print(EVALUATION.formatted("case", "backend", "", "ms", "µs", "Mop", "%", "µs", "Mop", "%", "device"));
        }
        EvaluationTiming.Figure gradient = timing.gradient();
        Optional<EvaluationTiming.Figure> curvature = timing.curvature();
        console.print(EVALUATION.formatted(timing.measured().name(), timing.backend(), word(timing.precision()),
                "%,.0f".formatted(timing.firstSeconds() * 1e3), time(gradient), operations(gradient), share(gradient),
                curvature.map(this::time).orElse("-"), curvature.map(BenchText::operations).orElse("-"),
                curvature.map(BenchText::share).orElse("-"), timing.device()));
        progress();
        return timing;
    }

    /** Says what the columns hold. */
    void end() {
        console.print("");
        if (jobs == 0) {
            console.print("Nothing was timed.");
            return;
        }
        if (unsteady) {
            print("* not known to be warm: after a minute it was still becoming faster, or one run takes longer than that.");
        }
        if (cases.stream().anyMatch(EvaluationCase.class::isInstance)) {
            print("gradient: the loss and its derivative, per trajectory; curvature: with the Gauss-Newton matrix besides; first: from "
                    + "opening the model to its first gradient. Mop: millions of operations on numbers, of which a function such as "
                    + "tanh counts as one.");
        }
        if (cases.stream().anyMatch(FitCase.class::isInstance)) {
            print("fit: from opening it to its result; CPU: of all threads, compilation included, until they are quiet again. The second "
                    + "has the shape of the first, and other data.");
        }
        TextTable legend = new TextTable("", "");
        cases.forEach(each -> legend.row(each.name(), each.description()));
        console.print("");
        console.print(legend.toString());
    }

    private void progress() {
        done++;
        if (console.hasProgressLines()) {
            double each = (System.nanoTime() - start) / BILLION / done;
            console.progress(new ProgressLine("timings", done, OptionalLong.of(jobs),
                    done == jobs ? OptionalDouble.empty() : OptionalDouble.of(each * (jobs - done))));
        }
    }

    private void print(String paragraph) {
        TextTable.wrapped(paragraph, WIDTH).forEach(console::print);
    }

    private String time(EvaluationTiming.Figure figure) {
        unsteady |= !figure.isSteady();
        return "%,.1f".formatted(figure.microseconds()) + (figure.isSteady() ? "" : "*");
    }

    private static String operations(EvaluationTiming.Figure figure) {
        return Numbers.significant(figure.operations() / MILLION, 3);
    }

    private static String share(EvaluationTiming.Figure figure) {
        return Numbers.significant(100 * figure.shareOfPeak(), 2);
    }

    private static String hundredths(double value) {
        return "%.2f".formatted(value);
    }

    private static String hundredths(OptionalDouble value) {
        return value.isPresent() ? hundredths(value.getAsDouble()) : "-";
    }

    private static String word(Precision precision) {
        return precision.name().toLowerCase(Locale.ROOT);
    }
}
