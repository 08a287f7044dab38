package org.deltaw.kernel.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.deltaw.kernel.extension.Guard;
import org.deltaw.spi.BrokenExtensionException;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.ReplicateSource;
import org.deltaw.spi.data.Trajectory;

/**
 * Draws replicates of recordings beyond those that data came with. May be used by several threads.
 *
 * @param source what draws them; empty if nothing does
 * @param id of the data source
 */
public record MoreReplicates(Optional<ReplicateSource> source, ExtensionId id) {
    /** Tells whether any can be drawn. */
    public boolean exist() {
        return source.isPresent();
    }

    /**
     * Adds replicates to parts of trajectories, each behind those of its recording.
     *
     * @param parts of recordings with the replicates that data came with
     * @param numbers how many each recording is to have; of one that is not named, as many as there are
     * @throws BrokenExtensionException if the data source draws something else
     */
    public List<Part> added(List<Part> parts, Map<String, Integer> numbers) {
        Map<String, Integer> present = new HashMap<>();
        parts.forEach(part -> present.merge(part.trajectory().recording(), 1, Integer::sum));
        Map<String, Integer> left = new HashMap<>(present);
        List<Part> all = new ArrayList<>();
        for (Part part : parts) {
            String recording = part.trajectory().recording();
            all.add(part);
            if (left.merge(recording, -1, Integer::sum) == 0) {
                int number = present.getOrDefault(recording, 0);
                IntStream.rangeClosed(number + 1, numbers.getOrDefault(recording, number))
                        .forEach(next -> all.add(drawn(part, next)));
            }
        }
        return all;
    }

    /** Draws a replicate of which the same steps count as of another. */
    private Part drawn(Part like, int number) {
        Trajectory known = like.trajectory();
        Trajectory drawn = Guard.of("data", id, "replicate", () -> source.orElseThrow().replicate(known.recording(), number));
        if (!drawn.recording().equals(known.recording()) || drawn.steps() != known.steps()) {
            throw new BrokenExtensionException(id, "its replicate " + number + " of recording '" + known.recording() + "' is of recording '"
                    + drawn.recording() + "' and has " + drawn.steps() + " steps, expected " + known.steps() + ".");
        }
        Map<Channel, double[]> masks = new LinkedHashMap<>();
        known.columns().forEach((channel, values) -> {
            if (channel.role() == Channel.Role.MASK) {
                masks.put(channel, values);
            }
        });
        return new Part(drawn.toBuilder().columns(masks).build(), like.spans());
    }
}
