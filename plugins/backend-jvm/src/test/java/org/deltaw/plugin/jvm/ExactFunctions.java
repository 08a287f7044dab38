package org.deltaw.plugin.jvm;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.deltaw.expr.UnaryFunction;

/** Function values to at least 30 digits, to measure others by. */
final class ExactFunctions {
    private static final MathContext DIGITS = new MathContext(50);
    private static final BigDecimal TWO = BigDecimal.TWO;
    private static final BigDecimal LN2 = new BigDecimal("0.69314718055994530941723212145817656807550013436025525412068");
    private static final int HALVINGS = 8;
    /** From here on a few terms of a series give more digits than the difference of two numbers. */
    private static final double SMALL = 1e-10;

    private ExactFunctions() {}

    static BigDecimal of(UnaryFunction function, double x) {
        return switch (function) {
            case EXP -> exp(new BigDecimal(x));
            case LOG -> log(new BigDecimal(x), Math.log(x));
            case TANH -> tanh(x);
            case SIGMOID -> {
                BigDecimal exp = exp(new BigDecimal(x));
                yield exp.divide(exp.add(BigDecimal.ONE), DIGITS);
            }
            case SOFTPLUS -> softplus(x);
            case ABS, SQRT, SIGN -> throw new IllegalArgumentException("The JDK has instructions for " + function + ".");
        };
    }

    private static BigDecimal exp(BigDecimal x) {
        int n = x.divide(LN2, DIGITS).setScale(0, RoundingMode.HALF_EVEN).intValueExact();
        BigDecimal r = x.subtract(LN2.multiply(BigDecimal.valueOf(n))).divide(TWO.pow(HALVINGS), DIGITS);
        BigDecimal sum = BigDecimal.ONE;
        BigDecimal term = BigDecimal.ONE;
        for (int k = 1; k <= 18; k++) {
            term = term.multiply(r, DIGITS).divide(BigDecimal.valueOf(k), DIGITS);
            sum = sum.add(term, DIGITS);
        }
        for (int k = 0; k < HALVINGS; k++) {
            sum = sum.multiply(sum, DIGITS);
        }
        return n < 0 ? sum.divide(TWO.pow(-n), DIGITS) : sum.multiply(TWO.pow(n), DIGITS);
    }

    /** One step of Halley's method, which triples the digits. */
    private static BigDecimal log(BigDecimal x, double near) {
        BigDecimal exp = exp(new BigDecimal(near));
        return new BigDecimal(near).add(TWO.multiply(x.subtract(exp)).divide(x.add(exp), DIGITS), DIGITS);
    }

    private static BigDecimal tanh(double x) {
        BigDecimal exact = new BigDecimal(x);
        if (Math.abs(x) < SMALL) {
            return exact.subtract(exact.pow(3).divide(BigDecimal.valueOf(3), DIGITS), DIGITS);
        }
        BigDecimal exp = exp(exact.multiply(TWO));
        return exp.subtract(BigDecimal.ONE).divide(exp.add(BigDecimal.ONE), DIGITS);
    }

    private static BigDecimal softplus(double x) {
        BigDecimal exp = exp(new BigDecimal(-Math.abs(x)));
        double near = exp.doubleValue();
        BigDecimal log = near < SMALL
                ? exp.subtract(exp.pow(2).divide(TWO, DIGITS), DIGITS).add(exp.pow(3).divide(BigDecimal.valueOf(3), DIGITS), DIGITS)
                : log(exp.add(BigDecimal.ONE), Math.log1p(near));
        return new BigDecimal(Math.max(x, 0)).add(log);
    }
}
