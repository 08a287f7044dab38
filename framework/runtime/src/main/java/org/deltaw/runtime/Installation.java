package org.deltaw.runtime.launch;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The folder DeltaW was unpacked to, and further folders to look for plugins in.
 *
 * @param home holds {@code bundles/}, the framework, and {@code plugins/}
 * @param pluginFolders looked through after {@code home/plugins}; those that do not exist are passed over
 */
record Installation(Path home, List<Path> pluginFolders) {

    Installation {
        pluginFolders = List.copyOf(pluginFolders);
    }

    /**
     * @param home path of the installation
     * @param plugins plugin folders as in {@code PATH}, perhaps empty
     * @throws IllegalArgumentException if {@code home} holds no {@code bundles} folder
     */
    static Installation of(String home, String plugins) {
        Path folder = Path.of(home).toAbsolutePath().normalize();
        if (!Files.isDirectory(folder.resolve("bundles"))) {
            throw new IllegalArgumentException(
                    folder + " is no DeltaW installation, it has no folder 'bundles': start DeltaW with its script bin/deltaw");
        }
        List<Path> folders = new ArrayList<>();
        folders.add(folder.resolve("plugins"));
        for (String each : plugins.split(File.pathSeparator)) {
            if (!each.isBlank()) {
                folders.add(Path.of(each.strip()).toAbsolutePath().normalize());
            }
        }
        return new Installation(folder, folders);
    }

    /** The jars of the framework and of the application. */
    List<Path> bundles() {
        return jarsIn(home.resolve("bundles"));
    }

    /** The jars of the plugins, folder by folder. */
    List<Path> plugins() {
        return pluginFolders.stream().filter(Files::isDirectory).flatMap(each -> jarsIn(each).stream()).toList();
    }

    /** Where copies of the jars may be kept from one start to the next; a folder that need not exist. */
    Path cache() {
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
