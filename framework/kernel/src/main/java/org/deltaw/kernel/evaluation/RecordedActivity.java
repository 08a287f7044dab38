package org.deltaw.kernel.evaluation;

import java.util.Arrays;
import java.util.Optional;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.loss.Target;
import org.jspecify.annotations.Nullable;

/**
 * The activity of neurons that was recorded in a trajectory. The arrays are the caller's.
 *
 * @param values a row for each step, with an entry for each neuron
 * @param observed in the same order, 0 where nothing was recorded
 */
public record RecordedActivity(double[] values, double[] observed) {
    /** Returns what was recorded of so many neurons; empty if that was nothing. */
    public static Optional<RecordedActivity> of(Trajectory trajectory, int neurons) {
        return Optional.ofNullable(trajectory.columns().get(Channel.of(Target.ACTIVITY, neurons)))
                .map(values -> new RecordedActivity(values.clone(), observed(trajectory, neurons)));
    }

    /** Tells whether the activity of any neurons was recorded. */
    public static boolean isIn(Trajectory trajectory) {
        return trajectory.columns().keySet().stream().anyMatch(channel ->
                channel.role() == Channel.Role.TARGET && channel.name().equals(Target.ACTIVITY.name()));
    }

    private static double[] observed(Trajectory trajectory, int neurons) {
        double[] observed = new double[trajectory.steps() * neurons];
        double @Nullable [] each = trajectory.columns().get(Channel.mask(Target.ACTIVITY, neurons));
        double @Nullable [] common = trajectory.columns().get(Channel.mask(Target.ACTIVITY, 1));
        Arrays.setAll(observed, i -> each != null ? each[i] : common != null ? common[i / neurons] : 1);
        return observed;
    }
}
