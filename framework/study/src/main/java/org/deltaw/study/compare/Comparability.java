package org.deltaw.study.compare;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.deltaw.kernel.evaluation.Statistic;
import org.deltaw.kernel.evaluation.Statistics;
import org.deltaw.spec.text.Words;
import org.deltaw.spi.InvalidSpecException;

/**
 * Says what may be compared between runs.
 *
 * @param figures those that may
 * @param notes what a reader must know, a sentence each
 */
public record Comparability(Set<ModelFigure> figures, List<String> notes) {
    /**
     * Looks into runs.
     *
     * @throws InvalidSpecException if they were fitted to different data; the message says what differs
     */
    public static Comparability of(List<ComparedRun> runs) {
        ComparedRun first = runs.getFirst();
        Set<ModelFigure> figures = new LinkedHashSet<>(ModelFigure.all());
        List<String> notes = new ArrayList<>();
        for (ComparedRun other : runs.subList(1, runs.size())) {
            String difference = DataDifference.of(first.data().training(), other.data().training());
            if (!difference.isEmpty()) {
                throw new InvalidSpecException("The runs in " + first.name() + " and " + other.name() + " were fitted to "
                        + "different data: " + difference + " Compare runs of the same recordings.");
            }
        }
        heldOut(runs, figures, notes);
        losses(runs, figures, notes);
        notes.add("AIC and BIC compare models of the same data alone; less is better. Log-likelihoods count the repetitions of "
                + "a recording as one.");
        for (ComparedRun run : runs) {
            about(run, notes);
        }
        return new Comparability(figures, notes);
    }

    private static void heldOut(List<ComparedRun> runs, Set<ModelFigure> figures, List<String> notes) {
        if (runs.stream().allMatch(run -> run.data().heldOut().isEmpty())) {
            figures.removeIf(ModelFigure::heldOut);
            return;
        }
        for (ComparedRun other : runs.subList(1, runs.size())) {
            String difference = DataDifference.of(runs.getFirst().data().heldOut(), other.data().heldOut());
            if (!difference.isEmpty()) {
                figures.removeIf(ModelFigure::heldOut);
                notes.add("What was held out is not compared, for it differs between " + runs.getFirst().name() + " and "
                        + other.name() + ": " + difference);
                return;
            }
        }
    }

    private static void losses(List<ComparedRun> runs, Set<ModelFigure> figures, List<String> notes) {
        ComparedRun first = runs.getFirst();
        for (ComparedRun other : runs.subList(1, runs.size())) {
            if (!first.data().misfits().equals(other.data().misfits())) {
                figures.removeIf(figure -> figure.statistic().dependsOnLosses());
                notes.add(Words.capital(Words.and(Statistics.shown(Statistic.Output.MODELS).stream()
                        .filter(Statistic::dependsOnLosses).map(Statistic::label).toList()))
                        + " are not compared, for the losses differ: "
                        + String.join(" + ", first.data().misfits()) + " in " + first.name() + ", "
                        + String.join(" + ", other.data().misfits()) + " in " + other.name() + ".");
                return;
            }
        }
    }

    private static void about(ComparedRun run, List<String> notes) {
        List<String> diverged = run.diverged();
        if (!diverged.isEmpty()) {
            notes.add("Training diverged in " + run.name() + (diverged.equals(List.of("")) ? ", so it has no figures."
                    : " for " + Words.and(diverged) + "; sums and medians are missing, and differences leave these out."));
        }
        if (run.models().values().stream().anyMatch(FittedModel::penalised)) {
            notes.add("Coefficients of " + run.name() + " were drawn to 0 by penalties, so its likelihood is not the largest "
                    + "that its model can have, and it has no AIC and BIC.");
        }
        if (run.isSelected()) {
            notes.add("The terms of " + run.name() + " were selected by these data, so it has no AIC and BIC: as of a rule that was "
                    + "known before they would be too small.");
        }
        if (run.models().values().stream().anyMatch(FittedModel::counted)) {
            notes.add("Of " + run.name() + " all fitted numbers count as parameters, since it was not computed how many the "
                    + "data determine.");
        }
    }
}
