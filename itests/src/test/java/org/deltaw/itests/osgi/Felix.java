package org.deltaw.itests.osgi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.apache.felix.framework.FrameworkFactory;
import org.deltaw.itests.Compiler;
import org.deltaw.itests.Project;
import org.deltaw.runtime.Application;
import org.deltaw.runtime.ExtensionRegistry;
import org.deltaw.runtime.RuntimeActivator;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;

/**
 * A framework in this JVM. DeltaW's API comes from the class path, so that tests can use what plugins give;
 * plugins are bundles.
 */
final class Felix {
    private static final String MAIN = "(deltaw.main=true)";

    /** Reports every provider it registers; held, since a logger that nobody holds forgets its level. */
    private static final Logger REGISTRAR = Logger.getLogger("org.apache.aries.spifly");

    private final Framework framework;

    private Felix(Framework framework) {
        this.framework = framework;
    }

    /** Starts a framework with SPI Fly and DeltaW's runtime in it, and fails if one of them does not start. */
    static Felix start(Path storage) throws Exception {
        REGISTRAR.setLevel(Level.WARNING);
        Framework framework = new FrameworkFactory().newFramework(Map.of(
                Constants.FRAMEWORK_STORAGE, storage.toString(),
                Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, api() + ",jdk.incubator.vector",
                "felix.log.level", "0"));
        framework.start();
        assertEquals(Bundle.ACTIVE, framework.getState(), "Felix did not start");
        Felix felix = new Felix(framework);
        Bundle registrar = felix.install(
                Compiler.home(Class.forName("org.apache.aries.spifly.staticbundle.StaticWeavingActivator")));
        assertEquals(Bundle.ACTIVE, registrar.getState(), "SPI Fly did not start");
        new RuntimeActivator().start(felix.context());
        return felix;
    }

    private static String api() throws IOException {
        List<String> packages = new ArrayList<>(Project.api());
        for (String shared : List.of("behaviour", "formats", "lowering")) {
            packages.addAll(Project.framework(shared).exports());
        }
        return packages.stream()
                .map(each -> each + ";version=1.0.0").collect(Collectors.joining(","));
    }

    /** Installs a bundle and starts it. */
    Bundle install(Path jar) throws Exception {
        try (InputStream content = Files.newInputStream(jar)) {
            Bundle bundle = context().installBundle(jar.toUri().toString(), content);
            bundle.start();
            return bundle;
        }
    }

    /** Runs an application that looks into the registry. */
    void look(Consumer<ExtensionRegistry> test) throws Exception {
        AtomicReference<ExtensionRegistry> seen = new AtomicReference<>();
        Application application = (registry, _) -> {
            seen.set(registry);
            test.accept(registry);
            return 0;
        };
        var registration = context().registerService(Application.class, application, null);
        try {
            assertEquals(0, main().applyAsInt(new String[0]));
        } finally {
            registration.unregister();
        }
        assertNotNull(seen.get(), "the application did not run");
    }

    void stop() throws Exception {
        framework.stop();
        framework.waitForStop(10_000);
    }

    private BundleContext context() {
        return framework.getBundleContext();
    }

    @SuppressWarnings("unchecked")
    private ToIntFunction<Object> main() throws Exception {
        ServiceReference<?>[] main = context().getServiceReferences(ToIntFunction.class.getName(), MAIN);
        assertEquals(1, main.length, "services with " + MAIN);
        return (ToIntFunction<Object>) context().getService(main[0]);
    }
}
