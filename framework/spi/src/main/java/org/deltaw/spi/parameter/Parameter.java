package org.deltaw.spi.parameter;

import java.util.List;
import java.util.Objects;
import org.deltaw.expr.Axis;

/**
 * Something that is inferred: a coefficient of a rule, the weights of an MLP, a bias, the standard deviation of noise.
 *
 * <pre>{@code
 * Parameter.scalar("decay", Initial.at(0.1)).within(0, 1)
 * Parameter.array("bias", List.of(post), Initial.at(0)).fixed()
 * Parameter.scalar("lapse", Initial.at(0.05)).within(0, 1).scope(Scope.SUBJECT)
 * }</pre>
 *
 * <p>Immutable; two that agree in everything are equal.
 */
public final class Parameter {
    private final String name;
    private final List<Axis> axes;
    private final Initial initial;
    private final Bounds bounds;
    private final boolean fitted;
    private final Scope scope;

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

        /** Returns an allowed value for one that was drawn: as far within a bound as it is beyond, if that is within the other. */
        public double reflect(double value) {
            return clamp(value < lower ? 2 * lower - value : value > upper ? 2 * upper - value : value);
        }
    }

    private Parameter(String name, List<Axis> axes, Initial initial, Bounds bounds, boolean fitted, Scope scope) {
        if (name.isBlank() || name.contains("@")) {
            throw new IllegalArgumentException("A parameter needs a name without '@', which names in results separate from whose "
                    + "value it is, found '" + name + "'.");
        }
        this.name = name;
        this.axes = List.copyOf(axes);
        this.initial = initial;
        this.bounds = bounds;
        this.fitted = fitted;
        this.scope = scope;
    }

    /** Declares a fitted number without bounds. */
    public static Parameter scalar(String name, Initial initial) {
        return array(name, List.of(), initial);
    }

    /** Declares a fitted array without bounds, laid out row-major. */
    public static Parameter array(String name, List<Axis> axes, Initial initial) {
        return new Parameter(name, axes, initial, Bounds.NONE, true, Scope.SHARED);
    }

    /** Returns the same parameter, which keeps its initial value unless a user asks to fit it. */
    public Parameter fixed() {
        return fitted(false);
    }

    /** Returns the same parameter, fitted or not. */
    public Parameter fitted(boolean wanted) {
        return new Parameter(name, axes, initial, bounds, wanted, scope);
    }

    /** Returns the same parameter, starting elsewhere. */
    public Parameter startingAt(Initial start) {
        return new Parameter(name, axes, start, bounds, fitted, scope);
    }

    /** Returns the same parameter with bounds. */
    public Parameter within(double lower, double upper) {
        return new Parameter(name, axes, initial, new Bounds(lower, upper), fitted, scope);
    }

    /** Returns the same parameter with another scope, unless a user asks for a third: who shares its value while it is fitted. */
    public Parameter scope(Scope sharing) {
        return new Parameter(name, axes, initial, bounds, fitted, sharing);
    }

    /** Returns its name, unique within its rule, network or loss, as reports and files show it. */
    public String name() {
        return name;
    }

    /** Returns its axes, none for a number; an array is laid out row-major. */
    public List<Axis> axes() {
        return axes;
    }

    /** Returns where fitting starts. */
    public Initial initial() {
        return initial;
    }

    /** Returns what values are allowed. */
    public Bounds bounds() {
        return bounds;
    }

    /** Tells whether it is fitted; if not, it keeps its initial value unless a user asks to fit it. */
    public boolean fitted() {
        return fitted;
    }

    /** Returns who shares its value while it is fitted; what is fixed is the same for all. */
    public Scope scope() {
        return scope;
    }

    /** Returns the number of values it holds. */
    public int entries() {
        int entries = 1;
        for (Axis axis : axes) {
            entries *= axis.size();
        }
        return entries;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Parameter same && name.equals(same.name) && axes.equals(same.axes)
                && initial.equals(same.initial) && bounds.equals(same.bounds) && fitted == same.fitted && scope == same.scope;
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, axes, initial, bounds, fitted, scope);
    }

    @Override
    public String toString() {
        return "parameter '" + name + "'";
    }
}
