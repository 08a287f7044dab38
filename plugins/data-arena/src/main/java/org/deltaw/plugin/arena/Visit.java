package org.deltaw.plugin.arena;

import java.util.ArrayList;
import java.util.List;

/**
 * A stay of the fly in one arm, its part of the centre included, until it is seen in another arm.
 *
 * @param arm 1 to 3
 * @param pastCentre whether it left the centre
 * @param seconds from the first frame in the arm to the first in the next, or to the end of the trial
 */
record Visit(int arm, boolean pastCentre, double seconds) {
    /**
     * Joins frames to visits. Those in which the fly was lost or in no zone end no visit, though they take their time.
     *
     * @param frames of one trial, in their order
     * @param seconds of stamped frames
     */
    static List<Visit> of(List<Frame> frames, double[] seconds) {
        List<Visit> visits = new ArrayList<>();
        for (Frame frame : frames) {
            double took = frame.stamped() < 0 ? 0 : seconds[frame.stamped()];
            boolean first = visits.isEmpty();
            if (frame.isInArm() && (first || visits.getLast().arm() != Zones.arm(frame.zone()))) {
                visits.add(new Visit(Zones.arm(frame.zone()), Zones.isPastCentre(frame.zone()), took));
            } else if (!first) {
                Visit last = visits.removeLast();
                visits.add(new Visit(last.arm(), last.pastCentre() || Zones.isPastCentre(frame.zone()), last.seconds() + took));
            }
        }
        return visits;
    }
}
