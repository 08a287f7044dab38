package org.deltaw.kernel.inference;

/**
 * The search for how far from an estimate a function that is 0 there, and about proportional to the distance, reaches a height. It is
 * asked for distances and told how high the function is there. While it is below, the next distance lies where a line through the last
 * two leads; from then on between the two nearest, by the Illinois method (Dowell and Jarratt, BIT 11, 1971), or in the middle if that
 * takes long. For one thread.
 */
final class Crossing {
    /** How much farther the next distance may be. */
    private static final double LEAST_GROWTH = 1.1;
    private static final double MOST_GROWTH = 4;
    /** A height that is not reached at so many times the first distance is not reached at all. */
    private static final double FARTHEST = 1e6;
    /** How closely the height is met, as a fraction of it, and the distance, as a fraction of itself or the first one. */
    private static final double HEIGHT_TOLERANCE = 1e-7;
    private static final double DISTANCE_TOLERANCE = 1e-7;
    /** After so many distances every other one is in the middle. */
    private static final int QUICK_TRIALS = 20;
    private static final int MOST_TRIALS = 150;

    private final double height;
    private final double first;
    private final double room;
    private double before;
    private double heightBefore;
    private double below;
    private double heightBelow;
    private double above = Double.POSITIVE_INFINITY;
    private double heightAbove = Double.POSITIVE_INFINITY;
    /** By what the height of an end counts that has been kept while the other end moved twice: less and less. */
    private double weightBelow = 1;
    private double weightAbove = 1;
    private boolean lastWasBelow;
    private double next;
    private int trials;
    private boolean ended;
    private Uncertainty.End end = Uncertainty.End.NOT_FOUND;

    /**
     * Begins.
     *
     * @param height to be reached; above 0
     * @param first the distance at which it is expected
     * @param room the largest distance that is allowed; above 0, may be infinite
     */
    Crossing(double height, double first, double room) {
        this.height = height;
        this.first = first;
        this.room = room;
        this.next = Math.min(first, room);
    }

    /** Tells whether it is over. */
    boolean isEnded() {
        return ended;
    }

    /** Returns how it ended. */
    Uncertainty.End end() {
        return end;
    }

    /** Returns where the function is wanted next; at the end where the height is reached, or the last distance where it is not. */
    double distance() {
        return next;
    }

    /** Tells how high the function is there; infinite, or not a number, if it has no value. */
    void tell(double reached) {
        trials++;
        if (Math.abs(reached - height) <= HEIGHT_TOLERANCE * height) {
            end(Uncertainty.End.INSIDE);
        } else if (reached < height) {
            tellBelow(reached);
        } else {
            tellAbove(reached);
        }
        if (!ended && trials >= MOST_TRIALS) {
            end(Uncertainty.End.NOT_FOUND);
        }
    }

    private void tellBelow(double reached) {
        before = below;
        heightBefore = heightBelow;
        below = next;
        heightBelow = reached;
        weightAbove = lastWasBelow ? weightAbove / 2 : 1;
        weightBelow = 1;
        lastWasBelow = true;
        if (!Double.isInfinite(above)) {
            close();
        } else if (below >= room) {
            end(Uncertainty.End.AT_BOUND);
        } else if (below > FARTHEST * first) {
            end(Uncertainty.End.INFINITE);
        } else {
            next = Math.min(room, farther());
        }
    }

    private double farther() {
        double line = below + (height - heightBelow) * (below - before) / (heightBelow - heightBefore);
        return heightBelow > heightBefore ? Math.clamp(line, LEAST_GROWTH * below, MOST_GROWTH * below) : MOST_GROWTH * below;
    }

    private void tellAbove(double reached) {
        above = next;
        heightAbove = reached;
        weightBelow = lastWasBelow ? 1 : weightBelow / 2;
        weightAbove = 1;
        lastWasBelow = false;
        close();
    }

    /** Goes between the nearest distances below and above, or ends there. */
    private void close() {
        double width = above - below;
        if (width <= DISTANCE_TOLERANCE * Math.min(first, above) || below + width / 2 <= below) {
            // Where the function jumps to what is no number, the height is not reached at all.
            end(Double.isFinite(heightAbove) ? Uncertainty.End.INSIDE : Uncertainty.End.NOT_FOUND);
            return;
        }
        double down = weightBelow * (height - heightBelow);
        double up = weightAbove * (heightAbove - height);
        boolean slow = trials > QUICK_TRIALS && trials % 2 == 0;
        next = slow || !Double.isFinite(up) ? below + width / 2 : below + width * down / (down + up);
        if (next <= below || next >= above) {
            next = below + width / 2;
        }
    }

    private void end(Uncertainty.End how) {
        end = how;
        ended = true;
    }
}
