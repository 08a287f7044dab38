package org.deltaw.lowering.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Symbol;
import org.junit.jupiter.api.Test;

class AllocatorTest {
    private static final Axis PRE = new Axis("pre", 3);
    private static final Axis POST = new Axis("post", 10);

    @Test
    void laneAxisVariesFastestAndIsPaddedToWholeLanes() {
        ArrayLayout place = new Allocator(Base.IN, Lanes.whole(POST, 4), 8, 0).place(List.of(POST, PRE));
        assertEquals(new ArrayLayout(Base.IN, 0, List.of(PRE, POST), List.of(12, 1), 40), place);
    }

    @Test
    void placesBeginAtMultiplesOfTheAlignmentBehindTheLead() {
        Allocator room = new Allocator(Base.FIXED, Lanes.none(1), 8, 6);
        assertEquals(6, room.place(List.of(PRE)).offset());
        assertEquals(14, room.place(List.of()).offset());
        assertEquals(22, room.used());
    }

    @Test
    void vectorsThatAreLongerThanTheAlignmentDecide() {
        Allocator room = new Allocator(Base.FIXED, Lanes.whole(POST, 16), 8, 0);
        assertEquals(16, room.place(List.of()).size());
    }

    @Test
    void columnHoldsAllTilesOneBehindTheOther() {
        Lanes lanes = new Lanes(Optional.of(POST), 4, 4, 3, false);
        Allocator data = new Allocator(Base.DATA, lanes, 8, 0);
        ArrayLayout tiled = data.column(Symbol.of(Symbol.Kind.CHANNEL, "y", POST));
        assertEquals(new ArrayLayout(Base.TILE, 0, List.of(POST), List.of(1), 12), tiled);
        ArrayLayout shared = data.column(Symbol.of(Symbol.Kind.CHANNEL, "x", PRE));
        assertEquals(new ArrayLayout(Base.DATA, 12, List.of(PRE), List.of(1), 3), shared);
    }
}
