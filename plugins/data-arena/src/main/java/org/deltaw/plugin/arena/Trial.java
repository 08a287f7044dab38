package org.deltaw.plugin.arena;

import java.util.List;

/**
 * A finished trial: the odours that the fly met, the last of which it chose.
 *
 * @param encounters in their order, at least one; the last is accepted and all others rejected
 * @param reward of the choice: 1 or 0
 * @param shifted what published tables of this experiment give in its place: the entry of the trial before for the odour chosen now
 */
record Trial(List<Encounter> encounters, int reward, int shifted) {
    /**
     * A visit to an arm with odour.
     *
     * @param odour 0 or 1
     */
    record Encounter(int odour, Visit visit) {}

    Trial {
        encounters = List.copyOf(encounters);
    }

    /** Returns the odour that the fly chose. */
    int chosen() {
        return encounters.getLast().odour();
    }
}
