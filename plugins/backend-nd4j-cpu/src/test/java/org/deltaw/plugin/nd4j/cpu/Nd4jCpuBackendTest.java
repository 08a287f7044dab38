package org.deltaw.plugin.nd4j.cpu;

import java.util.List;
import org.deltaw.spi.GradientBackend;
import org.deltaw.spi.NoSettings;
import org.deltaw.testkit.GradientBackendContract;

class Nd4jCpuBackendTest extends GradientBackendContract<NoSettings> {
    @Override
    protected GradientBackend<NoSettings> extension() {
        return new Nd4jCpuBackend();
    }

    @Override
    protected List<NoSettings> settings() {
        return List.of(new NoSettings());
    }
}
