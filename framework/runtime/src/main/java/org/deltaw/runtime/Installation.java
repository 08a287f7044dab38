package org.deltaw.runtime;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The folder DeltaW was unpacked to, and further folders to look for plugins in.
 *
 * @param home holds {@code bundles/}, the framework, and {@code plugins/}
 * @param pluginFolders {@code home/plugins}, and then those of the user; those that do not exist are passed over
 */
public record Installation(Path home, List<Path> pluginFolders) {

    private static final String HOME = "deltaw.home";
    private static final String PLUGINS = "DELTAW_PLUGINS";

    public Installation {
        pluginFolders = List.copyOf(pluginFolders);
    }

    /**
     * Returns the installation that this process was started from, as the property {@code deltaw.home} and the variable
     * {@code DELTAW_PLUGINS} name it; empty on a flat class path, where there is none.
     *
     * @throws IllegalArgumentException if the folder that is named is none
     */
    public static Optional<Installation> current() {
        return Optional.ofNullable(System.getProperty(HOME))
                .map(home -> of(home, Objects.requireNonNullElse(System.getenv(PLUGINS), "")));
    }

    /**
     * Describes an installation.
     *
     * @param home path of the installation
     * @param plugins plugin folders as in {@code PATH}, perhaps empty
     * @throws IllegalArgumentException if {@code home} holds no {@code bundles} folder
     */
    public static Installation of(String home, String plugins) {
        Path folder = Path.of(home).toAbsolutePath().normalize();
        if (!Files.isDirectory(folder.resolve("bundles"))) {
            throw new IllegalArgumentException(
                    folder + " is no DeltaW installation, it has no folder 'bundles': start DeltaW with its script bin/deltaw");
        }
        List<Path> folders = new ArrayList<>();
        folders.add(folder.resolve("plugins"));
        for (String each : plugins.split(File.pathSeparator, -1)) {
            if (!each.isBlank()) {
                folders.add(Path.of(each.strip()).toAbsolutePath().normalize());
            }
        }
        return new Installation(folder, folders);
    }

    /** The jars of the framework and of the application. */
    public List<Path> bundles() {
        return jarsIn(home.resolve("bundles"));
    }

    /** The jars of the plugins, folder by folder. */
    public List<Path> plugins() {
        return pluginFolders.stream().filter(Files::isDirectory).flatMap(each -> jarsIn(each).stream()).toList();
    }

    /** A Maven repository of what plugins are built against; a folder that need not exist. */
    public Path repository() {
        return home.resolve("repository");
    }

    /** Where copies of the jars may be kept from one start to the next; a folder that need not exist. */
    public Path cache() {
        String caches = System.getenv("XDG_CACHE_HOME");
        Path parent = caches == null || caches.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(caches);
        return parent.resolve("deltaw").resolve(Integer.toHexString(home.toString().hashCode()));
    }

    private static List<Path> jarsIn(Path folder) {
        List<Path> jars = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.jar")) {
            found.forEach(jars::add);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the folder " + folder + ": " + e.getMessage(), e);
        }
        jars.sort(null);
        return jars;
    }
}
