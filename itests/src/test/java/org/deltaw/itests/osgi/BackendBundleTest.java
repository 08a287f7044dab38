package org.deltaw.itests.osgi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.backend.BackendContext;
import org.deltaw.spi.backend.Batch;
import org.deltaw.spi.backend.CompiledModel;
import org.deltaw.spi.backend.GradientBackend;
import org.deltaw.spi.backend.Pairs;
import org.deltaw.spi.backend.Precision;
import org.deltaw.spi.backend.Quantity;
import org.deltaw.testkit.backend.PoolWorkers;
import org.deltaw.testkit.random.RandomStep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backends compute as bundles, too. */
class BackendBundleTest {
    private static final RandomStep STEP = RandomStep.of(1);

    @TempDir
    private Path folder;

    @Test
    void vectorsReachTheBundle() throws Exception {
        try (BackendBundle jvm = BackendBundle.start("backend-jvm", "jvm", folder); CompiledModel model = compile(jvm.backend())) {
            assertTrue(model.device().contains("vectors of"), model.device());
        }
    }

    @Test
    void lossesOfBundlesAgree() throws Exception {
        try (BackendBundle slow = BackendBundle.start("backend-interpreter", "interpreter", folder.resolve("slow"));
                BackendBundle fast = BackendBundle.start("backend-jvm", "jvm", folder.resolve("fast"))) {
            double expected = loss(slow.backend());
            assertEquals(expected, loss(fast.backend()), 1e-12 * Math.abs(expected));
        }
    }

    private static double loss(GradientBackend<NoSettings> backend) {
        try (CompiledModel model = compile(backend); Batch batch = model.load(List.of(STEP.trajectory(5, 1)), new PoolWorkers(1))) {
            return batch.evaluate(Pairs.one(STEP.parameters(), 0), EnumSet.allOf(Quantity.class)).getFirst().loss();
        }
    }

    private static CompiledModel compile(GradientBackend<NoSettings> backend) {
        return backend.compile(new NoSettings(), STEP.program(), new BackendContext(Precision.F64, 1L << 20));
    }
}
