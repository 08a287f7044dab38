package org.deltaw.study.report;

/** Writes a fitted rule as an equation. */
public final class FormulaText {
    /** What the left side of a fitted rule means. */
    public static final String MEANING =
            "dw: change of a weight in a step with plasticity, before the network's plasticity rate";

    private FormulaText() {}

    /**
     * Writes {@code dw = ...}, with the group of synapses if the rule is that of a group, and whose it is if each subject or session has
     * its own.
     *
     * @param owner {@code rule}, {@code rule.GROUP}, {@code rule@UNIT} or {@code rule.GROUP@UNIT}
     */
    public static String of(String owner, String formula) {
        int at = owner.indexOf('@');
        String rule = at < 0 ? owner : owner.substring(0, at);
        String unit = at < 0 ? "" : owner.substring(at);
        String group = rule.startsWith("rule.") ? "[" + rule.substring("rule.".length()) + "]" : "";
        return formula.startsWith("dw") ? unit.isEmpty() ? formula : unit.substring(1) + ": " + formula
                : "dw" + group + unit + " = " + formula;
    }
}
