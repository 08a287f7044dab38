package org.deltaw.plugin.jvm;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.backend.GradientBackend;
import org.deltaw.testkit.backend.GradientBackendContract;
import org.junit.jupiter.api.Test;

class VectorContractTest extends GradientBackendContract<NoSettings> {
    @Override
    protected GradientBackend<NoSettings> extension() {
        return new JvmBackend();
    }

    @Override
    protected List<NoSettings> settings() {
        return List.of(new NoSettings());
    }

    /** The whole length takes half the time of this class; the scalar code, which is compiled in the same way, is held to it. */
    @Override
    protected int longest() {
        return 4_000;
    }

    /** Else this class would hold the scalar code to the contract a second time, and the vectors never. */
    @Test
    void vectorsAreThere() {
        assertTrue(Vectors.lanes(Real.F64) > 1, "Start the tests with --add-exports java.base/jdk.internal.module=ALL-UNNAMED.");
    }
}
