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
    GREATER("greaterThan");

    private final String word;

    BinaryFunction(String word) {
        this.word = word;
    }

    /** Returns the name under which it is written. */
    public String word() {
        return word;
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
        };
    }
}
