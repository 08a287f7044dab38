package org.deltaw.expr;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The set of axes over which an expression varies, in the order of their names; a scalar has none.
 *
 * <p>Arrays of values are laid out row-major in this order. Immutable.
 */
public final class Axes implements Iterable<Axis> {
    /** The axes of a scalar. */
    public static final Axes NONE = new Axes(List.of());

    private final List<Axis> sorted;
    /** Made when first asked for; two threads may both make it. */
    private String names = "";

    private Axes(List<Axis> sorted) {
        this.sorted = sorted;
    }

    /** Returns the set of the given axes. */
    public static Axes of(Axis... axes) {
        return of(List.of(axes));
    }

    /**
     * Returns the set of the given axes.
     *
     * @throws IllegalArgumentException if two of them share a name but not a size
     */
    public static Axes of(Collection<Axis> axes) {
        List<Axis> sorted = List.copyOf(new TreeSet<>(axes));
        for (int i = 1; i < sorted.size(); i++) {
            Axis left = sorted.get(i - 1);
            Axis right = sorted.get(i);
            if (left.name().equals(right.name())) {
                throw new IllegalArgumentException("Axis '" + left.name() + "' is used with sizes " + left.size()
                        + " and " + right.size() + "; an axis has one size within an expression.");
            }
        }
        return sorted.isEmpty() && NONE != null ? NONE : new Axes(sorted);
    }

    /** Returns the axes in the order in which arrays are laid out. */
    public List<Axis> toList() {
        return sorted;
    }

    /** Tells how many axes there are. */
    public int rank() {
        return sorted.size();
    }

    /** Tells whether this is the set of a scalar. */
    public boolean isEmpty() {
        return sorted.isEmpty();
    }

    /** Returns the number of entries of an array over these axes: 1 for a scalar. */
    public int entries() {
        return entries(sorted);
    }

    /** Returns the number of entries of an array over some axes, which all differ. */
    static int entries(List<Axis> axes) {
        long product = 1;
        for (Axis axis : axes) {
            product *= axis.size();
            if (product > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("An array over " + of(axes) + " has more than 2^31 entries.");
            }
        }
        return (int) product;
    }

    /** Tells whether the axis is in the set. */
    public boolean contains(Axis axis) {
        return Collections.binarySearch(sorted, axis) >= 0;
    }

    /** Tells whether all axes of the other set are in this one. */
    public boolean containsAll(Axes others) {
        for (Axis axis : others.sorted) {
            if (!contains(axis)) {
                return false;
            }
        }
        return true;
    }

    /** Tells whether one of the two sets contains the other, so that they combine elementwise. */
    public boolean nests(Axes other) {
        return containsAll(other) || other.containsAll(this);
    }

    /** Returns all axes of both sets. */
    public Axes union(Axes other) {
        if (containsAll(other)) {
            return this;
        }
        if (other.containsAll(this)) {
            return other;
        }
        List<Axis> all = new ArrayList<>(sorted);
        all.addAll(other.sorted);
        return of(all);
    }

    /** Returns the axes that are not in the other set. */
    public Axes minus(Axes other) {
        return of(sorted.stream().filter(axis -> !other.contains(axis)).toList());
    }

    /** Returns the set without one axis. */
    public Axes without(Axis axis) {
        return of(sorted.stream().filter(other -> !other.equals(axis)).toList());
    }

    @Override
    public Iterator<Axis> iterator() {
        return sorted.iterator();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Axes axes && sorted.equals(axes.sorted);
    }

    @Override
    public int hashCode() {
        return sorted.hashCode();
    }

    /** Returns the names, as in {@code (post, pre)}. */
    @Override
    public String toString() {
        String known = names;
        if (known.isEmpty()) {
            known = sorted.stream().map(Axis::name).collect(Collectors.joining(", ", "(", ")"));
            names = known;
        }
        return known;
    }
}
