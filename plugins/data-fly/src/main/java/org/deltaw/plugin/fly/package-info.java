/** Reads recordings of flies that choose between odours. */
@NullMarked
package org.deltaw.plugin.fly;

import org.jspecify.annotations.NullMarked;
