package org.deltaw.plugin.jvm;

import static java.lang.constant.ConstantDescs.CD_long;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/**
 * Writes the exponential function and its kin for vectors, from additions and multiplications alone.
 *
 * <p>The JDK's own functions of vectors give other last digits before the JVM has compiled a method than
 * after it, so the same fit would end with other bits each time. These give the same always.
 *
 * <p>{@code exp(x) = 2^n exp(r)} with n the integer nearest to {@code x / ln 2}, so {@code |r| <= ln(2)/2}; there
 * {@code exp(r) - 1} is its Taylor polynomial of degree 13, whose remainder is below 2e-17 of it.
 */
final class VectorFunctions {
    private static final int DEGREE = 13;
    /** Beyond these exp is 0 or infinite, or nearly so. */
    private static final double LEAST = -707.5;
    private static final double LARGEST = 710;
    /** From here on tanh is 1 to the last digit. */
    private static final double FLAT = 40;
    /** ln 2 as a sum, the first part with so few digits that its multiples are exact (Cody and Waite, 1980). */
    private static final double LN2_HIGH = 0x1.62e42fee00000p-1;
    private static final double LN2_LOW = 0x1.a39ef35793c76p-33;
    /** Adding it rounds to an integer, which then stands in the lowest bits. */
    private static final double ROUNDER = 0x1.8p52;
    private static final long EXPONENT_OF_ONE = 1023L << 52;

    private static final ClassDesc DOUBLES = VectorCode.DOUBLES;
    private static final ClassDesc LONGS = ClassDesc.of("jdk.incubator.vector.LongVector");

    private final CodeBuilder code;
    private final VectorCode vectors;

    VectorFunctions(CodeBuilder code, VectorCode vectors) {
        this.code = code;
        this.vectors = vectors;
    }

    /** From a value to its exponential. */
    void exp() {
        vectors.constant(LEAST);
        vectors.plain2("max");
        vectors.constant(LARGEST);
        vectors.plain2("min");
        int power = reduced();
        int rest = keep();
        polynomial(rest);
        int p = keep();
        // Half the factor, and twice the result: 2^1024 itself has no place among the numbers.
        scale(power, -1);
        int half = keep();
        code.aload(half).aload(p).aload(half);
        vectors.timesPlus();
        vectors.constant(2);
        vectors.plain2("mul");
    }

    /** From a value to its logistic function. */
    void sigmoid() {
        vectors.plain("neg");
        exp();
        vectors.constant(1);
        vectors.plain2("add");
        int denominator = keep();
        vectors.constant(1);
        code.aload(denominator);
        vectors.plain2("div");
    }

    /** From a value to its hyperbolic tangent: t / (t + 2) with t = exp(2a) - 1, which keeps the digits of small a. */
    void tanh() {
        int a = keep();
        code.aload(a);
        vectors.plain("abs");
        vectors.constant(2);
        vectors.plain2("mul");
        vectors.constant(FLAT);
        vectors.plain2("min");
        int power = reduced();
        int rest = keep();
        polynomial(rest);
        int p = keep();
        scale(power, 0);
        int factor = keep();
        code.aload(factor).aload(p).aload(factor);
        vectors.constant(1);
        vectors.plain2("sub");
        vectors.timesPlus();
        int t = keep();
        code.aload(t).aload(t);
        vectors.constant(2);
        vectors.plain2("add");
        vectors.plain2("div");
        int positive = keep();
        code.aload(positive).aload(positive);
        vectors.plain("neg");
        vectors.compareWithZero(a, "LT");
        vectors.blend();
    }

    /** From x to r on the stack; returns the local that holds n plus the rounder. */
    private int reduced() {
        int x = keep();
        code.aload(x);
        vectors.constant(1 / Math.log(2));
        vectors.constant(ROUNDER);
        vectors.timesPlus();
        int shifted = keep();
        code.aload(shifted);
        vectors.constant(ROUNDER);
        vectors.plain2("sub");
        int n = keep();
        code.aload(n);
        vectors.constant(-LN2_LOW);
        code.aload(n);
        vectors.constant(-LN2_HIGH);
        code.aload(x);
        vectors.timesPlus();
        vectors.timesPlus();
        return shifted;
    }

    /** Pushes exp(r) - 1. */
    private void polynomial(int r) {
        double factorial = 1;
        double[] inverse = new double[DEGREE + 1];
        for (int k = 1; k <= DEGREE; k++) {
            factorial *= k;
            inverse[k] = 1 / factorial;
        }
        vectors.constant(inverse[DEGREE]);
        for (int k = DEGREE - 1; k >= 2; k--) {
            code.aload(r);
            vectors.constant(inverse[k]);
            vectors.timesPlus();
        }
        code.aload(r).aload(r);
        vectors.plain2("mul");
        code.aload(r);
        vectors.timesPlus();
    }

    /** Pushes 2 to the power of n plus a small number. */
    private void scale(int shifted, int more) {
        code.aload(shifted)
                .invokevirtual(DOUBLES, "reinterpretAsLongs", MethodTypeDesc.of(LONGS))
                .loadConstant((long) more)
                .invokevirtual(LONGS, "add", MethodTypeDesc.of(LONGS, CD_long));
        vectors.operator("LSHL", "Binary");
        code.loadConstant(52L)
                .invokevirtual(LONGS, "lanewise", MethodTypeDesc.of(LONGS, VectorCode.type("Binary"), CD_long))
                .loadConstant(EXPONENT_OF_ONE)
                .invokevirtual(LONGS, "add", MethodTypeDesc.of(LONGS, CD_long))
                .invokevirtual(LONGS, "reinterpretAsDoubles", MethodTypeDesc.of(DOUBLES));
    }

    private int keep() {
        int local = code.allocateLocal(TypeKind.REFERENCE);
        code.astore(local);
        return local;
    }
}
