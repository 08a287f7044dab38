package org.deltaw.spi.parameter;

import java.util.List;
import org.deltaw.expr.Axis;

/**
 * Something that is inferred: a coefficient of a rule, the weights of an MLP, a bias.
 *
 * @param name unique within its rule or network, as reports and files show it
 * @param axes none for a number; an array is laid out row-major
 * @param initial where fitting starts
 * @param bounds what values are allowed
 * @param fitted false if it keeps its initial value unless a user asks to fit it
 */
public record Parameter(String name, List<Axis> axes, Initial initial, Bounds bounds, boolean fitted) {
    /**
     * The values allowed.
     *
     * @param lower may be minus infinity
     * @param upper may be infinity
     */
    public record Bounds(double lower, double upper) {
        /** Every value is allowed. */
        public static final Bounds NONE = new Bounds(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

        public Bounds {
            if (!(lower <= upper)) {
                throw new IllegalArgumentException("The lower bound " + lower + " exceeds the upper bound " + upper
                        + ".");
            }
        }

        /** Returns the allowed value nearest to the given one. */
        public double clamp(double value) {
            return Math.clamp(value, lower, upper);
        }
    }

    public Parameter {
        if (name.isBlank()) {
            throw new IllegalArgumentException("A parameter needs a name.");
        }
        axes = List.copyOf(axes);
    }

    /** Declares a fitted number without bounds. */
    public static Parameter scalar(String name, Initial initial) {
        return new Parameter(name, List.of(), initial, Bounds.NONE, true);
    }

    /** Declares a fitted array without bounds. */
    public static Parameter array(String name, List<Axis> axes, Initial initial) {
        return new Parameter(name, axes, initial, Bounds.NONE, true);
    }

    /** Returns the same parameter, kept at its initial value. */
    public Parameter fixed() {
        return new Parameter(name, axes, initial, bounds, false);
    }

    /** Returns the same parameter with bounds. */
    public Parameter within(double lower, double upper) {
        return new Parameter(name, axes, initial, new Bounds(lower, upper), fitted);
    }

    /** Returns the number of values it holds. */
    public int entries() {
        int entries = 1;
        for (Axis axis : axes) {
            entries *= axis.size();
        }
        return entries;
    }
}
