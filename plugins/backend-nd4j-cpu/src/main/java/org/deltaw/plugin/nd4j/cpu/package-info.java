/** The backend that computes with ND4J on the processor. */
@NullMarked
package org.deltaw.plugin.nd4j.cpu;

import org.jspecify.annotations.NullMarked;
