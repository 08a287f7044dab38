package org.deltaw.itests.osgi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.deltaw.itests.Project;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.backend.GradientBackend;
import org.osgi.framework.Bundle;

/** A backend as a bundle in a framework of its own: its classes come from the framework's loader. */
record BackendBundle(Felix felix, GradientBackend<NoSettings> backend) implements AutoCloseable {
    static BackendBundle start(String module, String name, Path folder) throws Exception {
        Felix felix = Felix.start(folder.resolve("felix"));
        Project.Module own = Project.modules().stream().filter(each -> each.name().equals(module)).findFirst()
                .orElseThrow();
        assertEquals(Bundle.ACTIVE, felix.install(ProjectBundles.pack(own, folder)).getState());
        AtomicReference<GradientBackend<NoSettings>> backend = new AtomicReference<>();
        felix.look(registry -> backend.set(typed(registry.get(GradientBackend.class, new ExtensionId(name)))));
        // Else the class path would be tested, and the bundle never.
        assertNotSame(BackendBundle.class.getClassLoader(), backend.get().getClass().getClassLoader());
        return new BackendBundle(felix, backend.get());
    }

    @SuppressWarnings("unchecked")
    private static GradientBackend<NoSettings> typed(GradientBackend<?> backend) {
        return (GradientBackend<NoSettings>) backend;
    }

    @Override
    public void close() {
        try {
            felix.stop();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
