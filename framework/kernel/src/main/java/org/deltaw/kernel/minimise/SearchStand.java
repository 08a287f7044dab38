package org.deltaw.kernel.minimise;

import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.optimizer.OptimizerState;

/**
 * Where a search stood at the end of an iteration, or before its first: all that is needed to go on with the same bits.
 *
 * @param optimizer whose search it was
 * @param point the fitted numbers
 * @param state what it remembered
 */
public record SearchStand(ExtensionId optimizer, double[] point, OptimizerState state) {}
