package org.deltaw.plugin.jvm;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.backend.BackendContext;
import org.deltaw.spi.backend.Batch;
import org.deltaw.spi.backend.CompiledModel;
import org.deltaw.spi.backend.ModelInput;
import org.deltaw.spi.backend.Pairs;
import org.deltaw.spi.backend.Precision;
import org.deltaw.spi.backend.Quantity;
import org.deltaw.testkit.backend.PoolWorkers;
import org.deltaw.testkit.random.RandomStep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Classes that were generated for a model go with it. */
@Isolated("counts the classes of the JVM")
class UnloadingTest {
    private static final int MODELS = 60;
    private static final int CLASSES_OF_ONE = 3;

    @Test
    void classesOfClosedModelsAreUnloaded() {
        RandomStep step = RandomStep.of(5);
        run(step);
        long before = loaded();
        for (int i = 0; i < MODELS; i++) {
            run(step);
        }
        long after = loaded();
        // The collector may leave some for later, but not all.
        assertTrue(after - before < MODELS * CLASSES_OF_ONE / 4,
                () -> "loaded classes went from " + before + " to " + after + " with " + MODELS + " models");
    }

    private static void run(RandomStep step) {
        ModelInput input = step.trajectory(2, 1);
        BackendContext context = new BackendContext(Precision.F64, 1L << 30);
        try (CompiledModel model = new JvmBackend().compile(new NoSettings(), step.program(), context);
                Batch batch = model.load(List.of(input), new PoolWorkers(1))) {
            batch.evaluate(Pairs.one(step.parameters(), 0), Set.of(Quantity.values()));
        }
    }

    private static long loaded() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
    }
}
