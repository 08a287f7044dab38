package org.deltaw.plugin.taylor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.rule.SynapticVariable;

/**
 * A product of powers of the variables: what one coefficient is multiplied by.
 *
 * @param powers one for each {@link SynapticVariable}, in their order
 */
@SuppressWarnings("EnumOrdinal") // The place of a variable among all is that of its power.
public record Term(List<Integer> powers) {
    /** The largest power that may be written; beyond it weights of ordinary size are rounded away. */
    static final int LARGEST_POWER = 9;

    public Term {
        powers = List.copyOf(powers);
    }

    /**
     * Reads a term such as {@code 1}, {@code w} or {@code x*w^2}; the order of the factors does not matter.
     *
     * @throws InvalidSpecException if it is none
     */
    public static Term parse(String text) {
        int[] powers = new int[SynapticVariable.values().length];
        String compact = text.replace(" ", "");
        if (!compact.equals("1")) {
            for (String factor : compact.split("\\*", -1)) {
                int caret = factor.indexOf('^');
                String power = caret < 0 ? "1" : factor.substring(caret + 1);
                SynapticVariable variable = SynapticVariable.named(caret < 0 ? factor : factor.substring(0, caret))
                        .filter(_ -> power.matches("[0-9]"))
                        .orElseThrow(() -> malformed(text));
                powers[variable.ordinal()] += Integer.parseInt(power);
            }
        }
        if (Arrays.stream(powers).anyMatch(power -> power > LARGEST_POWER)) {
            throw malformed(text);
        }
        return new Term(Arrays.stream(powers).boxed().toList());
    }

    /** Lists all products of the variables up to a power of each, the last variable's power varying fastest. */
    static List<Term> all(List<SynapticVariable> variables, int maximumPower) {
        List<int[]> products = new ArrayList<>();
        products.add(new int[SynapticVariable.values().length]);
        for (SynapticVariable variable : SynapticVariable.values()) {
            if (variables.contains(variable)) {
                products = raised(products, variable, maximumPower);
            }
        }
        return products.stream().map(powers -> new Term(Arrays.stream(powers).boxed().toList())).toList();
    }

    int power(SynapticVariable variable) {
        return powers.get(variable.ordinal());
    }

    /** Writes the term with its variables in their order, so that each has one name only. */
    @Override
    public String toString() {
        StringJoiner name = new StringJoiner("*");
        for (SynapticVariable variable : SynapticVariable.values()) {
            int power = power(variable);
            if (power > 0) {
                name.add(power == 1 ? variable.symbol() : variable.symbol() + "^" + power);
            }
        }
        return name.length() == 0 ? "1" : name.toString();
    }

    /** Tells whether it depends on nothing. */
    boolean isConstant() {
        return powers.stream().allMatch(power -> power == 0);
    }

    private static List<int[]> raised(List<int[]> products, SynapticVariable variable, int maximumPower) {
        List<int[]> result = new ArrayList<>();
        for (int[] product : products) {
            for (int power = 0; power <= maximumPower; power++) {
                int[] raised = product.clone();
                raised[variable.ordinal()] = power;
                result.add(raised);
            }
        }
        return result;
    }

    private static InvalidSpecException malformed(String text) {
        return new InvalidSpecException("'" + text + "' is no term; expected 1, or powers up to "
                + LARGEST_POWER + " of x, y, w and r joined by *, as in x*w^2.");
    }
}
