package org.deltaw.plugin.nd4j.cpu;

import java.util.List;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.backend.GradientBackend;
import org.deltaw.testkit.backend.GradientBackendContract;

class Nd4jCpuBackendTest extends GradientBackendContract<NoSettings> {
    @Override
    protected GradientBackend<NoSettings> extension() {
        return new Nd4jCpuBackend();
    }

    @Override
    protected List<NoSettings> settings() {
        return List.of(new NoSettings());
    }

    /** What is prepared for each call of the library takes time that grows with the square of their number. */
    @Override
    protected int longest() {
        return 500;
    }
}
