package org.deltaw.plugin.nd4j;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.deltaw.spi.backend.BackendUnavailableException;

/** The jars that a bundle holds for a class loader of their own. */
final class Jars {
    private static final String FOLDER = "jars/";

    private final Class<?> bundle;

    Jars(Class<?> bundle) {
        this.bundle = bundle;
    }

    /**
     * Copies the jars to a folder, unless they are there, and returns where they are.
     *
     * @throws BackendUnavailableException if that cannot be done
     */
    List<URL> unpackedTo(Path folder) {
        List<URL> urls = new ArrayList<>();
        try {
            Files.createDirectories(folder);
            for (String name : names()) {
                urls.add(unpacked(name, folder).toUri().toURL());
            }
            return urls;
        } catch (IOException failed) {
            throw new BackendUnavailableException("ND4J cannot be unpacked to " + folder + " (" + failed
                    + "): set XDG_CACHE_HOME to a folder that can be written and has room for 1 GB, or choose another backend.", failed);
        }
    }

    /** A copy has its length in its name, and appears as a whole: several processes may do this at once. */
    private Path unpacked(String name, Path folder) throws IOException {
        URL resource = bundle.getResource(FOLDER + name);
        URLConnection connection = resource.openConnection();
        try (InputStream in = connection.getInputStream()) {
            Path target = folder.resolve(connection.getContentLengthLong() + "-" + name);
            if (!Files.exists(target)) {
                Path partial = Files.createTempFile(folder, "partial", ".jar");
                Files.copy(in, partial, StandardCopyOption.REPLACE_EXISTING);
                Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
            }
            return target;
        }
    }

    /** Lists the names of the jars. */
    List<String> names() {
        try (InputStream in = bundle.getResourceAsStream(FOLDER + "index")) {
            if (in == null) {
                throw new IllegalStateException(bundle.getName() + " has no resource '" + FOLDER + "index' beside it.");
            }
            return List.of(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip().split(","));
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }
}
