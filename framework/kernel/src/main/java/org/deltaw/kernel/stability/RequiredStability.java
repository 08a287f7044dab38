package org.deltaw.kernel.stability;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.deltaw.expr.Symbol;
import org.deltaw.kernel.AllowedWeights;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.model.Model;

/**
 * The groups of synapses whose weights a user wants to be stable.
 *
 * @param groups their names; none if weights may do anything
 */
public record RequiredStability(Set<String> groups) {
    public RequiredStability {
        groups = Set.copyOf(groups);
    }

    /** Finds the groups of a model whose rules say so. */
    public static RequiredStability of(List<Fit.RuleChoice> rules, Model model) {
        return new RequiredStability(model.weights().stream().map(model::group)
                .filter(group -> rules.stream().anyMatch(rule -> isRequired(rule, group))).collect(Collectors.toSet()));
    }

    private static boolean isRequired(Fit.RuleChoice rule, String group) {
        return rule.weights() == AllowedWeights.STABLE && (rule.group().isEmpty() || rule.group().equals(group));
    }

    /** Tells whether it is asked of a state of weights. */
    boolean isOf(Symbol weights, Model model) {
        return groups.contains(model.group(weights));
    }

    /** Tells whether weights may do anything. */
    public boolean isEmpty() {
        return groups.isEmpty();
    }

    /** Tells whether all weights are stable of which it is wanted. */
    public boolean isMet(List<Stability> stabilities) {
        return stabilities.stream().allMatch(stability -> stability.stable() || !groups.contains(stability.group()));
    }
}
