package org.deltaw.study.select;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.deltaw.kernel.select.StepResult;
import org.deltaw.study.record.JsonTree;
import org.deltaw.study.task.Task;
import org.deltaw.study.task.TaskFolder;

/** What a step of a selection gave, as the file of a task holds it. */
final class StepFormat implements TaskFolder.Format<StepResult> {
    private static final String PATH = "path";
    private static final String LARGEST = "largestPenalty";
    private static final String OBJECTIONS = "objections";
    private static final String TRIALS = "trials";
    private static final String TERMS = "terms";
    private static final String HELD_OUT = "heldOut";
    private static final String MINIMUM = "minimum";

    @Override
    public Object write(StepResult result) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(PATH, result.path());
        json.put(LARGEST, result.largestPenalty());
        json.put(OBJECTIONS, result.objections());
        json.put(TRIALS, result.trials().stream().map(StepFormat::trial).toList());
        return json;
    }

    private static Map<String, Object> trial(StepResult.Trial trial) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(TERMS, trial.terms());
        json.put(HELD_OUT, trial.heldOut());
        json.put(MINIMUM, trial.minimum());
        return json;
    }

    @Override
    public StepResult read(Task task, Object json) {
        JsonTree tree = JsonTree.of(json);
        double largest = tree.exactNumber(LARGEST);
        List<StepResult.Trial> trials = tree.list(TRIALS).stream().map(trial ->
                new StepResult.Trial(trial.texts(TERMS), trial.exactNumber(HELD_OUT), trial.exactNumbers(MINIMUM))).toList();
        return new StepResult(tree.exactNumbers(PATH), Double.isNaN(largest) ? OptionalDouble.empty() : OptionalDouble.of(largest),
                trials, tree.texts(OBJECTIONS));
    }
}
