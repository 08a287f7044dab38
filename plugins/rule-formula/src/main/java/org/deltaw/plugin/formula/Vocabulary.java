package org.deltaw.plugin.formula;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.deltaw.expr.text.Part;
import org.deltaw.expr.text.TextException;
import org.deltaw.expr.text.TextExpression;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.rule.SynapticVariable;

/** What names mean in every rule, and which are left for parameters and traces. */
final class Vocabulary {
    /** What the name of a trace ends with where its value after the step is meant. */
    static final String NEXT = ".next";
    /** The variables of a synapse, short and long. */
    static final Map<String, SynapticVariable> VARIABLES = variables();

    private Vocabulary() {}

    private static Map<String, SynapticVariable> variables() {
        Map<String, SynapticVariable> variables = new LinkedHashMap<>();
        Stream.of(SynapticVariable.X, SynapticVariable.Y, SynapticVariable.W).forEach(each -> variables.put(each.symbol(), each));
        variables.put("pre", SynapticVariable.X);
        variables.put("post", SynapticVariable.Y);
        variables.put("weight", SynapticVariable.W);
        return Collections.unmodifiableMap(variables);
    }

    /**
     * Requires that something may be called so.
     *
     * @throws InvalidSpecException if it is no name, or that of a variable
     */
    static void requireFree(String key, String name) {
        if (VARIABLES.containsKey(name)) {
            throw new InvalidSpecException(key, "'" + name + "' is a variable of every synapse; choose another name.");
        } else if (!isPlain(name)) {
            throw new InvalidSpecException(key, "'" + name + "' cannot be a name in a formula; expected letters, digits and _, "
                    + "beginning with a letter.");
        }
    }

    private static boolean isPlain(String name) {
        try {
            return !name.contains(".") && TextExpression.parse(name).parts().getFirst() instanceof Part.Name(String read, var _)
                    && read.equals(name);
        } catch (TextException none) {
            return false;
        }
    }
}
