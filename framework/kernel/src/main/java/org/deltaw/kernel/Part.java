package org.deltaw.kernel;

import org.deltaw.spi.Trajectory;

/**
 * Steps of a trajectory that count, in training or in evaluation; the network runs through all.
 *
 * @param trajectory whose targets are masked outside these steps
 * @param from the first step that counts
 * @param to the step after the last that counts
 */
record Part(Trajectory trajectory, int from, int to) {
    static Part whole(Trajectory trajectory) {
        return new Part(trajectory, 0, trajectory.steps());
    }

    int steps() {
        return to - from;
    }
}
