package org.deltaw.plugin.cmaes;

import java.util.Arrays;
import org.deltaw.spi.optimizer.BoundsAndL1;

/**
 * Maps all numbers into bounds, so that a strategy that knows none can search there: the identity well within them, a parabola
 * near a bound, which it touches, and mirrored beyond. This is how pycma handles bounds (Hansen, Akimoto and Baudis, pycma,
 * 2019: BoxConstraintsLinQuadTransformation). Immutable.
 */
final class BoxTransformation {
    private final double[] lower;
    private final double[] upper;

    BoxTransformation(BoundsAndL1 bounds) {
        this.lower = bounds.lower();
        this.upper = bounds.upper();
    }

    /** Returns how far from a bound the parabola begins. */
    private double margin(int index, double bound) {
        return Math.min((upper[index] - lower[index]) / 2, (1 + Math.abs(bound)) / 20);
    }

    /** Returns where free numbers lie within the bounds. */
    double[] bounded(double[] free) {
        double[] bounded = new double[free.length];
        Arrays.setAll(bounded, i -> Math.clamp(bounded(i, mirrored(i, free[i])), lower[i], upper[i]));
        return bounded;
    }

    private double bounded(int index, double free) {
        double below = margin(index, lower[index]);
        double above = margin(index, upper[index]);
        if (lower[index] == upper[index]) {
            return lower[index];
        }
        if (free < lower[index] + below) {
            return lower[index] + Math.pow(free - (lower[index] - below), 2) / (4 * below);
        }
        return free > upper[index] - above ? upper[index] - Math.pow(upper[index] + above - free, 2) / (4 * above) : free;
    }

    /** Mirrors what lies beyond where a parabola touches its bound. */
    private double mirrored(int index, double free) {
        double first = Double.isInfinite(lower[index]) ? lower[index] : lower[index] - margin(index, lower[index]);
        double last = Double.isInfinite(upper[index]) ? upper[index] : upper[index] + margin(index, upper[index]);
        if ((free >= first && free <= last) || lower[index] == upper[index]) {
            return free;
        }
        if (Double.isInfinite(first) || Double.isInfinite(last)) {
            return free < first ? 2 * first - free : 2 * last - free;
        }
        double period = 2 * (last - first);
        double within = (free - first) % period;
        within = within < 0 ? within + period : within;
        return first + Math.min(within, period - within);
    }

    /** Returns free numbers that lie at a point within the bounds. */
    double[] free(double[] bounded) {
        double[] free = bounded.clone();
        Arrays.setAll(free, i -> free(i, bounded[i]));
        return free;
    }

    private double free(int index, double bounded) {
        double below = margin(index, lower[index]);
        double above = margin(index, upper[index]);
        if (bounded < lower[index] + below) {
            return lower[index] - below + 2 * Math.sqrt(below * (bounded - lower[index]));
        }
        return bounded > upper[index] - above ? upper[index] + above - 2 * Math.sqrt(above * (upper[index] - bounded)) : bounded;
    }
}
