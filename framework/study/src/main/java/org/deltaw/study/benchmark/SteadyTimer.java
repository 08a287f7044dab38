package org.deltaw.study.benchmark;

import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * Times work that is done again and again, once it takes as long as it will go on to take.
 *
 * <p>The JVM compiles what runs often, in several stages and in the background, and until a stage is done nothing changes. So work is
 * warmed up in rounds, after each of which it rests until nothing is compiled any more; it counts as warm when in three rounds, and in half
 * of all rounds, no run was faster by more than 2 % than the fastest before. The fastest run tells most: other programs can only slow it
 * down.
 */
final class SteadyTimer {
    private static final double NANOSECONDS = 1e9;
    private static final double FASTER = 0.98;
    private static final int FEWEST = 3;
    private static final int FEWEST_ROUNDS = 3;
    /** Seconds of a round at least: less may be too few runs for anything to be compiled. */
    private static final double SHORTEST_ROUND = 0.3;
    /** Seconds of warming up after which it is measured all the same. */
    private static final double LONGEST = 60;

    private final double seconds;
    private final LongSupplier clock;
    private final Runnable rest;
    private double[] times = new double[1 << 10];
    private int runs;

    /**
     * Prepares to measure.
     *
     * @param seconds for how long, after the work is warm
     * @param clock in nanoseconds
     * @param rest waits until the JVM has compiled what it meant to
     */
    SteadyTimer(double seconds, LongSupplier clock, Runnable rest) {
        this.seconds = seconds;
        this.clock = clock;
        this.rest = rest;
    }

    /** Prepares to measure by the clock of this machine. */
    static SteadyTimer measuring(double seconds) {
        return new SteadyTimer(seconds, System::nanoTime, CpuTime::secondsOnceQuiet);
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
        int improved = 0;
        for (int round = 1; since(begin) < Math.max(LONGEST, seconds); round++) {
            double time = round(work);
            if (time < FASTER * fastest) {
                fastest = time;
                improved = round;
            }
            if (round - improved >= Math.max(FEWEST_ROUNDS, (round + 1) / 2)) {
                return true;
            }
            rest.run();
        }
        return false;
    }

    /** Runs for half as long as is to be measured, but not too short. Returns the fastest time. */
    private double round(Runnable work) {
        long begin = clock.getAsLong();
        double fastest = Double.POSITIVE_INFINITY;
        do {
            fastest = Math.min(fastest, run(work));
        } while (since(begin) < Math.max(SHORTEST_ROUND, seconds / 2));
        return fastest;
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
