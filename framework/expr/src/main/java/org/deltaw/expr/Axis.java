package org.deltaw.expr;

/**
 * A named direction in which an expression varies: the presynaptic neurons, the hidden units of an
 * MLP, the fitted parameters.
 *
 * <p>Axes are matched by name and size; two axes of one name and different sizes never combine.
 *
 * @param name letters, digits, {@code -}, {@code _} and {@code '}, starting with a letter
 * @param size how many entries it has, at least 1
 */
public record Axis(String name, int size) implements Comparable<Axis> {
    public Axis {
        if (!Names.isName(name)) {
            throw new IllegalArgumentException("An axis needs a name of letters, digits, '-' and '_' that starts "
                    + "with a letter, but found '" + name + "'.");
        }
        if (size < 1) {
            throw new IllegalArgumentException("Axis '" + name + "' has size " + size + "; the least is 1.");
        }
    }

    /** Returns the same axis under another name, for a second pass over the same neurons. */
    public Axis named(String other) {
        return new Axis(other, size);
    }

    /** Orders by name, then size: the order in which arrays of an expression are laid out. */
    @Override
    public int compareTo(Axis other) {
        int byName = name.compareTo(other.name);
        return byName != 0 ? byName : Integer.compare(size, other.size);
    }

    @Override
    public String toString() {
        return name + ":" + size;
    }
}
