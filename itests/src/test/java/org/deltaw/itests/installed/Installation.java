package org.deltaw.itests.installed;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** A distribution, ready to run. */
public record Installation(Path home) {
    public Installation {
        assertTrue(Files.isExecutable(home.resolve("bin/deltaw")),
                home + " holds no bin/deltaw: build the distributions first, as in 'mvn verify'.");
    }

    /** Returns the distribution with all plugins. */
    public static Installation standard() {
        return ofProperty("deltaw.standard");
    }

    /** Returns the distribution that is as small as can be. */
    public static Installation minimal() {
        return ofProperty("deltaw.minimal");
    }

    public Path command() {
        return home.resolve("bin/deltaw");
    }

    public Path bundles() {
        return home.resolve("bundles");
    }

    public Path plugins() {
        return home.resolve("plugins");
    }

    public Path examples() {
        return home.resolve("examples");
    }

    /** Returns what authors of plugins build against. */
    public Path repository() {
        return home.resolve("repository");
    }

    /** Lists all jars that run: the OSGi framework, DeltaW and its plugins. */
    public List<Path> jars() throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            return files.filter(file -> file.toString().endsWith(".jar") && !file.startsWith(repository())).sorted().toList();
        }
    }

    /** Copies everything, so that jars can be added and removed. */
    public Installation copyTo(Path folder) throws IOException {
        copy(home, folder);
        return new Installation(folder);
    }

    /** Copies a folder with what is in it. */
    public static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    private static Installation ofProperty(String property) {
        String home = System.getProperty(property);
        assertTrue(home != null, "The property " + property + " is not set; 'mvn verify' sets it.");
        return new Installation(Path.of(home).toAbsolutePath().normalize());
    }
}
