package org.deltaw.spi.rule;

import java.util.Objects;
import org.deltaw.spi.parameter.Initial;

/**
 * Something a rule remembers from step to step, such as an eligibility trace or a sliding threshold; carried on in every step, with
 * plasticity or without.
 *
 * <pre>{@code
 * Trace.of("eligibility", Extent.SYNAPSE)
 * Trace.of("threshold", Extent.POST).startingAt(Initial.at(1))
 * }</pre>
 *
 * <p>A group of synapses that is shown several presentations in a step remembers each by itself: the rule is built once for each, and
 * each has traces of its own.
 *
 * <p>Immutable; two that agree in everything are equal.
 */
public final class Trace {
    private final String name;
    private final Extent extent;
    private final Initial initial;

    private Trace(String name, Extent extent, Initial initial) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("A trace needs a name.");
        }
        this.name = name;
        this.extent = extent;
        this.initial = initial;
    }

    /** Declares a trace that is 0 before the first step. */
    public static Trace of(String name, Extent extent) {
        return new Trace(name, extent, Initial.at(0));
    }

    /**
     * Returns the same trace with other values before the first step; what is random is drawn once, from the fit's seed, and the same
     * in all trajectories.
     */
    public Trace startingAt(Initial start) {
        return new Trace(name, extent, start);
    }

    /** Returns its name, unique within the rule. */
    public String name() {
        return name;
    }

    /** Returns of what it has a value each. */
    public Extent extent() {
        return extent;
    }

    /** Returns its values before the first step. */
    public Initial initial() {
        return initial;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Trace same && name.equals(same.name) && extent == same.extent && initial.equals(same.initial);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, extent, initial);
    }

    @Override
    public String toString() {
        return name;
    }
}
