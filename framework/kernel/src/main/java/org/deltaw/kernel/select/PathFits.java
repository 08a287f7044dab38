package org.deltaw.kernel.select;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.deltaw.kernel.TrainingSettings;
import org.deltaw.kernel.minimise.FitListener;
import org.deltaw.kernel.minimise.GaussNewton;
import org.deltaw.kernel.minimise.Minimizer;
import org.deltaw.kernel.minimise.TrustRegionState;
import org.deltaw.kernel.model.BoundsAndL1;
import org.deltaw.kernel.objective.Objective;
import org.deltaw.kernel.objective.SecondOrderObjective;

/**
 * Fits of one set of data along a path of prices, each begun where the one before ended; and fits of some of the terms
 * without prices. For one thread at a time; what is done may be listed by any.
 */
final class PathFits implements AutoCloseable {
    private final Objective training;
    private final Optional<Objective> heldOut;
    private final Candidates candidates;
    private final TrainingSettings settings;
    private final double resolution;
    private final FitListener listener;
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
     * @param resolution the relative distance of the numbers that a backend computes with
     * @param before what came out of the first fits, which are not made again
     */
    PathFits(Objective training, Optional<Objective> heldOut, Candidates candidates, TrainingSettings settings,
            double resolution, List<double[]> before, FitListener listener) {
        this.training = training;
        this.heldOut = heldOut;
        this.candidates = candidates;
        this.settings = settings;
        this.resolution = resolution;
        this.listener = listener;
        this.done = new CopyOnWriteArrayList<>(before);
        this.here = candidates.zero();
    }

    /** Fits all that is no candidate. */
    void begin() {
        here = minimum(ReweightedObjective.without(training, candidates.indices()), here);
    }

    /** Returns the least price at which all candidates stay at 0 where the path begins: the largest of their slopes there. */
    double largestPrice() {
        double[] gradient = training.smooth(here).gradient();
        BoundsAndL1 kinks = ReweightedObjective.path(training, candidates.indices(), 0).kinks();
        return candidates.indices().stream().mapToDouble(i -> kinks.descent(i, 0, gradient[i])).max().orElse(0);
    }

    /** Goes on to a lower price. */
    void next(double price) {
        here = minimum(ReweightedObjective.path(training, candidates.indices(), price), here);
    }

    /** Returns the fitted numbers where the path stands. */
    double[] here() {
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
        double[] minimum = minimum(ReweightedObjective.without(training, left), start);
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

    /** Fits, or takes what came out when this fit was made before: the same fits follow upon the same results. */
    private double[] minimum(SecondOrderObjective landscape, double[] start) {
        if (made == done.size()) {
            done.add(fit(landscape, start));
        }
        return done.get(made++).clone();
    }

    private double[] fit(SecondOrderObjective landscape, double[] start) {
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
