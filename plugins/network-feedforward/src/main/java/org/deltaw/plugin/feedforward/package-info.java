/** Networks whose input reaches the output through one layer of plastic synapses. */
@NullMarked
package org.deltaw.plugin.feedforward;

import org.jspecify.annotations.NullMarked;
