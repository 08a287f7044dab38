package org.deltaw.cli;

/** Writes a fitted rule as an equation. */
final class FormulaText {
    private FormulaText() {}

    /** Writes {@code dw = ...}, with the group of synapses if the rule is that of a group. */
    static String of(String scope, String formula) {
        String group = scope.startsWith("rule.") ? "[" + scope.substring("rule.".length()) + "]" : "";
        return formula.startsWith("dw") ? formula : "dw" + group + " = " + formula;
    }
}
