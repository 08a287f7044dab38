package org.deltaw.kernel.select;

import java.util.BitSet;
import org.deltaw.kernel.model.Kinks;
import org.deltaw.kernel.objective.Landscape;
import org.deltaw.kernel.objective.Objective;
import org.deltaw.kernel.objective.Smooth;

/**
 * An objective with prices and bounds of its own instead of those that the spec says.
 *
 * @param objective of which the smooth part counts
 */
record Priced(Objective objective, Kinks kinks) implements Landscape {
    /** Puts one price on all candidates, and none on other numbers. */
    static Priced path(Objective objective, BitSet candidates, double price) {
        double[] prices = new double[objective.kinks().price().length];
        candidates.stream().forEach(i -> prices[i] = price);
        return new Priced(objective, new Kinks(objective.kinks().lower(), objective.kinks().upper(), prices));
    }

    /** Keeps some candidates at 0, and puts no price on the others. */
    static Priced without(Objective objective, BitSet left) {
        double[] lower = objective.kinks().lower().clone();
        double[] upper = objective.kinks().upper().clone();
        left.stream().forEach(i -> {
            lower[i] = 0;
            upper[i] = 0;
        });
        return new Priced(objective, new Kinks(lower, upper, new double[lower.length]));
    }

    @Override
    public Smooth smooth(double[] parameters) {
        return objective.smooth(parameters);
    }

    @Override
    public double value(double[] parameters) {
        return objective.smoothValue(parameters) + kinks.cost(parameters);
    }
}
