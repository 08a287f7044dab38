/** HDF5 files, and what is written in them: NWB, MATLAB 7.3, Octave's. */
@NullMarked
package org.deltaw.formats.hdf5;

import org.jspecify.annotations.NullMarked;
