package org.deltaw.spi.optimizer;

/** How closely a minimum is to be met. */
public enum Accuracy {
    /** As the settings of the optimizer say. */
    FULL,
    /**
     * At most to about a millionth of each fitted number. Enough where many fits only decide which numbers are 0 and about what
     * the objective is, as on a path of selection.
     */
    COARSE
}
