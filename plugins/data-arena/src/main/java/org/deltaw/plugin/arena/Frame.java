package org.deltaw.plugin.arena;

/**
 * One frame of a block, as the rig took it.
 *
 * @param zone where the fly was; 0 for none, and {@link #LOST} where it was not found
 * @param logged its entry in {@link Block.Log#airArms}; -1 if it has none
 * @param stamped its entry in {@link Block.Log#seconds}; -1 if it has none
 * @param choice whether the fly chose an odour in it, by which a trial ends
 */
record Frame(int zone, int logged, int stamped, boolean choice) {
    static final int LOST = -1;

    /** Tells whether the fly is known to have been in an arm or in its part of the centre. */
    boolean isInArm() {
        return zone > Zones.NONE;
    }
}
