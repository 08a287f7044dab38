package org.deltaw.plugin.jvm;

import java.lang.classfile.CodeBuilder;
import java.util.List;
import org.deltaw.expr.UnaryFunction;
import org.deltaw.plugin.jvm.ElementaryConstants.Format;
import org.deltaw.plugin.jvm.ElementaryConstants.Polynomial;
import org.deltaw.plugin.jvm.ValueWriter.Bits;
import org.deltaw.plugin.jvm.ValueWriter.Value;

/**
 * The exponential function, the logarithm and their kin, written once for numbers and for vectors of any length, from
 * operations whose results IEEE 754 fixes to the last bit. A number has the same function value alone, in any place of any
 * vector, and before and after the JVM has compiled the code; the JDK's own functions promise none of these.
 *
 * <p>With n the integer nearest to {@code x / ln 2} and {@code r = x - n ln 2}, {@code exp(x) = 2^n exp(r)} with
 * {@code |r| <= ln(2)/2}. With {@code x = 2^k (1 + f)} and {@code 1 + f} between the square roots of 1/2 and of 2,
 * {@code log(x) = k ln 2 + log(1 + f)}, where {@code log(1 + f) = 2 atanh(s)}, {@code s = f / (2 + f)}, is computed as
 * {@code f - s (f + s^2 P(s^2))}, which keeps the digits of a small f (as in fdlibm, Sun Microsystems 1993). From both:
 * {@code sigmoid(x) = 1 / (1 + exp(-x))} for positive x and {@code exp(x) / (1 + exp(x))} for others,
 * {@code softplus(x) = max(x, 0) + log(1 + exp(-|x|))}, {@code tanh(|x|) = v / (v + 2)} with {@code v = exp(2|x|) - 1}.
 *
 * <p>Errors are at most 1.05 units in the last place for exp and log, 1.8 for softplus and 2.4 for others. Results of exp, sigmoid
 * and softplus that would have fewer digits than others since they are too small (less than 2^-1022, or 2^-126 for 32
 * bits) may be 0. Arguments may be any, also those small ones.
 */
final class ElementaryFunctions {
    private final ValueWriter writer;
    private final ElementaryConstants constants;
    private final Format format;
    private final Value zero;
    private final Value one;

    private ElementaryFunctions(ValueWriter writer, ElementaryConstants constants) {
        this.writer = writer;
        this.constants = constants;
        this.format = constants.format();
        this.zero = writer.constant(0);
        this.one = writer.constant(1);
    }

    /** Writes code from an argument on the stack to the function of it. */
    static void write(UnaryFunction function, CodeBuilder code, Arithmetic math, Real real) {
        ValueWriter writer = new ValueWriter(code, math);
        Value x = writer.keep();
        ElementaryFunctions functions = new ElementaryFunctions(writer, ElementaryConstants.of(real));
        writer.push(switch (function) {
            case EXP -> functions.exp(x);
            case LOG -> functions.log(x);
            case TANH -> functions.tanh(x);
            case SIGMOID -> functions.sigmoid(x);
            case SOFTPLUS -> functions.softplus(x);
            case ABS, SQRT, SIGN -> throw new IllegalArgumentException("The JDK has instructions for " + function + ".");
        });
    }

    private Value exp(Value x) {
        Reduced reduced = reduce(x);
        // The exponent is added to that of exp(r), since 2^1024 by itself has no place among the numbers.
        Value inside = writer.number(writer.plus(
                writer.bits(writer.plus(reduced.expm1(), one)), writer.shiftLeft(reduced.exponent(), format.digits())));
        // Infinite, or not a number if x is none.
        Value above = writer.times(x, writer.constant(Double.POSITIVE_INFINITY));
        return flushed(x, writer.ifLess(x, writer.constant(constants.range().to()), inside, above));
    }

    private Value log(Value x) {
        // Numbers with fewer digits get all of them, and an exponent that is less by as much.
        int more = format.digits() + 2;
        Value smallest = writer.constant(format.smallestNormal());
        Value full = writer.ifLess(x, smallest, writer.times(x, writer.constant(Math.scalb(1.0, more))), x);
        double origin = format.firstInteger() + format.bias();
        Value exponentOrigin = writer.ifLess(x, smallest, writer.constant(origin + more), writer.constant(origin));
        // The exponent is to change where the fraction is that of the root of 1/2.
        Bits moved = writer.plus(writer.bits(full), format.one() - format.sqrtHalf());
        Bits exponent = writer.shiftRight(moved, format.digits());
        Value k = writer.minus(writer.number(writer.plus(exponent, format.firstIntegerBits())), exponentOrigin);
        Value onePlusF = writer.number(writer.plus(writer.and(moved, format.fraction()), format.sqrtHalf()));
        Value f = writer.minus(onePlusF, one);
        Logarithm rest = logarithm(f, constants.log());
        Value low = writer.times(k, writer.constant(constants.ln2().low()));
        Value tail = writer.timesPlus(rest.factor(), rest.difference(), low);
        Value inside = writer.timesPlus(k, writer.constant(constants.ln2().high()), writer.plus(f, tail));
        Value belowZero = writer.constant(Double.NaN);
        Value atZero = writer.constant(Double.NEGATIVE_INFINITY);
        Value infinity = writer.constant(Double.POSITIVE_INFINITY);
        Value result = writer.ifLess(zero, x, inside, writer.ifLess(x, zero, belowZero, atZero));
        return writer.ifLess(x, infinity, result, x);
    }

