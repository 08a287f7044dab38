package org.deltaw.kernel.fit;

import java.util.List;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.TrainingSettings;
import org.deltaw.kernel.data.Part;
import org.deltaw.kernel.likelihood.Nats;
import org.deltaw.kernel.likelihood.WeightedData;
import org.deltaw.kernel.minimise.Method;
import org.deltaw.kernel.model.FittedNumbers;
import org.deltaw.kernel.model.Model;
import org.deltaw.kernel.model.TargetMeans;
import org.deltaw.kernel.model.TrajectoryVectors;
import org.deltaw.kernel.optima.AutomaticStarts;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.optimizer.Trait;

/**
 * What is asked in one problem: which numbers describe some parts of trajectories best. Immutable.
 *
 * @param subject whose numbers they are; empty if all subjects are fitted together
 * @param training to which they are fitted
 * @param heldOut which they are to describe as well
 * @param numbers that are fitted
 * @param vectors of the training data
 * @param means of targets over the training data
 * @param weighted the training data as the model reads them
 */
record Posed(Fit fit, String subject, Model model, List<Part> training, List<Part> heldOut, FittedNumbers numbers,
        TrajectoryVectors vectors, TargetMeans means, WeightedData weighted) {
    /** @throws InvalidSpecException if intervals are asked for that the optimizer cannot find */
    static Posed of(CompiledFit open, String subject, List<Part> training, List<Part> heldOut) {
        List<Trajectory> trajectories = training.stream().map(Part::trajectory).toList();
        TargetMeans means = open.data().means(trajectories);
        WeightedData weighted = open.weighted(trajectories, means);
        FittedNumbers numbers = open.numbers(training);
        Posed posed = new Posed(open.fit(), subject, open.model(), List.copyOf(training), List.copyOf(heldOut), numbers,
                numbers.of(trajectories), means, weighted);
        posed.requireProfiles();
        return posed;
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
        return training.stream().map(Part::trajectory).toList();
    }

    /** Returns by which optimizer it is minimised, and why. */
    Method method() {
        return Method.of(fit.optimizer(), model, numbers.size());
    }

    /** Returns from how many starts it is trained. */
    int starts() {
        return AutomaticStarts.count(fit.training().starts(), method().isSecondOrder(), model, weighted.inputs(), numbers.size());
    }

    Nats nats() {
        return Nats.of(model, weighted);
    }
}
