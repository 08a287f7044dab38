package org.deltaw.plugin.fly;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.IntStream;
import org.deltaw.spi.data.Dataset;
import org.junit.jupiter.api.Test;

class ExampleFileTest {
    private static final Recording FLY = Mats.read(ExampleFile.bytes());

    @Test
    void shippedFileIsTheSimulatedOne() throws IOException {
        assertArrayEquals(ExampleFile.bytes(), Files.readAllBytes(ExampleFile.PLACE));
    }

    @Test
    void shippedFileIsReadWithoutWarning() {
        Dataset data = TestContext.in(ExampleFile.PLACE.getParent()).load(20, "example-fly.mat");
        assertEquals(20, data.trajectories().size());
        assertEquals(List.of(), data.warnings());
        assertEquals(240, data.trajectories().getFirst().trials().size());
    }

    @Test
    void everyBlockHasRejectionsAndLearning() {
        for (int block = 0; block < SimulatedFly.BAIT.length; block++) {
            int first = block * SimulatedFly.TRIALS_PER_BLOCK;
            int end = first + SimulatedFly.TRIALS_PER_BLOCK;
            double steps = FLY.to(end - 1) - FLY.from(first);
            double rejected = 1 - SimulatedFly.TRIALS_PER_BLOCK / steps;
            assertTrue(rejected > 0.3 && rejected < 0.6, "block " + block + " has " + rejected);
            int better = SimulatedFly.BAIT[block][0] > SimulatedFly.BAIT[block][1] ? 0 : 1;
            long chosen = IntStream.range(first, end)
                    .filter(trial -> FLY.odour(FLY.to(trial) - 1) == better).count();
            assertTrue(chosen > 50, "block " + block + " has " + chosen);
        }
    }
}
