package org.deltaw.study.report;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.TrainingSettings;
import org.deltaw.kernel.fit.FitResult;
import org.deltaw.kernel.fit.Starts;
import org.deltaw.kernel.minimise.Outcome;
import org.deltaw.study.record.RunDirectory;

/** Says how a training ended, and what to do then. */
public final class OutcomeText {
    private OutcomeText() {}

    /** Writes a few sentences. */
    public static String of(FitResult result, Fit fit, Path directory) {
        return ofOne(result, fit, directory) + (result.starts().losses().isEmpty() ? "" : " " + losses(result.starts()));
    }

    /** Says with what loss each start ended. */
    private static String losses(Starts starts) {
        List<String> losses = starts.losses().stream().map(loss ->
                Double.isInfinite(loss) ? "diverged" : Numbers.rounded(loss)).toList();
        return "This is start " + starts.best() + " of " + losses.size() + ", with the lowest loss" + (isLowest(starts) ? "" : " of those with stable weights") + "; losses of all: "
                + String.join(", ", losses) + ".";
    }

    private static boolean isLowest(Starts starts) {
        return starts.losses().get(starts.best() - 1) <= Collections.min(starts.losses());
    }

    private static String ofOne(FitResult result, Fit fit, Path directory) {
        TrainingSettings training = fit.training();
        return switch (result.outcome()) {
            case Outcome.Finished() -> training.epochs() == 1 ? "Finished: the one iteration is done."
                    : "Finished: all " + Numbers.count(training.epochs(), "iteration") + " are done.";
            case Outcome.Converged(int epoch, _, String because) -> "Finished: " + because + ", so training ended after iteration "
                    + epoch + " of " + training.epochs() + ".";
            case Outcome.Interrupted(int epoch) -> "Interrupted after iteration " + epoch + " of " + training.epochs()
                    + (training.starts() == 1 ? "" : ", with " + training.starts() + " starts side by side")
                    + "; nothing is lost. Go on with: " + RunDirectory.resumeCommand(directory);
            case Outcome.Diverged diverged -> "Diverged in iteration " + diverged.epoch() + ": " + place(diverged)
                    + " What is shown here is the state " + reached(result.best().epochs())
                    + ". Try " + result.method().remedy() + ", or bounds for the parameters (rule.bounds).";
        };
    }

    /** Names the outcome in one or two words, for tables. */
    public static String brief(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Finished() -> "finished";
            case Outcome.Converged(int epoch, _, _) -> "converged in " + epoch;
            case Outcome.Interrupted(int epoch) -> "interrupted in " + epoch;
            case Outcome.Diverged diverged -> "diverged in " + diverged.epoch();
        };
    }

    private static String reached(int epochs) {
        return epochs == 0 ? "before the first iteration" : "after iteration " + epochs;
    }

    private static String place(Outcome.Diverged diverged) {
        return diverged.step() < 0
                ? "in trajectory '" + diverged.trajectory() + "' the gradient was no longer finite."
                : "in trajectory '" + diverged.trajectory() + "' the " + diverged.expression()
                        + " was no longer finite after step " + (diverged.step() + 1) + ".";
    }
}
