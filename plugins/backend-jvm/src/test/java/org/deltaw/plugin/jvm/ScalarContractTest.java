package org.deltaw.plugin.jvm;

import java.util.List;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.backend.GradientBackend;
import org.deltaw.testkit.backend.GradientBackendContract;
import org.junit.jupiter.api.Tag;

@Tag("evidence")
class ScalarContractTest extends GradientBackendContract<NoSettings> {
    @Override
    protected GradientBackend<NoSettings> extension() {
        return new JvmBackend(_ -> 1);
    }

    @Override
    protected List<NoSettings> settings() {
        return List.of(new NoSettings());
    }
}
