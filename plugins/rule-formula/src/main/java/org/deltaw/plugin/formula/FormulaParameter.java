package org.deltaw.plugin.formula;

import java.util.List;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Setting;
import org.deltaw.spi.parameter.Initial;
import org.deltaw.spi.parameter.Parameter;

/**
 * A number in a rule that is inferred: written as the number where it starts, or with its bounds.
 *
 * @param bounds the least and the largest value; empty if every value is allowed
 */
public record FormulaParameter(
        @Setting(value = "where it starts", byDefault = "0") double initial,
        @Setting(value = "its least and largest value, as in [0, 1]; .inf leaves a side open", byDefault = "[]") List<Double> bounds) {
    public FormulaParameter {
        bounds = List.copyOf(bounds);
        if (!bounds.isEmpty() && (bounds.size() != 2 || !(bounds.get(0) <= bounds.get(1)))) {
            throw new InvalidSpecException("bounds", "Found " + bounds + "; expected the least and the largest value, as in [0, 1].");
        }
        if (!bounds.isEmpty() && !(bounds.get(0) <= initial && initial <= bounds.get(1))) {
            throw new InvalidSpecException("initial", "It starts at " + initial + ", which is not within its bounds " + bounds
                    + "; move the one or the others.");
        }
    }

    /**
     * Reads where a number without bounds starts.
     *
     * @throws IllegalArgumentException if the text is no decimal number
     */
    public static FormulaParameter parse(String text) {
        if (!text.matches("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]{1,9})?") || Double.isInfinite(Double.parseDouble(text))) {
            throw new IllegalArgumentException("Found '" + text + "'; expected the number where the parameter starts, or a map, as in "
                    + "{initial: 0.5, bounds: [0, 1]}.");
        }
        return new FormulaParameter(Double.parseDouble(text), List.of());
    }

    Parameter named(String name) {
        Parameter parameter = Parameter.scalar(name, Initial.at(initial));
        return bounds.isEmpty() ? parameter : parameter.within(bounds.get(0), bounds.get(1));
    }
}
