/** Reads raw records of flies that walk in a Y-shaped arena and choose between two odours. */
@NullMarked
package org.deltaw.plugin.arena;

import org.jspecify.annotations.NullMarked;
