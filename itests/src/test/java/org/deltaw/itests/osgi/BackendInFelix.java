package org.deltaw.itests.osgi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.deltaw.itests.Project;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.GradientBackend;
import org.deltaw.spi.NoSettings;
import org.deltaw.testkit.GradientBackendContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

/** Holds a backend to its contract as a bundle: its classes come from the framework's loader. */
abstract class BackendInFelix extends GradientBackendContract<NoSettings> {
    private final String module;
    private final String name;
    private final AtomicReference<GradientBackend<NoSettings>> backend = new AtomicReference<>();

    @TempDir
    private Path folder;

    private Felix felix;

    BackendInFelix(String module, String name) {
        this.module = module;
        this.name = name;
    }

    @BeforeEach
    void start() throws Exception {
        felix = Felix.start(folder.resolve("felix"));
        Project.Module own = Project.modules().stream().filter(each -> each.name().equals(module)).findFirst()
                .orElseThrow();
        assertEquals(Bundle.ACTIVE, felix.install(ProjectBundles.pack(own, folder)).getState());
        felix.look(registry -> backend.set(typed(registry.get(GradientBackend.class, new ExtensionId(name)))));
    }

    @AfterEach
    void stop() throws Exception {
        felix.stop();
    }

    @SuppressWarnings("unchecked")
    private static GradientBackend<NoSettings> typed(GradientBackend<?> backend) {
        return (GradientBackend<NoSettings>) backend;
    }

    @Override
    protected GradientBackend<NoSettings> extension() {
        return backend.get();
    }

    @Override
    protected List<NoSettings> settings() {
        return List.of(new NoSettings());
    }

    /** Else the class path would be tested a second time, and the bundle never. */
    @Test
    void classesComeFromTheBundle() {
        assertNotSame(getClass().getClassLoader(), extension().getClass().getClassLoader());
    }
}
