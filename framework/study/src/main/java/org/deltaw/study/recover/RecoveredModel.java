package org.deltaw.study.recover;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.deltaw.kernel.ExtensionCatalog;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.fit.RepeatableExperiment;
import org.deltaw.kernel.model.FittedValues;
import org.deltaw.spec.Section;
import org.deltaw.spec.SpecFile;
import org.deltaw.spec.text.Words;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Seed;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Design;
import org.deltaw.study.fit.FitStudy;
import org.deltaw.study.fit.Opening;
import org.deltaw.study.report.Numbers;

/**
 * A spec that is simulated and fitted.
 *
 * @param name of the fit
 * @param run whose fit is simulated, if that was said
 * @param fitted the true values by the names of the fitted numbers, if what is simulated was fitted; means where subjects have their own
 */
record RecoveredModel(
        String name, SpecFile file, Optional<Path> run, RepeatableExperiment experiment, SequencedMap<String, Double> fitted) {
    /** More subjects are counted. */
    private static final int MOST_NAMED = 3;

    RecoveredModel {
        fitted = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(fitted));
    }

    /**
     * Finds what is to be simulated.
     *
     * @throws InvalidSpecException if the task behind its data is not known
     */
    static RecoveredModel of(RecoveryOrigin origin, ExtensionCatalog extensions) {
        SpecFile file = origin.spec();
        Fit fit = file.fit(extensions);
        RepeatableExperiment experiment = Opening.located(file, () -> RepeatableExperiment.of(fit)).orElseThrow(() ->
                file.located(Section.SPEC, new InvalidSpecException("data.source", "The source '" + fit.data().source().id() + "' reads "
                        + "what happened, but does not know the task, so its experiment cannot be repeated: a rule would choose otherwise "
                        + "than the animals did, but rewards would stay as they were recorded; choose a source that knows its task, as "
                        + "arena and synthetic-foraging do.")));
        return new RecoveredModel(fit.name(), file, origin.run(), experiment, new LinkedHashMap<>());
    }

    /** Tells whether what is simulated has to be fitted first. */
    boolean isFitted() {
        return run.isPresent() || experiment.truth().isEmpty();
    }

    /**
     * Returns the same, by what was fitted.
     *
     * @param means over subjects, by the names of the fitted numbers
     */
    RecoveredModel by(FittedValues values, SequencedMap<String, Double> means) {
        return new RecoveredModel(name, file, run, experiment.by(values), means);
    }

    /** Says by what it is simulated, as in {@code the rule fitted to Fly4}. */
    String truth() {
        if (!isFitted()) {
            return "the rule in data.truth";
        }
        List<String> subjects = experiment.subjects();
        boolean separate = FitStudy.isSeparate(experiment.fit()) && subjects.size() > 1;
        return (separate ? "the rules fitted to " : "the rule fitted to ")
                + (subjects.size() <= MOST_NAMED ? Words.and(subjects) : Numbers.count(subjects.size(), "subject"));
    }

    Design design() {
        return experiment.design();
    }

    /** Simulates a replicate. */
    Dataset simulate(Design design, int replicate) {
        return Opening.located(file, () -> experiment.run(design, seed(replicate)));
    }

    /** Returns the fit to a replicate. */
    Fit fit(int replicate) {
        return experiment.fit().with(seed(replicate));
    }

    /** Returns where the randomness of a replicate comes from: the same for all sizes, so that they differ in size alone. */
    private Seed seed(int replicate) {
        return experiment.fit().seed().child("recovery").child(replicate);
    }
}
