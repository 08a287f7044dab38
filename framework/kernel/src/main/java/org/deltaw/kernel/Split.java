package org.deltaw.kernel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deltaw.spi.Channel;
import org.deltaw.spi.Dataset;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Trajectory;
import org.jspecify.annotations.Nullable;

/**
 * Divides data into what rules are fitted to and what is held out: whole trajectories, and the last trials of
 * the others. Both parts of a trajectory are runs of the network through all its steps, in which targets
 * outside the part count as not observed; so no loss needs to know of it.
 *
 * @param channels those of the data, and the masks that the division needs
 */
record Split(List<Channel> channels, List<Part> training, List<Part> heldOut) {
    /**
     * Divides data.
     *
     * @throws InvalidSpecException if a trajectory is too short to be divided
     */
    static Split of(DataSettings settings, Dataset dataset) {
        List<Part> training = new ArrayList<>();
        List<Part> heldOut = new ArrayList<>();
        Masks masks = settings.trainingFraction() < 1 ? Masks.of(dataset.channels())
                : new Masks(dataset.channels(), List.of());
        for (Trajectory trajectory : dataset.trajectories()) {
            if (trajectory.isHeldOut()) {
                heldOut.add(masks.part(trajectory, 0, trajectory.steps()));
            } else if (settings.trainingFraction() < 1) {
                int end = lastFitted(trajectory, settings.trainingFraction());
                training.add(masks.part(trajectory, 0, end));
                heldOut.add(masks.part(trajectory, end, trajectory.steps()));
            } else {
                training.add(Part.whole(trajectory));
            }
        }
        return new Split(masks.channels(), training, heldOut);
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

    /**
     * Masks of targets.
     *
     * @param masks one for each target; none if nothing is divided
     */
    private record Masks(List<Channel> channels, List<Channel> masks) {
        static Masks of(List<Channel> channels) {
            List<Channel> masks = new ArrayList<>();
            for (Channel target : channels) {
                if (target.role() == Channel.Role.TARGET) {
                    masks.add(channels.stream()
                            .filter(mask -> mask.role() == Channel.Role.MASK && mask.name().equals(target.name()))
                            .findFirst().orElse(new Channel(Channel.Role.MASK, target.name(), 1)));
                }
            }
            Set<Channel> all = new LinkedHashSet<>(channels);
            all.addAll(masks);
            return new Masks(List.copyOf(all), masks);
        }

        Part part(Trajectory trajectory, int from, int to) {
            Map<Channel, double[]> columns = new LinkedHashMap<>(trajectory.columns());
            for (Channel mask : masks) {
                columns.put(mask, within(columns.get(mask), mask.width(), trajectory.steps(), from, to));
            }
            return new Part(new Trajectory(trajectory.id(), trajectory.subject(), trajectory.recording(),
                    trajectory.steps(), columns, trajectory.initialStates(), trajectory.trials(), trajectory.use()),
                    from, to);
        }

        /** Returns what was observed within some steps; all of it if there was no mask. */
        private static double[] within(double @Nullable [] observed, int width, int steps, int from, int to) {
            double[] within = new double[steps * width];
            for (int i = from * width; i < to * width; i++) {
                within[i] = observed == null ? 1 : observed[i];
            }
            return within;
        }
    }
}
