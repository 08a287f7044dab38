package org.deltaw.formats;

/** What has a name in a file: a group, or a variable. */
public sealed interface Node permits Group, Variable {
    /** Returns its name within its group; empty for all that a file holds. */
    String name();

    /**
     * Returns by which a user asks for it, as is usual for its format: {@code /intervals/trials/choice} in HDF5, {@code s.X} in
     * MATLAB files of any version, {@code arr_0} and {@code folder/x} in NumPy archives, the column's name in tables.
     */
    String path();
}
