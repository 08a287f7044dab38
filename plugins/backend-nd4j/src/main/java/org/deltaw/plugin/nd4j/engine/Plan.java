package org.deltaw.plugin.nd4j.engine;

import java.util.List;

/**
 * A recurrence as an ordered list of instructions.
 *
 * @param totals where what is computed for each step stands in the end
 */
record Plan(Recurrence recurrence, List<Scheduled> instructions, List<Operand> totals) {}
