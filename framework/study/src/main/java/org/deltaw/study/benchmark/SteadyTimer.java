package org.deltaw.study.benchmark;

import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * Times work that is done again and again, once it takes as long as it will go on to take.
 *
 * <p>The JVM compiles what runs often, in several stages, and between two of them nothing changes for as long as the stages before have
 * taken. So work counts as warm when it was run for twice as long as it is to be measured, and no run in the latter half of all the time so
 * far was faster by more than 2 % than the fastest before. The fastest run tells most: other programs can only slow it down.
 */
final class SteadyTimer {
    private static final double NANOSECONDS = 1e9;
    private static final double FASTER = 0.98;
    private static final int FEWEST = 3;
    /** Seconds of warming up after which it is measured all the same. */
    private static final double LONGEST = 60;

    private final double seconds;
    private final LongSupplier clock;
    private double[] times = new double[1 << 10];
    private int runs;

    /**
     * Prepares to measure.
     *
     * @param seconds for how long, after the work is warm
     * @param clock in nanoseconds
     */
    SteadyTimer(double seconds, LongSupplier clock) {
        this.seconds = seconds;
        this.clock = clock;
    }

    /**
     * How long a run took, in seconds.
     *
     * @param runs how many were measured
     * @param isSteady whether the work was warm; if not, it was still becoming faster
     */
    record Timing(double median, double fastest, int runs, boolean isSteady) {}

    /**
     * Measures. Work of which a single run takes longer than is to be measured is not run again once it is warm: the runs that showed
     * it count.
     */
    Timing time(Runnable work) {
        boolean steady = warm(work);
        if (times[runs - 1] > seconds) {
            int latest = Math.max(1, runs / 2);
            return timing(runs - latest, runs, steady);
        }
        runs = 0;
        long begin = clock.getAsLong();
        do {
            run(work);
        } while (runs < FEWEST || since(begin) < seconds);
        return timing(0, runs, steady);
    }

    private boolean warm(Runnable work) {
        runs = 0;
        long begin = clock.getAsLong();
        double fastest = Double.POSITIVE_INFINITY;
        long improved = begin;
        do {
            double time = run(work);
            if (time < FASTER * fastest) {
                fastest = time;
                improved = clock.getAsLong();
            }
            if (since(improved) >= Math.max(seconds, since(begin) / 2) && since(begin) >= 2 * seconds) {
                return true;
            }
        } while (since(begin) < Math.max(LONGEST, seconds));
        return false;
    }

    private double run(Runnable work) {
        long begin = clock.getAsLong();
        work.run();
        double time = since(begin);
        if (runs == times.length) {
            times = Arrays.copyOf(times, 2 * runs);
        }
        times[runs++] = time;
        return time;
    }

    private double since(long begin) {
        return (clock.getAsLong() - begin) / NANOSECONDS;
    }

    private Timing timing(int from, int to, boolean steady) {
        double[] sorted = Arrays.copyOfRange(times, from, to);
        Arrays.sort(sorted);
        return new Timing(sorted[sorted.length / 2], sorted[0], sorted.length, steady);
    }
}
