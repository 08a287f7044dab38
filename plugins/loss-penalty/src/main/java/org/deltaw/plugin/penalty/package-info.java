/** Penalties on the parameters of rules. */
@NullMarked
package org.deltaw.plugin.penalty;

import org.jspecify.annotations.NullMarked;
