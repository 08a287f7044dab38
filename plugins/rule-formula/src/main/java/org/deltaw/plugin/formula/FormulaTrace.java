package org.deltaw.plugin.formula;

import org.deltaw.expr.text.TextExpression;
import org.deltaw.spi.Setting;
import org.deltaw.spi.parameter.Initial;
import org.deltaw.spi.rule.Extent;
import org.deltaw.spi.rule.Trace;

/** Something that a rule remembers from step to step. */
public record FormulaTrace(
        @Setting("its value after a step, as in decay*e + outer(x, y) for a trace e") TextExpression update,
        @Setting(value = "its value before the first step", byDefault = "0") double initial,
        @Setting(value = "of what it has a value each: of every synapse, of presynaptic neurons (pre), of postsynaptic neurons (post), or "
                        + "one for all (global)",
                        byDefault = "synapse")
                Extent extent) {
    Trace named(String name) {
        return Trace.of(name, extent).startingAt(Initial.at(initial));
    }
}
