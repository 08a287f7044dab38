package org.deltaw.plugin.jvm;

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
 * {@code exp(r) - 1} is its Taylor polynomial: of degree 13 for 64 bits, whose remainder is below 2e-17 of it, and
 * of degree 7 for 32 bits, whose remainder is below 2e-8 of it.
 */
final class VectorFunctions {
    /**
     * The figures for one kind of number.
     *
     * @param degree of the polynomial
     * @param least below it exp is 0, or nearly so
     * @param largest above it exp is infinite
     * @param flat from here on tanh is 1 to the last digit
     * @param ln2High the first part of ln 2, with so few digits that its multiples are exact
     * @param ln2Low the rest (Cody and Waite, 1980)
     * @param rounder adding it rounds to an integer, which then stands in the lowest bits
     * @param digits how many bits lie below the exponent
     * @param one the exponent of 1
     */
    private record Figures(int degree, double least, double largest, double flat, double ln2High, double ln2Low,
            double rounder, int digits, long one) {
        static Figures of(Real real) {
            return switch (real) {
                case F64 -> new Figures(13, -707.5, 710, 40, 0x1.62e42fee00000p-1, 0x1.a39ef35793c76p-33, 0x1.8p52,
                        52, 1023);
                case F32 -> new Figures(7, -86.5, 89, 20, 0x1.62e4p-1, 0x1.7f7d1cf78p-20, 0x1.8p23, 23, 127);
            };
        }
    }

    private final CodeBuilder code;
    private final VectorCode vectors;
    private final Real real;
    private final Figures figures;

    VectorFunctions(CodeBuilder code, VectorCode vectors) {
        this.code = code;
        this.vectors = vectors;
        this.real = vectors.real();
        this.figures = Figures.of(real);
    }

    /** From a value to its exponential. */
    void exp() {
        vectors.constant(figures.least);
        vectors.plain2("max");
        vectors.constant(figures.largest);
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
        vectors.constant(figures.flat);
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
        vectors.constant(figures.rounder);
        vectors.timesPlus();
        int shifted = keep();
        code.aload(shifted);
        vectors.constant(figures.rounder);
        vectors.plain2("sub");
        int n = keep();
        code.aload(n);
        vectors.constant(-figures.ln2Low);
        code.aload(n);
        vectors.constant(-figures.ln2High);
        code.aload(x);
        vectors.timesPlus();
        vectors.timesPlus();
        return shifted;
    }

    /** Pushes exp(r) - 1. */
    private void polynomial(int r) {
        double factorial = 1;
        double[] inverse = new double[figures.degree + 1];
        for (int k = 1; k <= figures.degree; k++) {
            factorial *= k;
            inverse[k] = 1 / factorial;
        }
        vectors.constant(inverse[figures.degree]);
        for (int k = figures.degree - 1; k >= 2; k--) {
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
        ClassDesc bits = real.bitsVector();
        code.aload(shifted).invokevirtual(real.vector(), real.toBits(), MethodTypeDesc.of(bits));
        add(more);
        vectors.operator("LSHL", "Binary");
        real.pushBits(code, figures.digits);
        code.invokevirtual(bits, "lanewise", MethodTypeDesc.of(bits, VectorCode.type("Binary"), real.bitsType()));
        add(figures.one << figures.digits);
        code.invokevirtual(bits, real.fromBits(), MethodTypeDesc.of(real.vector()));
    }

    private void add(long integer) {
        real.pushBits(code, integer);
        code.invokevirtual(real.bitsVector(), "add", MethodTypeDesc.of(real.bitsVector(), real.bitsType()));
    }

    private int keep() {
        int local = code.allocateLocal(TypeKind.REFERENCE);
        code.astore(local);
        return local;
    }
}
