package org.deltaw.expr;

/** The elementwise functions of one argument. */
public enum UnaryFunction {
    EXP("exp"),
    LOG("log"),
    TANH("tanh"),
    /** {@code 1 / (1 + exp(-a))}, without overflow on either side. */
    SIGMOID("sigmoid"),
    /** {@code log(1 + exp(a))}, without overflow and without loss of small values. */
    SOFTPLUS("softplus"),
    ABS("abs"),
    SQRT("sqrt"),
    /** -1, 0 or 1; 0 at 0, which makes it the subgradient of {@code abs}. */
    SIGN("sign");

    private final String word;

    UnaryFunction(String word) {
        this.word = word;
    }

    /** Returns the name under which it is written. */
    public String word() {
        return word;
    }

    /** Returns the version of the set of primitives in which it first appeared. */
    public int since() {
        return 1;
    }

    /** Computes the function of one number. */
    public double apply(double a) {
        return switch (this) {
            case EXP -> Math.exp(a);
            case LOG -> Math.log(a);
            case TANH -> Math.tanh(a);
            case SIGMOID -> a >= 0 ? 1 / (1 + Math.exp(-a)) : Math.exp(a) / (1 + Math.exp(a));
            case SOFTPLUS -> Math.max(a, 0) + Math.log1p(Math.exp(-Math.abs(a)));
            case ABS -> Math.abs(a);
            case SQRT -> Math.sqrt(a);
            case SIGN -> Math.signum(a);
        };
    }
}
