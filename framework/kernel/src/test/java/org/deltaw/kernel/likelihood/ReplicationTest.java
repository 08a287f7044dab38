package org.deltaw.kernel.likelihood;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ReplicationTest {
    @Test
    void tenOfEqualWeightAreEnough() {
        assertTrue(new Replication("a", 20, 10).warning().isEmpty());
        assertEquals("The likelihood of recording 'Fly3' rests on 3.5 of its 20 replicates, as it were, so it is known too badly for "
                + "criteria, tests and intervals; it takes 10. Let each recording have about 69 replicates (data.resamplings, if the data "
                + "source has it), or less input noise.", new Replication("Fly3", 20, 3.5).warning().orElseThrow().message());
    }
}
