package org.deltaw.plugin.nd4j.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CheckpointedChunksTest {
    @Test
    void allIsOneStretchWhereMemoryAllows() {
        CheckpointedChunks all = new CheckpointedChunks(10, 100, 1_000);
        assertEquals(1, all.count());
        assertTrue(all.isStart(0) && all.isEnd(9));
    }

    @Test
    void elseStretchesAreAsLongAsTheyAreMany() {
        CheckpointedChunks some = new CheckpointedChunks(10, 100, 999);
        assertEquals(3, some.count());
        assertEquals(4, some.to(0));
        assertEquals(8, some.from(2));
        assertEquals(10, some.to(2));
        assertTrue(some.isEnd(3) && some.isStart(4) && some.isEnd(9) && !some.isEnd(8));
        assertEquals(1, some.within(9));
    }
}
