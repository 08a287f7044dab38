/** MATLAB files up to version 7, as MATLAB, Octave and SciPy write them; those of version 7.3 are HDF5 files. */
@NullMarked
package org.deltaw.formats.matlab;

import org.jspecify.annotations.NullMarked;
