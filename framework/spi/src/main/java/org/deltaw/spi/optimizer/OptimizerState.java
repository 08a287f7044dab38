package org.deltaw.spi.optimizer;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.deltaw.spi.InvalidSpecException;

/**
 * What a search remembers between two iterations, besides its point. Two are equal if all bits are. Immutable.
 *
 * @param version of the meaning of the arrays; an optimizer raises it when it changes that
 * @param arrays by name; a single number is an array of one
 */
public record OptimizerState(int version, Map<String, double[]> arrays) {
    public OptimizerState {
        arrays = copy(arrays);
    }

    private static Map<String, double[]> copy(Map<String, double[]> arrays) {
        Map<String, double[]> copy = new TreeMap<>();
        arrays.forEach((name, values) -> copy.put(name, values.clone()));
        return copy;
    }

    /** Returns copies of the arrays, sorted by name. */
    @Override
    public Map<String, double[]> arrays() {
        return copy(arrays);
    }

    /**
     * Refuses a state that is not as an optimizer leaves it.
     *
     * @param expected the version that the optimizer writes
     * @param sizes the number of values of each array, by name
     * @throws InvalidSpecException saying what differs
     */
    public void require(int expected, Map<String, Integer> sizes) {
        if (version != expected) {
            throw new InvalidSpecException("The checkpoint holds version " + version + " of the optimizer's state, but this "
                    + "optimizer goes on from version " + expected + "; start anew, or resume with the version of DeltaW or of "
                    + "the plugin that wrote it.");
        }
        Map<String, Integer> found = new TreeMap<>();
        arrays.forEach((name, values) -> found.put(name, values.length));
        if (!found.equals(sizes)) {
            throw new InvalidSpecException("The checkpoint's state of the optimizer has " + described(found) + "; expected "
                    + described(sizes) + ": it belongs to another fit, so start anew.");
        }
    }

    private static String described(Map<String, Integer> sizes) {
        return sizes.isEmpty() ? "no arrays" : new TreeMap<>(sizes).entrySet().stream()
                .map(each -> "'" + each.getKey() + "' with " + each.getValue()
                        + (each.getValue() == 1 ? " number" : " numbers"))
                .collect(Collectors.joining(", "));
    }

    /**
     * Returns a copy of an array.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public double[] array(String name) {
        double[] values = arrays.get(name);
        if (values == null) {
            throw new IllegalArgumentException("There is no array '" + name + "' in " + arrays.keySet() + ".");
        }
        return values.clone();
    }

    /** Returns the first number of an array. */
    public double number(String name) {
        return array(name)[0];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OptimizerState state && state.version == version
                && state.arrays.keySet().equals(arrays.keySet())
                && arrays.entrySet().stream().allMatch(each -> sameBits(each.getValue(), state.array(each.getKey())));
    }

    private static boolean sameBits(double[] one, double[] other) {
        return Arrays.equals(bits(one), bits(other));
    }

    private static long[] bits(double[] values) {
        return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
    }

    @Override
    public int hashCode() {
        int hash = version;
        for (Map.Entry<String, double[]> each : arrays.entrySet()) {
            hash = 31 * (31 * hash + each.getKey().hashCode()) + Arrays.hashCode(bits(each.getValue()));
        }
        return hash;
    }

    @Override
    public String toString() {
        return "version " + version + ": " + arrays.entrySet().stream()
                .map(each -> each.getKey() + "=" + Arrays.toString(each.getValue())).collect(Collectors.joining(", "));
    }
}
