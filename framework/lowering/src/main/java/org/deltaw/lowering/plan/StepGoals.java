package org.deltaw.lowering.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deltaw.expr.Symbol;
import org.deltaw.lowering.layout.ArrayLayout;
import org.deltaw.lowering.nest.Assignment;

/**
 * What a step has to compute.
 *
 * @param goals what is written, or added to totals
 * @param packs symbols that are read once their slices have been written, with what is written to each slice
 * @param known where the symbols that are read lie, packs included
 */
public record StepGoals(List<Assignment> goals, Map<Symbol, List<Assignment>> packs, Map<Symbol, ArrayLayout> known) {
    /** Copies the lists; the order of packs and symbols is kept, since memory is laid out in it. */
    public StepGoals {
        goals = List.copyOf(goals);
        packs = new LinkedHashMap<>(packs);
        known = new LinkedHashMap<>(known);
    }
}
