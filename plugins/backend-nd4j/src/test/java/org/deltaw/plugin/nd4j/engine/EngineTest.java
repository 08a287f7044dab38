package org.deltaw.plugin.nd4j.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class EngineTest {
    @Test
    void otherDeviceThanTheOneAskedForIsRefused() {
        assertEquals("ND4J computes on CPU where CUDA was asked for.",
                assertThrows(IllegalStateException.class, () -> new Engine("CUDA")).getMessage());
    }
}
