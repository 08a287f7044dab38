package org.deltaw.study.report;

/** Writes a fitted rule as an equation. */
public final class FormulaText {
    /** What the left side of a fitted rule means. */
    public static final String MEANING =
            "dw: change of a weight in a step with plasticity, before the network's plasticity rate";

    private FormulaText() {}

    /** Writes {@code dw = ...}, with the group of synapses if the rule is that of a group. */
    public static String of(String owner, String formula) {
        String group = owner.startsWith("rule.") ? "[" + owner.substring("rule.".length()) + "]" : "";
        return formula.startsWith("dw") ? formula : "dw" + group + " = " + formula;
    }
}
