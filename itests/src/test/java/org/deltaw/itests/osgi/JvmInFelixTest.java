package org.deltaw.itests.osgi;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.deltaw.spi.BackendContext;
import org.deltaw.spi.CompiledModel;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.Precision;
import org.deltaw.testkit.PoolWorkers;
import org.deltaw.testkit.RandomStep;
import org.junit.jupiter.api.Test;

class JvmInFelixTest extends BackendInFelix {
    JvmInFelixTest() {
        super("backend-jvm", "jvm");
    }

    @Test
    void vectorsReachTheBundle() {
        BackendContext context = new BackendContext(Precision.F64, 1L << 20, new PoolWorkers(1));
        try (CompiledModel model = extension().compile(new NoSettings(), RandomStep.of(1).program(), context)) {
            assertTrue(model.device().contains("vectors of"), model.device());
        }
    }
}
