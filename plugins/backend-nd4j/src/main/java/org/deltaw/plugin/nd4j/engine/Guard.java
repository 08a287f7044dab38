package org.deltaw.plugin.nd4j.engine;

import org.deltaw.expr.Symbol;

/**
 * What makes a value superfluous: it is needed only in steps where a gate is open, or where it is closed, for some trajectory.
 *
 * @param gate a channel without axes
 */
record Guard(Symbol gate, boolean open) {}
