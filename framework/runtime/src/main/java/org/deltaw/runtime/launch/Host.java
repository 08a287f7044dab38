package org.deltaw.runtime.launch;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.apache.felix.framework.FrameworkFactory;
import org.deltaw.runtime.Installation;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.launch.Framework;
import org.osgi.util.tracker.ServiceTracker;

/**
 * The OSGi framework with the bundles and plugins of an installation in it.
 *
 * <p>The application is the service {@code ToIntFunction<String[]>} with the property {@code deltaw.main=true}, from the arguments of
 * the command line to the exit code.
 */
final class Host implements AutoCloseable {
    private static final String APPLICATION = "(&(" + Constants.OBJECTCLASS + "=java.util.function.ToIntFunction)(deltaw.main=true))";
    private static final long PATIENCE_MILLIS = 5_000;

    /** The registrar of providers reports each one it registers. Held, since a logger that nobody holds forgets its level. */
    private static final Logger REGISTRAR = Logger.getLogger("org.apache.aries.spifly");

    private final Framework framework;
    private final Bundles bundles;
    private final PluginWatch watch;

    private Host(Framework framework, Installation installation) {
        this.framework = framework;
        this.bundles = new Bundles(framework.getBundleContext(), installation);
        this.watch = new PluginWatch(installation, changed -> {
            // What is withdrawn now goes at the earliest after the next look: somebody may be about to be handed it.
            bundles.release();
            bundles.follow(changed);
        });
    }

    /** Starts whatever of the installation can be started, and goes on to follow what changes in its plugins. */
    static Host start(Installation installation, Storage storage) throws BundleException {
        REGISTRAR.setLevel(Level.WARNING);
        Host host = new Host(framework(storage), installation);
        host.framework.start();
        host.bundles.start();
        host.watch.start();
        return host;
    }

    private static Framework framework(Storage storage) throws BundleException {
        try {
            return framework(storage.folder());
        } catch (BundleException e) {
            // What was kept of earlier starts may be damaged; all of it can be had from the jars again.
            storage.clear();
            return framework(storage.folder());
        }
    }

    private static Framework framework(Path folder) throws BundleException {
        Framework framework = new FrameworkFactory().newFramework(Map.of(
                Constants.FRAMEWORK_STORAGE, folder.toString(),
                "felix.log.level", "0",
                // Of the JDK's packages the framework shows those of modules that are resolved at the start; this one may be added later.
                Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, "jdk.incubator.vector",
                // An interrupt is the application's to handle: it saves its work while all bundles are still there.
                "felix.shutdown.hook", "false"));
        framework.init();
        return framework;
    }

    /**
     * The application.
     *
     * @throws IllegalStateException if no bundle offers it; the message tells which bundles could not be started
     */
    ToIntFunction<String[]> application() {
        BundleContext context = framework.getBundleContext();
        ToIntFunction<String[]> application = null;
        try {
            var tracker = new ServiceTracker<ToIntFunction<String[]>, ToIntFunction<String[]>>(
                    context, context.createFilter(APPLICATION), null);
            tracker.open();
            application = tracker.waitForService(bundles.problems().isEmpty() ? PATIENCE_MILLIS : 1);
        } catch (InvalidSyntaxException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (application == null) {
            throw new IllegalStateException("no bundle offers the application, so the installation is damaged: unpack DeltaW anew."
                    + bundles.problems().entrySet().stream().map(each -> "\n  " + each.getKey() + " " + each.getValue() + ".").sorted()
                            .collect(Collectors.joining()));
        }
        return application;
    }

    /** Stops the bundles and the framework. */
    @Override
    public void close() throws BundleException {
        watch.close();
        framework.stop();
        try {
            framework.waitForStop(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
