package org.deltaw.plugin.formula;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.deltaw.expr.text.TextExpression;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Setting;
import org.deltaw.spi.parameter.Parameter;

/**
 * A rule as it is written in a spec.
 *
 * @param parameters in the order in which reports show them
 */
public record FormulaSettings(
        @Setting("the change of a weight in one step, as in a*outer(x, y) - b*w, of parameters, traces, x or pre, y or post, w or "
                + "weight, and "
                        + "signals by name (r is the reward)")
                TextExpression change,
        @Setting("the numbers to be inferred, by name: where each starts, or also its bounds, as in "
                        + "{a: 0.5, b: {initial: 0.1, bounds: [0, 1]}}")
                Map<String, FormulaParameter> parameters,
        @Setting(value = "what is remembered from step to step, by name, as in {e: {update: 'decay*e + outer(x, y)'}}; e.next is the value "
                        + "after the step",
                        byDefault = "{}")
                Map<String, FormulaTrace> traces) {
    public FormulaSettings {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        traces = Collections.unmodifiableMap(new LinkedHashMap<>(traces));
        if (parameters.isEmpty()) {
            throw new InvalidSpecException("parameters", "There are none, so there is nothing to infer; give a number of the formula a "
                    + "name, as in {a: 0.5}.");
        }
        parameters.keySet().forEach(name -> Vocabulary.requireFree("parameters", name));
        for (String name : traces.keySet()) {
            Vocabulary.requireFree("traces", name);
            if (parameters.containsKey(name)) {
                throw new InvalidSpecException("traces." + name, "A parameter has this name, too; rename one of them.");
            }
        }
        requireUsed(change, parameters, traces);
        inOrder(traces);
    }

    private static void requireUsed(TextExpression change, Map<String, FormulaParameter> parameters, Map<String, FormulaTrace> traces) {
        Set<String> used = new HashSet<>(change.names());
        traces.forEach((own, trace) -> trace.update().names().stream().filter(name -> !isOf(own, name)).forEach(used::add));
        for (String name : parameters.keySet()) {
            if (!used.contains(name)) {
                throw new InvalidSpecException("parameters." + name, "It occurs neither in the change nor in a trace; use it, or take it "
                        + "out.");
            }
        }
        for (String name : traces.keySet()) {
            if (!used.contains(name) && !used.contains(name + Vocabulary.NEXT)) {
                throw new InvalidSpecException("traces." + name, "It is remembered, but occurs neither in the change nor in another "
                        + "trace; use it, or take it out.");
            }
        }
    }

    private static boolean isOf(String trace, String name) {
        return name.equals(trace) || name.equals(trace + Vocabulary.NEXT);
    }

    /** Lists the names of the traces, each after those of whose value after the step it is made. */
    List<String> tracesInOrder() {
        return inOrder(traces);
    }

    private static List<String> inOrder(Map<String, FormulaTrace> traces) {
        Map<String, FormulaTrace> left = new LinkedHashMap<>(traces);
        List<String> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            String ready = left.keySet().stream().filter(name -> waitsFor(left, name).isEmpty()).findFirst()
                    .orElseThrow(() -> circle(left));
            ordered.add(ready);
            left.remove(ready);
        }
        return ordered;
    }

    /** Lists the traces whose value after the step the update of a trace reads. */
    private static List<String> waitsFor(Map<String, FormulaTrace> traces, String name) {
        Set<String> read = Objects.requireNonNull(traces.get(name)).update().names();
        return traces.keySet().stream().filter(other -> read.contains(other + Vocabulary.NEXT)).toList();
    }

    private static InvalidSpecException circle(Map<String, FormulaTrace> traces) {
        String name = traces.keySet().iterator().next();
        return new InvalidSpecException("traces." + name + ".update", "The value after the step is made of " + String.join(", ",
                waitsFor(traces, name).stream().map(other -> other + Vocabulary.NEXT).toList()) + ", which is made of it in turn; write "
                + "the value before the step (without " + Vocabulary.NEXT + ") in one of them.");
    }

    /** Lists the parameters in the order in which reports show them. */
    List<Parameter> declared() {
        return parameters.entrySet().stream().map(entry -> entry.getValue().named(entry.getKey())).toList();
    }
}
