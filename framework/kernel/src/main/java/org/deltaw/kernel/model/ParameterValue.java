package org.deltaw.kernel.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.deltaw.expr.Axis;
import org.deltaw.kernel.prior.Prior;

/**
 * A parameter and its values.
 *
 * @param owner {@code rule}, {@code rule.GROUP}, {@code network} or {@code loss.FUNCTION}
 * @param name unique within the owner
 * @param unit whose values they are; empty if they are everybody's
 * @param axes none for a number
 * @param fitted false if it kept its initial value
 * @param prior what was believed of each of its values before the data; empty if nothing was said
 * @param values row-major over the axes
 */
public record ParameterValue(String owner, String name, Optional<Unit> unit, List<Axis> axes, boolean fitted, Optional<Prior> prior,
        double[] values) {
    /** The owner of the parameters of a rule that is fitted. */
    static final String RULE = "rule";

    /** Takes values without a prior. */
    public ParameterValue(String owner, String name, Optional<Unit> unit, List<Axis> axes, boolean fitted, double[] values) {
        this(owner, name, unit, axes, fitted, Optional.empty(), values);
    }

    /** Takes values that are everybody's. */
    public ParameterValue(String owner, String name, List<Axis> axes, boolean fitted, double[] values) {
        this(owner, name, Optional.empty(), axes, fitted, values);
    }

    /** Tells whether it belongs to a rule. */
    public boolean isOfRule() {
        return owner.equals(RULE) || owner.startsWith(RULE + ".");
    }

    /** Returns the name, and whose values they are, as in {@code bias} and {@code bias@Fly1}. */
    public String label() {
        return label(name, unit);
    }

    /**
     * Names each of the values, as in {@code rule.x*r}, {@code rule.output.weights[3]}, {@code network.bias[0]@Fly1} and
     * {@code network.bias[0]@Fly1/morning}: owner and parameter, its place in an array, and whose it is if it is not everybody's. No
     * name of a parameter has an {@code @} in it.
     */
    public List<String> names() {
        String whole = owner + "." + name;
        return IntStream.range(0, values.length).mapToObj(i -> label(axes.isEmpty() ? whole : whole + "[" + i + "]", unit)).toList();
    }

    /** Returns the name of a parameter, and whose its values are. */
    public static String label(String name, Optional<Unit> unit) {
        return unit.map(whose -> name + "@" + whose.name()).orElse(name);
    }
}
