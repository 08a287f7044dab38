/** Misfit of choices. */
@NullMarked
package org.deltaw.plugin.behavior;

import org.jspecify.annotations.NullMarked;
