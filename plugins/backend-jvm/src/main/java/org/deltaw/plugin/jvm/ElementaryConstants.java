package org.deltaw.plugin.jvm;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The numbers from which {@link ElementaryFunctions} are made, for one kind of number.
 *
 * <p>The polynomials are minimax approximations (found by the exchange algorithm of Remez with 60 digits, the leading
 * coefficient of the first one held at 1/2), and were then rounded to the kind of number. Their largest errors after that,
 * relative to the function named:
 *
 * <table>
 * <caption>Polynomials</caption>
 * <tr><th>approximates</th><th>where</th><th>relative to</th><th>64 bits</th><th>32 bits</th></tr>
 * <tr><td>{@code (exp(r) - 1 - r) / r^2}</td><td>{@code |r| <= ln(2)/2}</td><td>{@code exp(r) - 1}</td>
 * <td>degree 9, 2.5e-17</td><td>degree 4, 1.5e-8</td></tr>
 * <tr><td>{@code (2 - 2 atanh(s)/s) / s^2}</td><td>{@code s^2 <= 0.02944}</td><td>{@code 2 atanh(s)}</td>
 * <td>degree 6, 1.9e-18</td><td>degree 2, 8.8e-10</td></tr>
 * <tr><td>the same</td><td>{@code s^2 <= 1/9}</td><td>{@code 2 atanh(s)}</td>
 * <td>degree 9, 3.6e-18</td><td>degree 3, 5.0e-9</td></tr>
 * </table>
 *
 * @param format how the bits of such a number are used
 * @param ln2 the natural logarithm of 2
 * @param range where exp is a number with all digits
 * @param exp the first polynomial
 * @param log the second one
 * @param log1p the third one
 */
record ElementaryConstants(
        Format format, LogarithmOfTwo ln2, Range range, Polynomial exp, Polynomial log, Polynomial log1p) {
    private static final ElementaryConstants F64 = new ElementaryConstants(
            new Format(52, 1023, Double.doubleToRawLongBits(Math.sqrt(0.5))),
            new LogarithmOfTwo(0x1.71547652b82fep+0, 0x1.62e42feep-1, 0x1.a39ef35793c76p-33),
            new Range(-0x1.6232bdd7abcd2p+9, 0x1.62e42fefa39f0p+9),
            Polynomial.of(0.5, 0x1.555555555553ep-3, 0x1.5555555553b15p-5, 0x1.1111111118cf3p-7, 0x1.6c16c179fbb5bp-10,
                    0x1.a01a0171b4e52p-13, 0x1.a019b3a8199f8p-16, 0x1.71de976a16278p-19, 0x1.28975910b5c27p-22,
                    0x1.ae49077e41655p-26),
            Polynomial.of(-0x1.5555555555592p-1, -0x1.999999997fdb7p-2, -0x1.24924941f1261p-2, -0x1.c71c52095bd58p-3,
                    -0x1.74663ee8bba0dp-3, -0x1.39a1baaebad3ap-3, -0x1.2f0563e17a440p-3),
            Polynomial.of(-0x1.5555555555535p-1, -0x1.99999999a0840p-2, -0x1.2492492085768p-2, -0x1.c71c741f8cb76p-3,
                    -0x1.745cb39b5d156p-3, -0x1.3b1de32537484p-3, -0x1.1067688cc78efp-3, -0x1.efdd83ee0c214p-4,
                    -0x1.559c4cca3a822p-4, -0x1.5c8a5a07006e4p-3));

    private static final ElementaryConstants F32 = new ElementaryConstants(
            new Format(23, 127, Float.floatToRawIntBits((float) Math.sqrt(0.5))),
            new LogarithmOfTwo(0x1.715476p+0, 0x1.62e4p-1, 0x1.7f7d1cp-20),
            new Range(-0x1.5d589ep+6, 0x1.62e43p+6),
            Polynomial.of(0.5, 0x1.5554b8p-3, 0x1.5555bap-5, 0x1.122362p-7, 0x1.6c5564p-10),
            Polynomial.of(-0x1.55557ap-1, -0x1.995ebap-2, -0x1.31e2f2p-2),
            Polynomial.of(-0x1.5555p-1, -0x1.99d27cp-2, -0x1.1eb612p-2, -0x1.1ef87p-2));

    static ElementaryConstants of(Real real) {
        return switch (real) {
            case F64 -> F64;
            case F32 -> F32;
        };
    }

    /**
     * A binary format of IEEE 754.
     *
     * @param digits how many bits lie below those of the exponent
     * @param bias what the exponent of 1 is stored as
     * @param sqrtHalf the bits of the square root of 1/2
     */
    record Format(int digits, int bias, long sqrtHalf) {
        /** Returns the bits of 1. */
        long one() {
            return (long) bias << digits;
        }

        /** Returns the bits of -0: the sign alone. */
        long sign() {
            return (2L * (bias + 1)) << digits;
        }

        /** Returns the bits below the exponent. */
        long fraction() {
            return (1L << digits) - 1;
        }

        /** Returns the least power of two beyond which the numbers are the integers. */
        double firstInteger() {
            return Math.scalb(1.0, digits);
        }

        /** Returns the bits of {@link #firstInteger()}: more by n, they are those of it plus n. */
        long firstIntegerBits() {
            return (long) (bias + digits) << digits;
        }

        /** Returns the least positive number with all digits. */
        double smallestNormal() {
            return Math.scalb(1.0, 1 - bias);
        }
    }

    /**
     * The natural logarithm of 2.
     *
     * @param inverse 1 over it
     * @param high its first digits, so few that its products with exponents are exact (Cody and Waite 1980)
     * @param low the rest
     */
    record LogarithmOfTwo(double inverse, double high, double low) {}

    /**
     * Where exp is a number with all digits.
     *
     * @param from the least such argument
     * @param to the least argument for which exp is infinite
     */
    record Range(double from, double to) {}

    /**
     * A polynomial.
     *
     * @param coefficients from that of power 0 on
     */
    record Polynomial(List<Double> coefficients) {
        Polynomial {
            coefficients = List.copyOf(coefficients);
        }

        static Polynomial of(Double... coefficients) {
            return new Polynomial(List.of(coefficients));
        }

        /** Returns the polynomial of the square whose powers are the even ones of this. */
        Polynomial even() {
            return everySecond(0);
        }

        /** Returns the polynomial of the square by which the argument is multiplied to give the odd powers of this. */
        Polynomial odd() {
            return everySecond(1);
        }

        private Polynomial everySecond(int first) {
            return new Polynomial(IntStream.range(0, coefficients.size()).filter(power -> power % 2 == first)
                    .mapToObj(coefficients::get).toList());
        }
    }
}
