package org.deltaw.expr.text;

/**
 * One part of what a text says: a value, or an operation on those before it. See {@link TextExpression#parts}.
 */
public sealed interface Part {
    /** Returns where it stands in the text; an operation with all that it is applied to, without brackets around it. */
    Span span();

    /** Returns to how many values before it this is applied: 0 for what is a value itself. */
    default int operands() {
        return 0;
    }

    /** A number; never infinite, and never negative: a minus before it is an operation. */
    record Constant(double value, Span span) implements Part {}

    /** A text in quotes, which is here without them. */
    record Text(String value, Span span) implements Part {}

    /** One of the words {@code true} and {@code false}. */
    record Truth(boolean value, Span span) implements Part {}

    /** What has a value under a name; one that was written in backquotes is here without them. */
    record Name(String name, Span span) implements Part {}

    /** An operation on values. */
    record Apply(Operation operation, int operands, Span span) implements Part {}

    /**
     * The sum of a value over an axis.
     *
     * @param axis its name
     */
    record Sum(String axis, Span span) implements Part {
        @Override
        public int operands() {
            return 1;
        }
    }
}
