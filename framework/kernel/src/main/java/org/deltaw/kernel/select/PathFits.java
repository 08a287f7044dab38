package org.deltaw.kernel.select;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.deltaw.kernel.objective.Objective;
import org.deltaw.spi.optimizer.BoundsAndL1;
import org.deltaw.spi.optimizer.Query;
import org.deltaw.spi.optimizer.Wanted;

/**
 * Fits of one set of data along a path of penalties, each begun where the one before ended; and fits of some of the terms
 * without penalties. For one thread at a time; what is done may be listed by any.
 */
final class PathFits implements AutoCloseable {
    private final Objective training;
    private final Optional<Objective> heldOut;
    private final Candidates candidates;
    private final PathSearch search;
    /** Read by the thread that keeps them while another one fits. */
    private final List<double[]> done;
    private final Map<BitSet, double[]> fitted = new HashMap<>();
    private final Map<BitSet, Double> losses = new HashMap<>();
    private int made;
    private double[] here;

    /**
     * Stands where all candidates are 0.
     *
     * @param heldOut what choices are tried on; empty for all data
     * @param before what came out of the first fits, which are not made again
     */
    PathFits(Objective training, Optional<Objective> heldOut, Candidates candidates, PathSearch search,
            List<double[]> before) {
        this.training = training;
        this.heldOut = heldOut;
        this.candidates = candidates;
        this.search = search;
        this.done = new CopyOnWriteArrayList<>(before);
        this.here = candidates.zero();
    }

    /** Fits all that is no candidate. */
    void begin() {
        here = minimum(without(candidates.indices()), here);
    }

    /** Returns the least penalty at which all candidates stay at 0 where the path begins: the largest of their slopes there. */
    double largestPrice() {
        double[] gradient = training.answer(List.of(Query.ofAll(here, Wanted.SECOND_ORDER))).getFirst().gradient();
        BoundsAndL1 free = path(0);
        double[] shares = training.shares();
        return Arrays.stream(candidates.places(candidates.indices()))
                .mapToDouble(i -> free.descent(i, 0, gradient[i]) / shares[i]).max().orElse(0);
    }

    /** Goes on to a lower penalty. */
    void next(double lambda) {
        here = minimum(path(lambda), here);
    }

    /** Returns the fitted numbers where the path stands. */
    double[] here() {
        return here.clone();
    }

    /** Returns which candidates are not 0 where the path stands. */
    BitSet support() {
        return candidates.support(here);
    }

    /** Returns what the terms given, fitted without a penalty, cost on what is held out. */
    double heldOutLoss(BitSet support) {
        return losses.computeIfAbsent((BitSet) support.clone(), terms -> {
            double loss = heldOut.orElseThrow().misfit(fit(terms));
            return Double.isNaN(loss) ? Double.POSITIVE_INFINITY : loss;
        });
    }

    private double[] fit(BitSet support) {
        BitSet left = candidates.indices();
        left.andNot(support);
        double[] start = fitted.getOrDefault(nearest(support), here).clone();
        Arrays.stream(candidates.places(left)).forEach(i -> start[i] = 0);
        double[] minimum = minimum(without(left), start);
        fitted.put(support, minimum);
        return minimum;
    }

    /** Returns the terms fitted before that have one more; itself if there are none. */
    private BitSet nearest(BitSet support) {
        BitSet larger = (BitSet) support.clone();
        for (int i : candidates.indices().stream().filter(each -> !support.get(each)).toArray()) {
            larger.set(i);
            if (fitted.containsKey(larger)) {
                return larger;
            }
            larger.clear(i);
        }
        return support;
    }

    /** Lists what came out of all fits so far. */
    List<double[]> done() {
        return List.copyOf(done);
    }

    /** Puts one L1 penalty on all candidates of a trajectory's vector, and none on other numbers. */
    private BoundsAndL1 path(double penalty) {
        BoundsAndL1 own = training.boundsAndL1();
        double[] l1 = new double[own.size()];
        double[] shares = training.shares();
        Arrays.stream(candidates.places(candidates.indices())).forEach(i -> l1[i] = penalty * shares[i]);
        return new BoundsAndL1(own.lower(), own.upper(), l1);
    }

    /** Keeps some candidates at 0, and puts no L1 penalty on the others. */
    private BoundsAndL1 without(BitSet left) {
        double[] lower = training.boundsAndL1().lower().clone();
        double[] upper = training.boundsAndL1().upper().clone();
        Arrays.stream(candidates.places(left)).forEach(i -> {
            lower[i] = 0;
            upper[i] = 0;
        });
        return new BoundsAndL1(lower, upper, new double[lower.length]);
    }

    /** Fits, or takes what came out when this fit was made before: the same fits follow upon the same results. */
    private double[] minimum(BoundsAndL1 boundsAndL1, double[] start) {
        if (made == done.size()) {
            done.add(search.minimum(training, boundsAndL1, start, made));
        }
        return done.get(made++).clone();
    }

    @Override
    public void close() {
        training.close();
        heldOut.ifPresent(Objective::close);
    }
}
