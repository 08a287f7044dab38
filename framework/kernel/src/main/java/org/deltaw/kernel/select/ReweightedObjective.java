package org.deltaw.kernel.select;

import java.util.BitSet;
import org.deltaw.kernel.model.BoundsAndL1;
import org.deltaw.kernel.objective.Objective;
import org.deltaw.kernel.objective.SecondOrder;
import org.deltaw.kernel.objective.SecondOrderObjective;

/**
 * An objective with prices and bounds of its own instead of those that the spec says.
 *
 * @param objective of which the smooth part counts
 */
record ReweightedObjective(Objective objective, BoundsAndL1 kinks) implements SecondOrderObjective {
    /** Puts one price on all candidates, and none on other numbers. */
    static ReweightedObjective path(Objective objective, BitSet candidates, double price) {
        double[] prices = new double[objective.kinks().price().length];
        candidates.stream().forEach(i -> prices[i] = price);
        return new ReweightedObjective(objective, new BoundsAndL1(objective.kinks().lower(), objective.kinks().upper(), prices));
    }

    /** Keeps some candidates at 0, and puts no price on the others. */
    static ReweightedObjective without(Objective objective, BitSet left) {
        double[] lower = objective.kinks().lower().clone();
        double[] upper = objective.kinks().upper().clone();
        left.stream().forEach(i -> {
            lower[i] = 0;
            upper[i] = 0;
        });
        return new ReweightedObjective(objective, new BoundsAndL1(lower, upper, new double[lower.length]));
    }

    @Override
    public double scale(double value) {
        return objective.scale(value);
    }

    @Override
    public SecondOrder smooth(double[] parameters) {
        return objective.smooth(parameters);
    }

    @Override
    public double value(double[] parameters) {
        return objective.smoothValue(parameters) + kinks.cost(parameters);
    }
}
