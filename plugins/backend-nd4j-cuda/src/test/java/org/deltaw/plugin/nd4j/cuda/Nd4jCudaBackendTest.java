package org.deltaw.plugin.nd4j.cuda;

import java.util.List;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.backend.GradientBackend;
import org.deltaw.testkit.backend.GradientBackendContract;

/** Where there is no graphics processor, what needs one is left out. */
class Nd4jCudaBackendTest extends GradientBackendContract<NoSettings> {
    @Override
    protected GradientBackend<NoSettings> extension() {
        return new Nd4jCudaBackend();
    }

    @Override
    protected List<NoSettings> settings() {
        return List.of(new NoSettings());
    }
}
