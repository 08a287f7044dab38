package org.deltaw.runtime.launch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Dictionary;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipException;
import org.deltaw.runtime.Installation;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.hooks.bundle.CollisionHook;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWiring;

/**
 * The bundles in the framework, held equal to the jars of an installation; a jar that is of no use is noted and left out, the others
 * go on.
 *
 * <p>They are told of by the service {@code Map<String, String>} with the property {@code deltaw.launch.problems=true}: for each jar
 * that cannot be used its absolute path and the reason. Its property {@code deltaw.launch.changing} is true while bundles come and go.
 *
 * <p>The location of a bundle is the URI of its jar, with a fingerprint of the content as the fragment. So a jar that was replaced is
 * another bundle, whatever its date says: reproducible builds give all files the same date.
 */
final class Bundles {
    /** A zip's directory, with a checksum of each entry, stands at its end; this much of it is read. */
    private static final int FINGERPRINTED_BYTES = 1 << 20;

    /** What tells whether somebody still uses a bundle, a predicate; the runtime publishes it. */
    private static final String IN_USE = "(deltaw.in-use=true)";

    private final BundleContext context;
    private final Installation installation;
    private final Set<Bundle> withdrawn = new HashSet<>();
    private final Map<String, String> problems = new ConcurrentSkipListMap<>();
    /** Null before the start. */
    private @Nullable ServiceRegistration<?> report;
    private Map<String, Path> framework = Map.of();
    private Map<String, Path> plugins = Map.of();

    Bundles(BundleContext context, Installation installation) {
        this.context = context;
        this.installation = installation;
    }

    /** Why a jar is left out, a sentence for each absolute path; a view that changes. */
    Map<String, String> problems() {
        return Collections.unmodifiableMap(problems);
    }

    /** Installs and starts all jars, and forgets what an earlier start has left and is not wanted any more. */
    void start() {
        // A bundle that was replaced while in use stands beside its successor, which has the same name.
        context.registerService(CollisionHook.class, (operation, target, others) -> others.removeAll(withdrawn), null);
        ServiceRegistration<?> offered = context.registerService(Map.class, problems(), properties(true));
        framework = fingerprinted(installation.bundles());
        plugins = fingerprinted(installation.plugins());
        unwanted().forEach(this::uninstall);
        run();
        offered.setProperties(properties(false));
        report = offered;
    }

    private static Dictionary<String, Object> properties(boolean changing) {
        return FrameworkUtil.asDictionary(Map.of("deltaw.launch.problems", true, "deltaw.launch.changing", changing));
    }

    /**
     * Follows changes in the plugin folders; the framework stays as it was started.
     *
     * <p>A plugin whose jar is gone is stopped, so nobody finds its services any more, but stays installed until {@link #release}: a fit
     * that uses it goes on and may still load classes from it.
     *
     * @param changed jars that have come, changed or gone; most often none
     */
    void follow(Set<Path> changed) {
        ServiceRegistration<?> offered = report;
        if (offered == null || changed.isEmpty()) {
            return;
        }
        offered.setProperties(properties(true));
        try {
            take(changed);
        } finally {
            offered.setProperties(properties(false));
        }
    }

    private void take(Set<Path> changed) {
        Map<String, Path> wanted = new LinkedHashMap<>(plugins);
        wanted.values().removeAll(changed);
        changed.forEach(jar -> problems.remove(jar.toString()));
        wanted.putAll(fingerprinted(changed.stream().filter(Files::exists).toList()));
        plugins = wanted;
        for (Bundle bundle : unwanted()) {
            stop(bundle);
            withdrawn.add(bundle);
        }
        withdrawn.removeIf(each -> isWanted(each.getLocation()));
        run();
    }

    /** Forgets plugins whose jars are gone, as soon as nobody uses them any more. */
    void release() {
        for (Bundle bundle : List.copyOf(withdrawn)) {
            if (!isUsed(bundle)) {
                uninstall(bundle);
                withdrawn.remove(bundle);
            }
        }
    }

