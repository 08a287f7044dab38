/** Misfit of recorded activity. */
@NullMarked
package org.deltaw.plugin.neural;

import org.jspecify.annotations.NullMarked;