    private Value tanh(Value x) {
        Value two = writer.constant(2);
        Value a = writer.times(writer.abs(x), two);
        Reduced reduced = reduce(a);
        Value factor = power(reduced);
        Value expm1 = writer.timesPlus(factor, reduced.expm1(), writer.minus(factor, one));
        Value inside = writer.dividedBy(expm1, writer.plus(expm1, two));
        Value result = writer.ifLess(writer.constant(-constants.range().from()), a, one, inside);
        return writer.number(writer.plus(writer.bits(result), writer.and(writer.bits(x), format.sign())));
    }

    private Value sigmoid(Value x) {
        Value exp = expOfMinusAbs(x);
        return writer.dividedBy(writer.ifLess(x, zero, exp, one), writer.plus(one, exp));
    }

    private Value softplus(Value x) {
        Value exp = expOfMinusAbs(x);
        Logarithm logarithm = logarithm(exp, constants.log1p());
        Value log = writer.timesPlus(logarithm.factor(), logarithm.difference(), exp);
        return writer.plus(writer.ifLess(x, zero, zero, x), log);
    }

    private Value expOfMinusAbs(Value x) {
        Value a = writer.minus(zero, writer.abs(x));
        Reduced reduced = reduce(a);
        Value factor = power(reduced);
        return flushed(a, writer.timesPlus(factor, reduced.expm1(), factor));
    }

    /** Returns 0 where the exponential function of x has too few digits, else a value. */
    private Value flushed(Value x, Value value) {
        return writer.ifLess(x, writer.constant(constants.range().from()), zero, value);
    }

    /**
     * An argument of the exponential function in two parts.
     *
     * @param exponent bits whose lowest ones are n
     * @param expm1 exp(r) - 1
     */
    private record Reduced(Bits exponent, Value expm1) {}

    private Reduced reduce(Value x) {
        // Added to a number, it leaves an integer in the lowest bits, also a negative one.
        Value rounder = writer.constant(1.5 * format.firstInteger());
        Value rounded = writer.timesPlus(x, writer.constant(constants.ln2().inverse()), rounder);
        Value n = writer.minus(rounded, rounder);
        Value near = writer.timesPlus(n, writer.constant(-constants.ln2().high()), x);
        Value r = writer.timesPlus(n, writer.constant(-constants.ln2().low()), near);
        Value square = writer.times(r, r);
        Value expm1 = writer.timesPlus(polynomial(constants.exp(), r, square), square, r);
        return new Reduced(writer.bits(rounded), expm1);
    }

    /** Returns 2 to the power of n. */
    private Value power(Reduced reduced) {
        return writer.number(writer.plus(writer.shiftLeft(reduced.exponent(), format.digits()), format.one()));
    }

    /** The logarithm of 1 + f as f plus a product. */
    private record Logarithm(Value factor, Value difference) {}

    private Logarithm logarithm(Value f, Polynomial polynomial) {
        Value minusS = writer.dividedBy(f, writer.minus(writer.constant(-2), f));
        Value square = writer.times(minusS, minusS);
        Value series = polynomial(polynomial, square, writer.times(square, square));
        return new Logarithm(minusS, writer.timesPlus(square, series, f));
    }

    /** Even and odd powers apart: half as many operations wait for one another. */
    private Value polynomial(Polynomial polynomial, Value x, Value square) {
        return writer.timesPlus(inOrder(polynomial.odd(), square), x, inOrder(polynomial.even(), square));
    }

    private Value inOrder(Polynomial polynomial, Value x) {
        List<Double> coefficients = polynomial.coefficients();
        Value sum = writer.constant(coefficients.getLast());
        for (double coefficient : coefficients.reversed().subList(1, coefficients.size())) {
            sum = writer.timesPlus(sum, x, writer.constant(coefficient));
        }
        return sum;
    }
}
