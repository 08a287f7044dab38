package org.deltaw.lowering.layout;

/** To which row a place in memory belongs; the row's start is handed to the compiled code. */
public enum Base {
    /** Does not move. */
    FIXED,
    /** The data of the present step. */
    DATA,
    /** The data of the present step, from the first neuron of the tile on. */
    TILE,
    /** The states before the step. */
    IN,
    /** The states after the step. */
    OUT,
    /** Adjoints or tangents as they come in. */
    FIRST,
    /** Adjoints or tangents as they go out. */
    SECOND;

    /** Returns the row before the step that corresponds to a row after it. */
    Base before() {
        return switch (this) {
            case OUT -> IN;
            case SECOND -> FIRST;
            case FIXED, DATA, TILE, IN, FIRST -> this;
        };
    }

    public boolean isData() {
        return this == DATA || this == TILE;
    }
}
