package org.deltaw.plugin.nd4j;

import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.deltaw.spi.backend.BackendUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * The engines that are running. A process can load natives from a file only once, and cannot unload them: so an engine stays, and
 * a bundle that is replaced by one with the same jars finds it again.
 */
final class Engines {
    private static final String ENGINE = Engines.class.getPackageName() + ".engine.Engine";
    /** Where JavaCPP unpacks natives; it reads the property once for each class loader. */
    private static final String NATIVES = "org.bytedeco.javacpp.cachedir";
    private static final String LOGGING = "org.nd4j.log.initialization";

    private static final Map<List<String>, RunningEngine> RUNNING =
            new ConcurrentHashMap<>();

    private Engines() {}

    /**
     * Returns the engine for a device.
     *
     * @param bundle a class of the bundle that holds the natives
     * @throws BackendUnavailableException if ND4J cannot be loaded
     */
    static synchronized RunningEngine engine(Class<?> bundle, String device) {
        Path folder = cache().resolve("nd4j-" + device.toLowerCase(Locale.ROOT));
        List<URL> jars = new Jars(bundle).unpackedTo(folder.resolve("jars"));
        return RUNNING.computeIfAbsent(jars.stream().map(URL::toString).toList(), _ ->
                started(new EngineLoader(jars), device, folder.resolve("natives")));
    }

    private static RunningEngine started(
            ClassLoader loader, String device, Path natives) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        String nativesBefore = replaced(NATIVES, natives.toString());
        String loggingBefore = replaced(LOGGING, "false");
        thread.setContextClassLoader(loader);
        try {
            return (RunningEngine)
                    loader.loadClass(ENGINE).getConstructor(String.class).newInstance(device);
        } catch (InvocationTargetException failed) {
            throw refusal(device, Objects.requireNonNullElse(failed.getCause(), failed));
        } catch (ReflectiveOperationException | LinkageError broken) {
            throw refusal(device, broken);
        } finally {
            thread.setContextClassLoader(before);
            replaced(NATIVES, nativesBefore);
            replaced(LOGGING, loggingBefore);
        }
    }

    private static BackendUnavailableException refusal(String device, Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return new BackendUnavailableException("ND4J does not start on the " + device + ": "
                + String.valueOf(root.getMessage()).lines().findFirst().orElse("") + " Choose another backend.", cause);
    }

    /** Sets a property, or removes it, and returns what it was. */
    private static @Nullable String replaced(
            String property, @Nullable String value) {
        return value == null ? System.clearProperty(property) : System.setProperty(property, value);
    }

    private static Path cache() {
        String caches = System.getenv("XDG_CACHE_HOME");
        Path parent = caches == null || caches.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(caches);
        return parent.resolve("deltaw");
    }
}
