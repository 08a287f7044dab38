/** The backend that computes with ND4J on a graphics processor of NVIDIA. */
@NullMarked
package org.deltaw.plugin.nd4j.cuda;

import org.jspecify.annotations.NullMarked;
