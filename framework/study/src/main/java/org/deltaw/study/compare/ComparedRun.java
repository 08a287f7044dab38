package org.deltaw.study.compare;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;
import org.deltaw.kernel.evaluation.Metrics;
import org.deltaw.spec.SpecFile;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Warning;
import org.deltaw.study.record.DataRecord;
import org.deltaw.study.record.JsonTree;
import org.deltaw.study.record.RunDirectory;
import org.deltaw.study.record.StudyRecord;

/**
 * A run that is compared with others.
 *
 * @param directory as it was named
 * @param models by subject; a single one without a name if all subjects were fitted together
 */
public record ComparedRun(RunDirectory directory, DataRecord data, Map<String, FittedModel> models)
        implements ComparedModel {
    /**
     * Reads a run.
     *
     * @throws InvalidSpecException if it is none, or has not ended
     */
    public static ComparedRun read(Path folder) {
        RunDirectory directory = RunDirectory.open(folder);
        DataRecord data = DataRecord.read(folder);
        Map<String, FittedModel> models = new LinkedHashMap<>();
        List<String> subjects = data.separate()
                ? List.copyOf(new TreeSet<>(data.training().stream().map(DataRecord.Recorded::subject).toList())) : List.of("");
        for (String subject : subjects) {
            Optional<JsonTree> metrics = directory.results(subject).metrics();
            if (metrics.isEmpty()) {
                throw new InvalidSpecException("The run in " + folder + " has not ended" + (subject.isEmpty() ? ""
                        : " for subject '" + subject + "'") + ", so it has no figures; go on with it by: "
                        + RunDirectory.resumeCommand(folder));
            }
            models.put(subject, FittedModel.of(metrics.get(), data));
        }
        return new ComparedRun(directory, data, models);
    }

    @Override
    public String name() {
        return directory.path().toString();
    }

    @Override
    public SpecFile spec(String... overrides) {
        return directory.spec(List.of(overrides));
    }

    @Override
    public boolean isSeparate() {
        return data.separate();
    }

    /** Tells whether its terms were chosen by the data, as 'deltaw select' does. */
    boolean isSelected() {
        return StudyRecord.isSelection(directory.path());
    }

    /** Returns log-likelihoods of what was held out, by subject. */
    Map<String, OptionalDouble> heldOut() {
        Map<String, OptionalDouble> all = new TreeMap<>();
        data.heldOut().forEach(each -> all.put(each.subject(), OptionalDouble.empty()));
        models.values().forEach(model -> model.heldOut().forEach((subject, value) -> all.put(subject, OptionalDouble.of(value))));
        return all;
    }

    /** Finds a figure of the whole run: over subjects, the sum or the median; empty if one has none. */
    OptionalDouble figure(ModelFigure figure) {
        if (models.values().stream().anyMatch(model -> model.figure(figure).isEmpty())) {
            return OptionalDouble.empty();
        }
        double[] values = models.values().stream().mapToDouble(model -> model.figure(figure).getAsDouble()).toArray();
        return figure.statistic().isSummedOverSubjects() ? OptionalDouble.of(Arrays.stream(values).sum()) : Metrics.median(values);
    }

    /** Returns what was warned of. */
    RunWarnings warnings() {
        Map<String, List<Warning>> bySubject = new LinkedHashMap<>();
        models.forEach((subject, model) -> bySubject.put(subject, model.warnings()));
        return new RunWarnings(bySubject);
    }

    /** Lists the subjects whose training diverged. */
    List<String> diverged() {
        return models.entrySet().stream().filter(each -> each.getValue().diverged()).map(Map.Entry::getKey).toList();
    }
}
