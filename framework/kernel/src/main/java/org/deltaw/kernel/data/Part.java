package org.deltaw.kernel.data;

import java.util.List;
import java.util.stream.IntStream;
import org.deltaw.spi.data.Trajectory;

/**
 * Steps of a trajectory that count, in training or in evaluation; the network runs through all.
 *
 * @param trajectory whose targets are masked outside these steps
 * @param spans those that count, one after the other
 */
public record Part(Trajectory trajectory, List<Trajectory.Trial> spans) {
    public Part {
        spans = List.copyOf(spans);
    }

    static Part whole(Trajectory trajectory) {
        return new Part(trajectory, List.of(new Trajectory.Trial(0, trajectory.steps())));
    }

    /** Tells whether all steps of a span count. */
    boolean holds(Trajectory.Trial span) {
        return spans.stream().anyMatch(own -> own.from() <= span.from() && span.to() <= own.to());
    }

    /** Lists those of the steps of a span that count. */
    List<Trajectory.Trial> within(Trajectory.Trial span) {
        return spans.stream().map(own -> new Trajectory.Trial(Math.max(own.from(), span.from()), Math.min(own.to(), span.to())))
                .filter(common -> common.from() < common.to()).toList();
    }

    public int steps() {
        return spans.stream().mapToInt(span -> span.to() - span.from()).sum();
    }

    /** Lists the steps that count, in their order. */
    public IntStream indices() {
        return spans.stream().flatMapToInt(span -> IntStream.range(span.from(), span.to()));
    }
}
