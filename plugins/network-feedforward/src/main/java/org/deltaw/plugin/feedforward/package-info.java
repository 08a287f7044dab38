/** Networks whose input reaches the output through layers of plastic synapses. */
@NullMarked
package org.deltaw.plugin.feedforward;

import org.jspecify.annotations.NullMarked;
