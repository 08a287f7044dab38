/** Reads trajectories from CSV files and NumPy arrays. */
@NullMarked
package org.deltaw.plugin.table;

import org.jspecify.annotations.NullMarked;
