package org.deltaw.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.deltaw.kernel.evaluation.Metrics;
import org.deltaw.kernel.fit.FitResult;
import org.deltaw.kernel.minimise.Outcome;
import org.deltaw.study.report.Coefficients;
import org.deltaw.study.report.FitnessText;
import org.deltaw.study.report.FormulaText;
import org.deltaw.study.report.Numbers;
import org.deltaw.study.report.OptimaText;
import org.deltaw.study.report.StabilityText;
import org.deltaw.study.report.TextTable;
import org.deltaw.study.report.UncertaintyText;
import org.deltaw.study.report.WarningsText;

/**
 * Shows what came out of a fit.
 *
 * @param brief leaves out what a summary over subjects will say
 */
public record ResultText(FitResult result, boolean brief) {
    private static final int WIDTH = 100;

    /**
     * Prints it.
     *
     * @param outcome how training ended, in sentences
     * @param seconds how long it took
     * @param folder where the files are
     */
    void print(Console console, String outcome, double seconds, Path folder) {
        console.print("");
        TextTable.wrapped(outcome + " (" + Numbers.duration(seconds) + ")", WIDTH).forEach(console::print);
        console.title("Fitted rule");
        result.formulas().entrySet().stream().sorted(Map.Entry.comparingByKey())
                .forEach(rule -> console.print("  " + FormulaText.of(rule.getKey(), rule.getValue())));
        console.print("  " + FormulaText.MEANING);
        print(console, new StabilityText(result.stability()).sentences());
        if (brief) {
            console.print("");
            console.print(new FitnessText(result.metrics()).brief());
            result.heldOut().ifPresent(heldOut -> console.print("  held out:" + new FitnessText(heldOut).brief()));
            print(console, ReplicatesText.of(result.metrics()).stream().toList());
            if (!result.warnings().isEmpty()) {
                console.print("  warnings: " + WarningsText.codes(result.warnings()));
            }
            return;
        }
        console.title("Coefficients");
        UncertaintyText uncertainty = new UncertaintyText(result.uncertainty());
        console.print(new Coefficients(result.parameters(), uncertainty).table());
        print(console, uncertainty.sentences());
        OptimaText optima = new OptimaText(result.starts().optima());
        if (!optima.isEmpty()) {
            console.title("Optima");
            console.print(optima.table());
            print(console, optima.sentences());
        }
        result.warnings().forEach(console::warn);
        console.title("How well it describes the data");
        console.print(new FitnessText(result.metrics()).lines(result.best().history()));
        print(console, ReplicatesText.of(result.metrics()).stream().toList());
        result.heldOut().ifPresent(heldOut -> printHeldOut(console, heldOut));
        console.note("");
        console.note("Files in " + folder + ": " + (result.outcome() instanceof Outcome.Interrupted
                ? "spec.yaml, history.csv, checkpoint.json"
                : "report.html (to read), parameters.json, metrics.json, "
                        + ifThere(folder, "predictions.csv") + ifThere(folder, "activity.npz") + "history.csv, spec.yaml"));
    }

    private static String ifThere(Path folder, String file) {
        return Files.exists(folder.resolve(file)) ? file + ", " : "";
    }

    /** Prints how well the rule describes data to which it was not fitted. */
    static void printHeldOut(Console console, Metrics heldOut) {
        console.title("How well it describes what was held out (" + Numbers.count(heldOut.trajectories().size(),
                "trajectory") + ", " + Numbers.count(heldOut.total().steps(), "step") + ")");
        console.print(new FitnessText(heldOut).lines(List.of()));
        print(console, ReplicatesText.of(heldOut).stream().toList());
    }

    /** Prints sentences below a table. */
    static void print(Console console, List<String> sentences) {
        sentences.forEach(sentence -> TextTable.wrapped(sentence, WIDTH - 2).forEach(line -> console.print("  " + line)));
    }
}
