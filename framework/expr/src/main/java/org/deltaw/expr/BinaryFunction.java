package org.deltaw.expr;

/** The elementwise functions of two arguments. */
public enum BinaryFunction {
    ADD("plus"),
    SUBTRACT("minus"),
    /** The one function whose arguments may have any axes; the result has those of both. */
    MULTIPLY("times"),
    DIVIDE("dividedBy"),
    MINIMUM("minimum"),
    MAXIMUM("maximum"),
    /** 1 where the first argument exceeds the second, else 0. */
    GREATER("greaterThan"),
    /**
     * The value of the first argument with the derivative of the second. Backends never meet it: programs are
     * differentiated before they are handed over, and then only the value counts.
     */
    SURROGATE("surrogate", 2);

    private final String word;
    private final int since;

    BinaryFunction(String word) {
        this(word, 1);
    }

    BinaryFunction(String word, int since) {
        this.word = word;
        this.since = since;
    }

    /** Returns the name under which it is written. */
    public String word() {
        return word;
    }

    /** Returns the version of the set of primitives in which it first appeared. */
    public int since() {
        return since;
    }

    /** Computes the function of two numbers. */
    public double apply(double a, double b) {
        return switch (this) {
            case ADD -> a + b;
            case SUBTRACT -> a - b;
            case MULTIPLY -> a * b;
            case DIVIDE -> a / b;
            case MINIMUM -> Math.min(a, b);
            case MAXIMUM -> Math.max(a, b);
            case GREATER -> a > b ? 1 : 0;
            case SURROGATE -> a;
        };
    }
}
