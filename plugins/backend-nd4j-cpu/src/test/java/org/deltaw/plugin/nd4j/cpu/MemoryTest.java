package org.deltaw.plugin.nd4j.cpu;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.backend.BackendContext;
import org.deltaw.spi.backend.Batch;
import org.deltaw.spi.backend.CompiledModel;
import org.deltaw.spi.backend.Pairs;
import org.deltaw.spi.backend.Precision;
import org.deltaw.spi.backend.Quantity;
import org.deltaw.testkit.backend.PoolWorkers;
import org.deltaw.testkit.random.RandomStep;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Native memory, as Linux counts it, does not grow with the number of evaluations. */
@Tag("evidence")
class MemoryTest {
    /** The JVM's own memory takes some time to settle; one array of 2 kB lost per evaluation would add 8 MB. */
    private static final long SETTLING = 6L << 20;

    int evaluations() {
        return 4_000;
    }

    @Test
    void evaluationsLeaveNothingBehind() throws Exception {
        RandomStep step = RandomStep.of(3);
        BackendContext context = new BackendContext(Precision.F64, 1L << 30);
        try (CompiledModel model = new Nd4jCpuBackend().compile(new NoSettings(), step.program(), context);
                Batch batch = model.load(List.of(step.trajectory(5, 1), step.trajectory(3, 2)), new PoolWorkers(1))) {
            evaluate(batch, step, evaluations() / 2);
            List<Long> resident = new ArrayList<>(List.of(residentBytes()));
            for (int part = 0; part < 5; part++) {
                evaluate(batch, step, evaluations() / 5);
                resident.add(residentBytes());
            }
            String kilobytes = resident.stream().map(each -> (each >> 10) + " kB").collect(Collectors.joining(", "));
            System.out.println("resident before, and after each fifth of " + evaluations() + " evaluations: " + kilobytes);
            assertTrue(resident.getLast() - resident.getFirst() < SETTLING, kilobytes);
        }
    }

    private static void evaluate(Batch batch, RandomStep step, int times) {
        for (int i = 0; i < times; i++) {
            batch.evaluate(Pairs.of(step.parameters(), 2), EnumSet.allOf(Quantity.class));
        }
    }

    private static long residentBytes() throws IOException {
        System.gc();
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .findFirst().orElseThrow();
    }
}
