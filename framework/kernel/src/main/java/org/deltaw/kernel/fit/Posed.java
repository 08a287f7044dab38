package org.deltaw.kernel.fit;

import java.util.List;
import java.util.Map;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.TrainingSettings;
import org.deltaw.kernel.data.Part;
import org.deltaw.kernel.likelihood.Nats;
import org.deltaw.kernel.minimise.Method;
import org.deltaw.kernel.model.FittedNumbers;
import org.deltaw.kernel.model.Model;
import org.deltaw.kernel.model.TargetMeans;
import org.deltaw.kernel.optima.AutomaticStarts;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.optimizer.Trait;

/**
 * What is asked in one problem: which numbers describe some parts of trajectories best. Immutable.
 *
 * @param subject whose numbers they are; empty if all subjects are fitted together
 * @param numbers that are fitted
 * @param means of targets over the training data
 * @param given the data with the replicates of recordings that they came with
 * @param data the same with as many replicates as there are now
 */
record Posed(Fit fit, String subject, Model model, FittedNumbers numbers, TargetMeans means, ProblemData given, ProblemData data) {
    /** @throws InvalidSpecException if intervals are asked for that the optimizer cannot find */
    static Posed of(CompiledFit open, String subject, List<Part> training, List<Part> heldOut) {
        TargetMeans means = open.data().means(CompiledFit.trajectories(training));
        FittedNumbers numbers = open.numbers(training);
        ProblemData data = ProblemData.of(open, numbers, means, training, heldOut);
        Posed posed = new Posed(open.fit(), subject, open.model(), numbers, means, data, data);
        posed.requireProfiles();
        return posed;
    }

    /**
     * Returns the same with other numbers of replicates.
     *
     * @param wanted how many recordings are to have, by their names; no fewer than data came with, and all others as many as that
     */
    Posed replicated(CompiledFit open, Map<String, Integer> wanted) {
        return new Posed(fit, subject, model, numbers, means, given, given.with(open, numbers, means, given.beyond(wanted)));
    }

    /** Tells whether recordings have as many replicates as are wanted. */
    boolean isReplicated(Map<String, Integer> wanted) {
        return given.beyond(wanted).equals(replicates());
    }

    /** Returns how many replicates recordings have, by their names, as far as these are more than data came with. */
    Map<String, Integer> replicates() {
        return given.beyond(data.replicates());
    }

    private void requireProfiles() {
        if (fit.training().intervals() == TrainingSettings.Intervals.PROFILE && !hasTooManyNumbers()
                && !Method.has(method().optimizer(), Trait.ENDS_BY_ITSELF)) {
            throw new InvalidSpecException("training.intervals", "Profiles take an optimizer that notices when it has come to a minimum, "
                    + "which " + method().optimizer().id() + " does not; choose another training.optimizer, such as gauss-newton, or "
                    + "large-sample.");
        }
    }

    /** Tells whether matrices over the fitted numbers are not to be had. */
    boolean hasTooManyNumbers() {
        return !Method.objection(model, numbers.size()).isEmpty();
    }

    List<Trajectory> trajectories() {
        return data.trajectories();
    }

    /** Returns by which optimizer it is minimised, and why. */
    Method method() {
        return Method.of(fit.optimizer(), model, numbers.size());
    }

    /** Returns from how many starts it is trained, however many replicates are drawn later. */
    int starts() {
        return AutomaticStarts.count(fit.training().starts(), method().isSecondOrder(), model, given.weighted().inputs(), numbers.size());
    }

    Nats nats() {
        return Nats.of(model, data.weighted());
    }
}
