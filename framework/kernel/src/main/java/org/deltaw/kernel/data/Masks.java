package org.deltaw.kernel.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Trajectory;
import org.jspecify.annotations.Nullable;

/**
 * Masks of targets, by which steps are left out of a loss.
 *
 * @param channels those of the data, and the masks
 * @param masks one for each target; none if nothing is divided
 */
public record Masks(List<Channel> channels, List<Channel> masks) {
    /** Makes no masks, for trajectories that count as a whole. */
    static Masks none(List<Channel> channels) {
        return new Masks(channels, List.of());
    }

    /** Makes a mask for each target that has none. */
    public static Masks of(List<Channel> channels) {
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

    /** Returns some steps of a trajectory. */
    public Part part(Trajectory trajectory, List<Trajectory.Trial> spans) {
        Map<Channel, double[]> columns = new LinkedHashMap<>(trajectory.columns());
        for (Channel mask : masks) {
            columns.put(mask, within(columns.get(mask), mask.width(), trajectory.steps(), spans));
        }
        return new Part(trajectory.toBuilder().columns(columns).build(), spans);
    }

    /** Returns what was observed within some steps; all of it if there was no mask. */
    private static double[] within(double @Nullable [] observed, int width, int steps, List<Trajectory.Trial> spans) {
        double[] within = new double[steps * width];
        for (Trajectory.Trial span : spans) {
            for (int i = span.from() * width; i < span.to() * width; i++) {
                within[i] = observed == null ? 1 : observed[i];
            }
        }
        return within;
    }
}
