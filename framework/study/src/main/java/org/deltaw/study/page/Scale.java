package org.deltaw.study.page;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where numbers lie along one side of a chart.
 *
 * @param from the number at the beginning
 * @param to the number at the end, not equal to {@code from}
 * @param start the place of {@code from}, in pixels
 * @param end the place of {@code to}, in pixels
 */
public record Scale(double from, double to, double start, double end) {
    /** Makes a scale that ends at round numbers and holds all from the least to the largest. */
    public static Scale around(double least, double largest, double start, double end) {
        double margin = largest > least ? 0 : Math.max(Math.abs(least) * 0.1, 1e-12);
        double step = step(largest - least + 2 * margin);
        return new Scale(Math.floor((least - margin) / step) * step, Math.ceil((largest + margin) / step) * step,
                start, end);
    }

    /** Returns the place of a number. */
    public double at(double value) {
        return start + (value - from) / (to - from) * (end - start);
    }

    /** Lists the round numbers at which marks are set. */
    public List<Double> marks() {
        return marks(step(to - from));
    }

    /** Lists as many of them as there is room for. */
    public List<Double> marks(int most) {
        double step = step(to - from);
        while (marks(step).size() > most && step < to - from) {
            // From 1 to 2, from 2 to 5, and from 5 to 10 times a power of ten.
            double power = Math.pow(10, Math.floor(Math.log10(step) + 1e-9));
            step *= Math.rint(step / power) == 2 ? 2.5 : 2;
        }
        return marks(step);
    }

    private List<Double> marks(double step) {
        List<Double> marks = new ArrayList<>();
        // Counted, not added up, so that 0 is 0.
        for (long i = (long) Math.ceil(from / step - 1e-9); i * step <= to + step * 1e-9; i++) {
            marks.add(i * step);
        }
        return marks;
    }

    /** Writes the number at a mark, with as many digits as all marks need. */
    public String label(double mark) {
        double step = step(to - from);
        int digits = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
        double largest = Math.max(Math.abs(from), Math.abs(to));
        return digits > 5 || largest >= 1e6
                ? new BigDecimal(mark).round(new MathContext(3)).stripTrailingZeros().toString().replace("E+", "e").replace('E', 'e')
                : String.format(Locale.ROOT, "%." + digits + "f", mark + 0.0);
    }

    /** The distance of 1, 2 or 5 times a power of ten that gives four to nine marks. */
    private static double step(double range) {
        double power = Math.pow(10, Math.floor(Math.log10(range)));
        double leading = range / power;
        if (leading < 1.8) {
            return power / 5;
        }
        return leading < 4.5 ? power / 2 : power;
    }
}
