package org.deltaw.expr;

import java.util.List;

/**
 * The primitive operations: all that a backend must know.
 *
 * <p>The set is sealed and has a {@linkplain #VERSION version}. A backend states the version it
 * knows, and a program that holds a newer primitive ({@link #since}) is refused when it is compiled.
 * Everything else in the language is built from these. What each means is defined by {@link
 * Interpreter}; its derivative stands in {@code differentiate.Derivatives}.
 */
public sealed interface Op {
    /**
     * The version of the set of primitives; raised whenever one is added. Version 2 brought {@link
     * Maximum} and {@link BinaryFunction#SURROGATE}.
     */
    int VERSION = 2;

    /** Returns the version of the set in which this primitive, or its function, first appeared. */
    default int since() {
        return 1;
    }

    /** Returns the word by which people name the primitive in messages and reports. */
    String word();

    /** Returns how many arguments it takes. */
    int arity();

    /** A number. */
    record Constant(double value) implements Op {
        @Override
        public String word() {
            return "constant";
        }

        @Override
        public int arity() {
            return 0;
        }
    }

    /** The value of a symbol. */
    record Input(Symbol symbol) implements Op {
        @Override
        public String word() {
            return "input";
        }

        @Override
        public int arity() {
            return 0;
        }
    }

    /**
     * One where the index along {@code direction} is {@code offset} plus the row-major index along
     * {@code axes}, else zero: the derivative of parameters with respect to themselves. Over no other
     * axes it is a unit vector.
     */
    record Indicator(Axis direction, int offset, List<Axis> axes) implements Op {
        public Indicator {
            axes = List.copyOf(axes);
            int entries = Axes.of(axes).entries();
            if (offset < 0 || offset + entries > direction.size() || axes.contains(direction)) {
                throw new IllegalArgumentException("An indicator of " + entries + " entries from " + offset
                        + " does not fit on axis '" + direction.name() + "' of size " + direction.size() + ".");
            }
        }

        @Override
        public String word() {
            return "indicator";
        }

        @Override
        public int arity() {
            return 0;
        }
    }

    /** An elementwise function of one argument. */
    record Unary(UnaryFunction function) implements Op {
        @Override
        public int since() {
            return function.since();
        }

        @Override
        public String word() {
            return function.word();
        }

        @Override
        public int arity() {
            return 1;
        }
    }

    /** The argument where it is positive, else {@code slope} times the argument. */
    record LeakyRelu(double slope) implements Op {
        @Override
        public String word() {
            return "leakyRelu";
        }

        @Override
        public int arity() {
            return 1;
        }
    }

    /** An integer power of at least 2, by repeated multiplication; use a division for negative powers. */
    record Power(int exponent) implements Op {
        public Power {
            if (exponent < 2) {
                throw new IllegalArgumentException("A power primitive needs an exponent of at least 2, found "
                        + exponent + ".");
            }
        }

        @Override
        public String word() {
            return "power";
        }

        @Override
        public int arity() {
            return 1;
        }
    }

    /** An elementwise function of two arguments. */
    record Binary(BinaryFunction function) implements Op {
        @Override
        public int since() {
            return function.since();
        }

        @Override
        public String word() {
            return function.word();
        }

        @Override
        public int arity() {
            return 2;
        }
    }

    /**
     * The second argument where the first is not 0, else the third. If the first has no axes, only
     * the chosen branch is computed: that is how plasticity is skipped in steps without an update.
     */
    record Where() implements Op {
        @Override
        public String word() {
            return "where";
        }

        @Override
        public int arity() {
            return 3;
        }
    }

    /** The sum over one axis, which the result no longer has. */
    record Sum(Axis axis) implements Op {
        @Override
        public String word() {
            return "sum";
        }

        @Override
        public int arity() {
            return 1;
        }
    }

    /**
     * The greatest value along one axis, which the result no longer has; not a number if one value is none.
     *
     * <p>Equal greatest values share the derivative equally, so that it does not depend on the order of entries.
     */
    record Maximum(Axis axis) implements Op {
        @Override
        public int since() {
            return 2;
        }

        @Override
        public String word() {
            return "maximum over an axis";
        }

        @Override
        public int arity() {
            return 1;
        }
    }

    /** The same values along an axis of another name and equal size. */
    record Rename(Axis from, Axis to) implements Op {
        public Rename {
            if (from.size() != to.size()) {
                throw new IllegalArgumentException("Axis '" + from.name() + "' of size " + from.size()
                        + " cannot be renamed to '" + to.name() + "' of size " + to.size() + ".");
            }
        }

        @Override
        public String word() {
            return "rename";
        }

        @Override
        public int arity() {
            return 1;
        }
    }

    /** The same value for every entry along the added axes. */
    record Broadcast(Axes added) implements Op {
        @Override
        public String word() {
            return "broadcast";
        }

        @Override
        public int arity() {
            return 1;
        }
    }
}
