package org.deltaw.study.compare;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.deltaw.kernel.evaluation.Statistic;
import org.deltaw.kernel.evaluation.Statistics;
import org.deltaw.spec.text.Words;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.study.record.DataRecord;
import org.deltaw.study.report.Numbers;

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
            String difference = difference(first, other, DataRecord::training);
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
            String difference = difference(runs.getFirst(), other, DataRecord::heldOut);
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
        if (run.models().values().stream().anyMatch(FittedModel::counted)) {
            notes.add("Of " + run.name() + " all fitted numbers count as parameters, since it was not computed how many the "
                    + "data determine.");
        }
    }

    /** Says in a sentence what differs; empty if nothing does. */
    private static String difference(
            ComparedRun first, ComparedRun other, Function<DataRecord, List<DataRecord.Recorded>> part) {
        Map<String, DataRecord.Recorded> here = byId(part.apply(first.data()));
        Map<String, DataRecord.Recorded> there = byId(part.apply(other.data()));
        String subjects = missing("subject", subjects(here), subjects(there));
        if (!subjects.isEmpty()) {
            return subjects;
        }
        String trajectories = missing("trajectory", here.keySet(), there.keySet());
        if (!trajectories.isEmpty()) {
            return trajectories;
        }
        List<String> others = here.keySet().stream()
                .filter(id -> !Objects.requireNonNull(here.get(id)).targets()
                        .equals(Objects.requireNonNull(there.get(id)).targets()))
                .toList();
        return others.isEmpty() ? "" : "what is to be predicted in trajectory '" + others.getFirst() + "' is not the same"
                + (others.size() == 1 ? "." : ", nor in " + (others.size() - 1) + " more.");
    }

    private static String missing(String noun, Set<String> here, Set<String> there) {
        Set<String> fewer = new TreeSet<>(here);
        fewer.removeAll(there);
        if (!fewer.isEmpty()) {
            return "only the first has " + named(noun, fewer);
        }
        Set<String> more = new TreeSet<>(there);
        more.removeAll(here);
        return more.isEmpty() ? "" : "only the second has " + named(noun, more);
    }

    private static String named(String noun, Set<String> names) {
        String name = "'" + names.iterator().next() + "'";
        return names.size() == 1 ? noun + " " + name + "." : Numbers.count(names.size(), noun) + ", " + name + " among them.";
    }

    private static Map<String, DataRecord.Recorded> byId(List<DataRecord.Recorded> recorded) {
        Map<String, DataRecord.Recorded> byId = new TreeMap<>();
        recorded.forEach(each -> byId.put(each.id(), each));
        return byId;
    }

    private static Set<String> subjects(Map<String, DataRecord.Recorded> recorded) {
        Set<String> subjects = new TreeSet<>();
        recorded.values().forEach(each -> subjects.add(each.subject()));
        return subjects;
    }
}
