package org.deltaw.itests.osgi;

import java.nio.file.Path;
import java.util.List;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.backend.GradientBackend;
import org.deltaw.testkit.backend.GradientBackendContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** Holds a backend to its whole contract as a bundle; its own module does so with its classes. */
@Tag("evidence")
abstract class BackendInFelix extends GradientBackendContract<NoSettings> {
    private final String module;
    private final String name;

    @TempDir
    private Path folder;

    private BackendBundle bundle;

    BackendInFelix(String module, String name) {
        this.module = module;
        this.name = name;
    }

    @BeforeEach
    void start() throws Exception {
        bundle = BackendBundle.start(module, name, folder);
    }

    @AfterEach
    void stop() throws Exception {
        bundle.close();
    }

    @Override
    protected GradientBackend<NoSettings> extension() {
        return bundle.backend();
    }

    @Override
    protected List<NoSettings> settings() {
        return List.of(new NoSettings());
    }
}
