package org.deltaw.study.recover;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.deltaw.kernel.ExtensionCatalog;
import org.deltaw.kernel.fit.Problem;
import org.deltaw.kernel.model.FittedValues;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.study.fit.FitStudy;
import org.deltaw.study.record.Destination;
import org.deltaw.study.record.RunDirectory;
import org.deltaw.study.record.StudyFolder;

/**
 * The first stage of a recovery: what is simulated and not known is fitted to what was recorded, or taken from a run in which it was.
 *
 * @param folder of the recovery, in which each fit has a directory of its own
 * @param running runs the fit of a model, given its name, as far as it is not asked to stop
 */
record FirstFits(StudyFolder folder, ExtensionCatalog extensions, BiConsumer<String, FitStudy> running) {
    /**
     * Fits what is not fitted yet; a fit that was begun goes on.
     *
     * @return the models with what was fitted; empty if a fit was stopped
     * @throws InvalidSpecException if a fit diverged, or a run is not what it was
     */
    Optional<List<RecoveredModel>> of(List<RecoveredModel> models) {
        List<RecoveredModel> all = new ArrayList<>();
        for (RecoveredModel model : models) {
            Optional<RecoveredModel> fitted = model.isFitted() ? fitted(model) : Optional.of(model);
            if (fitted.isEmpty()) {
                return Optional.empty();
            }
            all.add(fitted.get());
        }
        return Optional.of(all);
    }

    private Optional<RecoveredModel> fitted(RecoveredModel model) {
        try (FitStudy study = study(model)) {
            if (!study.isFinished()) {
                running.accept(model.name(), study);
            }
            return study.isFinished() ? Optional.of(model.by(values(study), means(study))) : Optional.empty();
        }
    }

    private FitStudy study(RecoveredModel model) {
        if (model.run().isPresent()) {
            return ofRun(model.run().get());
        }
        Path own = folder.part("fits", model.name());
        return RunDirectory.isAt(own) ? FitStudy.resume(own, extensions)
                : FitStudy.begin(model.file(), extensions, Destination.at(own));
    }

    private FitStudy ofRun(Path run) {
        FitStudy study = FitStudy.resume(run, extensions);
        if (!study.isFinished()) {
            study.close();
            throw new InvalidSpecException("The fit in " + run + " has not ended; go on with it by: " + RunDirectory.resumeCommand(run));
        }
        return study;
    }

    private static FittedValues values(FitStudy study) {
        return study.fitted().orElseThrow(() -> new InvalidSpecException("The fit in " + study.folder() + " diverged, so it left no rule "
                + "that could be simulated; see " + study.folder().resolve("report.html") + "."));
    }

    /** Subjects have the same numbers, of which some may be their own. */
    private static SequencedMap<String, Double> means(FitStudy study) {
        Map<String, Map<String, Map<String, double[]>>> values = values(study).bySubject();
        SequencedMap<String, List<Double>> all = new LinkedHashMap<>();
        for (Problem problem : study.opened().problems()) {
            double[] vector = problem.vector(Objects.requireNonNull(values.get(problem.subject())));
            List<String> names = problem.names();
            IntStream.range(0, vector.length).forEach(i ->
                    all.computeIfAbsent(Estimate.shared(names.get(i)), _ -> new ArrayList<>()).add(vector[i]));
        }
        SequencedMap<String, Double> means = new LinkedHashMap<>();
        all.forEach((name, each) -> means.put(name, each.stream().mapToDouble(Double::doubleValue).average().orElseThrow()));
        return means;
    }
}
