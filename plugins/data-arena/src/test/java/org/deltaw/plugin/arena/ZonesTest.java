package org.deltaw.plugin.arena;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ZonesTest {
    private final Zones zones = Rig.zones();

    @Test
    void eachArmHasThreeZones() {
        assertEquals(0, zones.at(1, 1));
        assertEquals(1, zones.at(2, 1));
        assertEquals(4, zones.at(3, 1));
        assertEquals(7, zones.at(4, 1));
        assertEquals(9, zones.at(4, 3));
        assertEquals("1 2 3 1 2 3 1 2 3",
                String.join(" ", IntStream.rangeClosed(1, 9).mapToObj(zone -> "" + Zones.arm(zone)).toList()));
    }

    @Test
    void lowestZoneCountsWhereMasksOverlap() {
        assertEquals(4, zones.at(5, 1));
        assertEquals(6, zones.at(5, 3));
    }

    @Test
    void halvesAreRoundedUpwardsAsMatlabDoes() {
        assertEquals(4, zones.at(2.5, 0.5));
        assertEquals(1, zones.at(2.4999, 1.4999));
        // Half to even would give column 2 and row 0 in the first of these.
        assertEquals(7, zones.at(3.5, 1));
        assertEquals(8, zones.at(4, 1.5));
    }

    @Test
    void pictureHasEdges() {
        assertTrue(zones.holds(0.5, 0.5) && zones.holds(5.49, 3.49));
        assertFalse(zones.holds(0.49, 1) || zones.holds(5.5, 1) || zones.holds(1, 0.4) || zones.holds(1, 3.5)
                || zones.holds(Double.NaN, 1));
        assertEquals("5 × 3 pixels", zones.size());
    }

    @Test
    void armsFollowEachOtherInACircle() {
        assertEquals(2, Zones.next(1));
        assertEquals(3, Zones.next(2));
        assertEquals(1, Zones.next(3));
    }
}
