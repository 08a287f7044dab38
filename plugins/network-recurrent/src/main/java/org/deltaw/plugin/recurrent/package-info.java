/** Networks whose neurons excite each other through plastic synapses. */
@NullMarked
package org.deltaw.plugin.recurrent;

import org.jspecify.annotations.NullMarked;
