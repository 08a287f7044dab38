package org.deltaw.itests.osgi;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.IntConsumer;
import org.deltaw.spi.BackendContext;
import org.deltaw.spi.CompiledModel;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.Precision;
import org.deltaw.spi.Workers;
import org.deltaw.testkit.RandomStep;
import org.junit.jupiter.api.Test;

class JvmInFelixTest extends BackendInFelix {
    private static final Workers ALONE = new Workers() {
        @Override
        public int threads() {
            return 1;
        }

        @Override
        public void run(int pieces, IntConsumer work) {
            for (int i = 0; i < pieces; i++) {
                work.accept(i);
            }
        }
    };

    JvmInFelixTest() {
        super("backend-jvm", "jvm");
    }

    @Test
    void vectorsReachTheBundle() {
        BackendContext context = new BackendContext(Precision.F64, 1L << 20, ALONE);
        try (CompiledModel model = extension().compile(new NoSettings(), RandomStep.of(1).program(), context)) {
            assertTrue(model.device().contains("vectors of"), model.device());
        }
    }
}
