package org.deltaw.runtime.testing;

import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.Assertions;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.launch.Framework;

/** A running framework with SPI Fly in it. */
public final class Felix {
    /** Reports what tests break on purpose; held, since a logger that nobody holds forgets its level. */
    private static final Logger REGISTRAR = Logger.getLogger("org.apache.aries.spifly");

    private final Framework framework;

    private Felix(Framework framework) {
        this.framework = framework;
    }

    /** Starts a framework in which DeltaW's API comes from the class path, so that tests can use what plugins give. */
    static Felix start(Path storage) throws Exception {
        return start(storage, Map.of(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, PluginJar.api(";version=1.0.0")));
    }

    public static Felix start(Path storage, Map<String, String> properties) throws Exception {
        REGISTRAR.setLevel(Level.OFF);
        Map<String, String> all = new HashMap<>(properties);
        all.put(Constants.FRAMEWORK_STORAGE, storage.toString());
        all.put("felix.log.level", "0");
        Felix felix = new Felix(new FrameworkFactory().newFramework(all));
        felix.framework.start();
        Assertions.assertEquals(Bundle.ACTIVE, felix.framework.getState(), "Felix did not start");
        Bundle registrar = felix.installAndTryToStart(registrar());
        Assertions.assertEquals(Bundle.ACTIVE, registrar.getState(), "SPI Fly did not start");
        return felix;
    }

    public BundleContext context() {
        return framework.getBundleContext();
    }

    /** Does what the launcher does, but keeps the reason to itself. */
    public Bundle installAndTryToStart(Path jar) throws Exception {
        Bundle bundle = install(jar, "");
        try {
            bundle.start();
        } catch (BundleException unusable) {
            // The registry finds out by itself.
        }
        return bundle;
    }

    public Bundle install(Path jar, String fingerprint) throws Exception {
        try (InputStream content = Files.newInputStream(jar)) {
            return context().installBundle(jar.toUri() + fingerprint, content);
        }
    }

    /** Publishes what the launcher could not install or start. */
    public void launchProblems(Map<String, String> problems) {
        context().registerService(
                Map.class, problems, FrameworkUtil.asDictionary(Map.of("deltaw.launch.problems", true)));
    }

    public void stop() throws Exception {
        framework.stop();
        framework.waitForStop(10_000);
    }

    /** Returns the jar of SPI Fly. */
    public static Path registrar() throws Exception {
        Class<?> activator = Class.forName("org.apache.aries.spifly.staticbundle.StaticWeavingActivator");
        return Path.of(URI.create(activator.getProtectionDomain().getCodeSource().getLocation().toString()));
    }
}
