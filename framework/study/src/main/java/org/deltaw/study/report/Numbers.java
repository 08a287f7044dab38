package org.deltaw.study.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.OptionalDouble;
import org.deltaw.kernel.evaluation.Statistic;

/** Numbers as people read them. */
public final class Numbers {
    private static final int MINUTE = 60;
    private static final int HOUR = 3600;

    private Numbers() {}

    /** Writes five significant digits: 0.31415, -2, 1.5e-7. */
    public static String rounded(double value) {
        return significant(value, 5);
    }

    /** Writes so many significant digits. */
    public static String significant(double value, int digits) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "NaN" : value > 0 ? "infinite" : "-infinite";
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits)).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale();
        return exponent > -4 && exponent < 10
                ? rounded.toPlainString()
                : rounded.toString().replace("E+", "e").replace('E', 'e');
    }

    /** Writes a number to the third digit of its standard error. */
    static String to(double value, double error) {
        if (!(error > 0) || Double.isInfinite(error) || !Double.isFinite(value)) {
            return rounded(value);
        }
        int place = new BigDecimal(error).round(new MathContext(3)).scale();
        BigDecimal number = new BigDecimal(value).setScale(place, RoundingMode.HALF_EVEN);
        return number.signum() == 0 ? "0" : significant(number.doubleValue(), Math.max(1, number.precision()));
    }

    /** Writes five digits after the point, so that numbers in lines below each other are aligned. */
    public static String column(double value) {
        double size = Math.abs(value);
        return size >= 0.01 && size < 100_000 ? String.format(Locale.ROOT, "%.5f", value) : rounded(value);
    }

    /** Writes so many digits after the point. */
    public static String decimals(double value, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }

    /** Writes a percentage with one digit after the point; {@code -} if there is none. */
    static String percent(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.1f %%", value.getAsDouble()) : "-";
    }

    /** Writes a number if there is one, else {@code -}. */
    public static String rounded(OptionalDouble value) {
        return value.isPresent() ? rounded(value.getAsDouble()) : "-";
    }

    /** Writes a value of a statistic as people read it; {@code -} if there is none. */
    public static String of(Statistic statistic, OptionalDouble value) {
        return switch (statistic.format()) {
            case COUNT -> value.isPresent() ? Long.toString((long) value.getAsDouble()) : "-";
            case NUMBER -> rounded(value);
            case PERCENT -> percent(value);
        };
    }

    /** Writes a count with separators between thousands. */
    public static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** Writes a count with its noun, in the plural if need be: 1 step, 2 steps. */
    public static String count(long value, String noun) {
        return count(value) + " " + (value == 1 ? noun : plural(noun));
    }

    /** Writes the plural of a noun: steps, families. */
    public static String plural(String noun) {
        return noun.endsWith("y") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s";
    }

    /** Writes a duration: 0.4 s, 12 s, 3:05 min, 2:07:00 h. */
    public static String duration(double seconds) {
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        long whole = Math.round(seconds);
        if (whole < MINUTE) {
            return whole + " s";
        }
        return whole < HOUR
                ? String.format(Locale.ROOT, "%d:%02d min", whole / MINUTE, whole % MINUTE)
                : String.format(Locale.ROOT, "%d:%02d:%02d h", whole / HOUR, whole / MINUTE % MINUTE, whole % MINUTE);
    }
}
