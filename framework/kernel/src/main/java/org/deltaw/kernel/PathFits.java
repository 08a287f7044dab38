package org.deltaw.kernel;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Fits of one set of data along a path of prices, each begun where the one before ended; and fits of some of the terms
 * without prices. For one thread.
 */
final class PathFits implements AutoCloseable {
    private final Objective training;
    private final Optional<Objective> heldOut;
    private final Candidates candidates;
    private final TrainingSettings settings;
    private final double resolution;
    private final FitListener listener;
    private final Map<BitSet, double[]> fitted = new HashMap<>();
    private final Map<BitSet, Double> losses = new HashMap<>();
    private double[] here;

    /**
     * Begins with all candidates at 0.
     *
     * @param heldOut what choices are tried on; empty for all data
     * @param resolution the relative distance of the numbers that a backend computes with
     */
    PathFits(Objective training, Optional<Objective> heldOut, Candidates candidates, TrainingSettings settings,
            double resolution, FitListener listener) {
        this.training = training;
        this.heldOut = heldOut;
        this.candidates = candidates;
        this.settings = settings;
        this.resolution = resolution;
        this.listener = listener;
        this.here = minimum(Priced.without(training, candidates.indices()), candidates.zero());
    }

    /** Returns the least price at which all candidates stay at 0: the largest of their slopes there. */
    double largestPrice() {
        double[] gradient = training.smooth(here).gradient();
        Kinks kinks = Priced.path(training, candidates.indices(), 0).kinks();
        return candidates.indices().stream().mapToDouble(i -> kinks.descent(i, 0, gradient[i])).max().orElse(0);
    }

    /** Goes on to a lower price, and returns the fitted numbers there. */
    double[] next(double price) {
        here = minimum(Priced.path(training, candidates.indices(), price), here);
        return here.clone();
    }

    /** Returns which candidates are not 0 where the path stands. */
    BitSet support() {
        BitSet support = new BitSet();
        candidates.indices().stream().filter(i -> here[i] != 0).forEach(support::set);
        return support;
    }

    /** Returns what the terms given, fitted without a price, cost on what is held out. */
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
        left.stream().forEach(i -> start[i] = 0);
        double[] minimum = minimum(Priced.without(training, left), start);
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

    private double[] minimum(Landscape landscape, double[] start) {
        GaussNewton method = new GaussNewton(landscape, settings, resolution, listener, start, TrustRegionState.START);
        for (int epoch = 0; epoch < settings.epochs(); epoch++) {
            Minimizer.End end = method.epoch();
            if (end instanceof Minimizer.End.Stopped) {
                throw new Stopped();
            }
            if (!(end instanceof Minimizer.End.Moved)) {
                break;
            }
        }
        return method.parameters();
    }

    /** Is thrown when the listener asks to stop; it never leaves the kernel. */
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;

        Stopped() {
            super("stopped by the listener", null, false, false);
        }
    }

    @Override
    public void close() {
        training.close();
        heldOut.ifPresent(Objective::close);
    }
}
