package org.deltaw.study.select;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.deltaw.kernel.select.Selection;
import org.deltaw.kernel.select.SelectionProcedure;
import org.deltaw.kernel.select.SelectionStep;
import org.deltaw.kernel.select.StepResult;
import org.deltaw.kernel.select.TermSelection;
import org.deltaw.storage.Sha256;
import org.deltaw.study.task.ParallelRun;
import org.deltaw.study.task.Task;
import org.deltaw.study.task.TaskFolder;
import org.deltaw.study.task.TaskList;

/**
 * The steps of a selection. Each is a stage of tasks, one for all data and one for all but each fold, which are done at the same time;
 * what is done is kept in a folder, so that a selection goes on where it was stopped.
 *
 * @param folder where results are kept
 * @param identity of all that the tasks have in common
 */
public record SelectionTasks(TermSelection selection, Path folder, String identity) {
    /**
     * Does what is not done yet.
     *
     * @param told of each step when it is done
     * @return what was selected; empty if it was stopped before
     */
    public Optional<Selection> run(ParallelRun run, BiConsumer<SelectionStep, SelectionProcedure> told) {
        SelectionProcedure procedure = selection.begin();
        Map<Integer, List<StepResult>> done = new HashMap<>();
        for (Optional<SelectionStep> step = procedure.next(); step.isPresent(); step = procedure.next()) {
            if (!carryOut(step.get(), procedure, done, run)) {
                return Optional.empty();
            }
            told.accept(step.get(), procedure);
        }
        return Optional.of(procedure.selection());
    }

    /** Does a step for all sets of data, as far as it is not done; returns whether it was not stopped. */
    private boolean carryOut(SelectionStep step, SelectionProcedure procedure, Map<Integer, List<StepResult>> done, ParallelRun run) {
        Map<Task, Integer> sets = new LinkedHashMap<>();
        selection.sets(step).forEach(set -> sets.put(task(step, set), set));
        TaskList<StepResult> tasks = new TaskList<>(List.copyOf(sets.keySet()), new TaskFolder<>(folder, new StepFormat()));
        Optional<List<StepResult>> results = tasks.run(run, task -> {
            int set = Objects.requireNonNull(sets.get(task));
            return selection.carryOut(step, set, done.getOrDefault(set, List.of()), run::stopRequested)
                    .map(result -> new TaskList.Made<>(result, true));
        }, new TaskList.Listener<>() {});
        results.ifPresent(all -> {
            int next = 0;
            for (int set : sets.values()) {
                done.computeIfAbsent(set, _ -> new ArrayList<>()).add(all.get(next++));
            }
            procedure.tell(step, all);
        });
        return results.isPresent();
    }

    private Task task(SelectionStep step, int set) {
        String data = set == 0 ? "all data" : "without fold " + set;
        String stage = switch (step) {
            case SelectionStep.Start() -> "start";
            case SelectionStep.Penalty penalty -> "penalty " + penalty.number();
            case SelectionStep.Subsets subsets -> "elimination " + subsets.round();
        };
        return new Task(stage + ", " + data, ("steps/" + stage + "/" + data).replace(' ', '-') + ".json", Sha256.of(identity + step + set));
    }
}
