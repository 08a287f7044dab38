package org.deltaw.kernel.data;

import java.util.ArrayList;
import java.util.List;
import org.deltaw.kernel.DataSettings;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Trajectory;

/**
 * Divides data into what rules are fitted to and what is held out: whole trajectories, and the last trials of
 * the others. Both parts of a trajectory are runs of the network through all its steps, in which targets
 * outside the part count as not observed; so no loss needs to know of it.
 *
 * @param channels those of the data, where sessions begin if a trajectory has several, and the masks that the division needs
 */
public record Split(List<Channel> channels, List<Part> training, List<Part> heldOut) {
    /**
     * Divides data.
     *
     * @throws InvalidSpecException if a trajectory is too short to be divided
     */
    public static Split of(DataSettings settings, Dataset dataset) {
        List<Part> training = new ArrayList<>();
        List<Part> heldOut = new ArrayList<>();
        List<Channel> channels = channels(dataset);
        Masks masks = settings.trainingFraction() < 1 ? Masks.of(channels) : Masks.none(channels);
        for (Trajectory trajectory : dataset.trajectories()) {
            if (trajectory.isHeldOut()) {
                heldOut.add(masks.part(trajectory, span(0, trajectory.steps())));
            } else if (settings.trainingFraction() < 1) {
                int end = lastFitted(trajectory, settings.trainingFraction());
                training.add(masks.part(trajectory, span(0, end)));
                heldOut.add(masks.part(trajectory, span(end, trajectory.steps())));
            } else {
                training.add(Part.whole(trajectory));
            }
        }
        return new Split(masks.channels(), training, heldOut);
    }

    /** Adds where sessions begin, if a trajectory has several. */
    private static List<Channel> channels(Dataset dataset) {
        List<Channel> channels = new ArrayList<>(dataset.channels());
        if (dataset.trajectories().stream().anyMatch(trajectory -> trajectory.sessions().size() > 1)) {
            channels.add(Channel.SESSION);
        }
        return channels;
    }

    private static List<Trajectory.Trial> span(int from, int to) {
        return List.of(new Trajectory.Trial(from, to));
    }

    /** Returns the step after the last that is fitted: the end of a trial if there are trials. */
    private static int lastFitted(Trajectory trajectory, double fraction) {
        List<Trajectory.Trial> trials = trajectory.trials();
        int all = trials.isEmpty() ? trajectory.steps() : trials.size();
        if (all < 2) {
            throw new InvalidSpecException("data.training-fraction", "Trajectory '" + trajectory.id() + "' has only one "
                    + (trials.isEmpty() ? "step" : "trial") + ", so none of it can be held out; set the fraction to 1, "
                    + "or leave the trajectory out.");
        }
        int fitted = Math.clamp(Math.round(fraction * all), 1, all - 1);
        return trials.isEmpty() ? fitted : trials.get(fitted - 1).to();
    }
}