    /** A library is used by bundles, a plugin by who was handed one of its extensions. */
    private boolean isUsed(Bundle bundle) {
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        if (wiring != null && !wiring.getProvidedWires(null).isEmpty()) {
            return true;
        }
        try {
            ServiceReference<?>[] asked = context.getServiceReferences(Predicate.class.getName(), IN_USE);
            return asked != null && Arrays.stream(asked).anyMatch(each -> isUsed(each, bundle));
        } catch (InvalidSyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private boolean isUsed(ServiceReference<?> inUse, Bundle bundle) {
        @SuppressWarnings("unchecked")
        Predicate<Object> asked = (Predicate<Object>) context.getService(inUse);
        try {
            return asked != null && asked.test(bundle);
        } finally {
            context.ungetService(inUse);
        }
    }

    private void uninstall(Bundle bundle) {
        try {
            bundle.uninstall();
        } catch (BundleException e) {
            problems.put(bundle.getLocation(), "cannot be removed: " + e.getMessage());
        }
    }

    private static void stop(Bundle bundle) {
        try {
            bundle.stop(Bundle.STOP_TRANSIENT);
        } catch (BundleException e) {
            // It is stopped all the same; what its own code threw while stopping concerns nobody any more.
        }
    }

    private Map<String, Path> fingerprinted(List<Path> jars) {
        Map<String, Path> byLocation = new LinkedHashMap<>();
        for (Path jar : jars) {
            try {
                byLocation.put(jar.toUri() + "#" + fingerprint(jar), jar);
            } catch (IOException e) {
                problems.put(jar.toString(), "cannot be read: " + e.getMessage());
            }
        }
        return byLocation;
    }

    private List<Bundle> unwanted() {
        return Arrays.stream(context.getBundles())
                .filter(each -> each.getBundleId() != Constants.SYSTEM_BUNDLE_ID && !isWanted(each.getLocation()))
                .toList();
    }

    private boolean isWanted(String location) {
        return framework.containsKey(location) || plugins.containsKey(location);
    }

    private void run() {
        Map<Path, Bundle> installed = new LinkedHashMap<>();
        Stream.of(framework, plugins).forEach(jars -> jars.forEach((location, jar) ->
                install(location, jar).ifPresent(bundle -> installed.put(jar, bundle))));
        installed.forEach(this::start);
    }

    private Optional<Bundle> install(String location, Path jar) {
        Bundle known = context.getBundle(location);
        if (known != null) {
            return Optional.of(known);
        }
        try {
            requireBundle(jar);
            try (InputStream content = Files.newInputStream(jar)) {
                return Optional.of(context.installBundle(location, content));
            }
        } catch (ZipException e) {
            problems.put(jar.toString(), "is not a jar, or a damaged one (" + e.getMessage() + "): copy it here again");
        } catch (IOException e) {
            problems.put(jar.toString(), "cannot be read: " + e.getMessage());
        } catch (BundleException e) {
            problems.put(jar.toString(), notInstalled(e));
        }
        return Optional.empty();
    }

    private String notInstalled(BundleException e) {
        if (e.getType() == BundleException.DUPLICATE_BUNDLE_ERROR) {
            return "holds the same bundle as " + Arrays.stream(context.getBundles())
                    .filter(each -> String.valueOf(e.getMessage()).endsWith(each.getSymbolicName() + ":" + each.getVersion()))
                    .map(each -> each.getLocation().replaceAll("^file://|#.*$", ""))
                    .findFirst().orElse("another jar") + ": keep one of the two";
        }
        return "is no OSGi bundle: " + (e.getCause() == null ? e : e.getCause()).getMessage();
    }

    private void start(Path jar, Bundle bundle) {
        try {
            if ((bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) == 0) {
                bundle.start(Bundle.START_TRANSIENT);
            }
            problems.remove(jar.toString());
        } catch (BundleException e) {
            String reason = e.getCause() == null ? e.getMessage() : e.getCause().toString();
            problems.put(jar.toString(), "does not start: " + String.valueOf(reason).replaceFirst(" Unresolved requirements: .*", ""));
        }
    }

    private static void requireBundle(Path jar) throws IOException, BundleException {
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            if (manifest == null || manifest.getMainAttributes().getValue(Constants.BUNDLE_SYMBOLICNAME) == null) {
                throw new BundleException(
                        "it names no Bundle-SymbolicName in its manifest; build it with bnd, as DeltaW's own plugins are");
            }
        }
    }

    private static String fingerprint(Path jar) throws IOException {
        try (FileChannel channel = FileChannel.open(jar)) {
            long size = channel.size();
            ByteBuffer end = ByteBuffer.allocate((int) Math.min(size, FINGERPRINTED_BYTES));
            channel.position(size - end.capacity());
            while (end.hasRemaining() && channel.read(end) >= 0) {
                // a read may return early
            }
            CRC32 checksum = new CRC32();
            checksum.update(end.flip());
            return Long.toHexString(size) + "-" + Long.toHexString(checksum.getValue());
        }
    }
}
