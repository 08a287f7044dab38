package org.deltaw.formats.matlab;

import java.util.Locale;

/** The classes of MATLAB's arrays (MathWorks, MAT-File Format, table 1-3), by their number from 1 on. */
enum MatClass {
    CELL, STRUCT, OBJECT, CHAR, SPARSE, DOUBLE, SINGLE, INT8, UINT8, INT16, UINT16, INT32, UINT32, INT64, UINT64, FUNCTION, OPAQUE;

    static boolean isKnown(int number) {
        return number >= 1 && number <= values().length;
    }

    static MatClass of(int number) {
        return values()[number - 1];
    }

    /** Says whether arrays of this class are numbers, all of them stored. */
    boolean isNumeric() {
        return compareTo(DOUBLE) >= 0 && compareTo(UINT64) <= 0;
    }

    boolean isWhole() {
        return compareTo(INT8) >= 0 && compareTo(UINT64) <= 0;
    }

    /** Returns its name in MATLAB. */
    String text() {
        return this == FUNCTION ? "function handle" : name().toLowerCase(Locale.ROOT);
    }
}
