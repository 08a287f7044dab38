/**
 * Executes programs as ND4J operations on arrays of many trajectories. Defined by a class loader that holds ND4J beside it, so
 * no other class may refer to this package.
 */
@NullMarked
package org.deltaw.plugin.nd4j.engine;

import org.jspecify.annotations.NullMarked;
