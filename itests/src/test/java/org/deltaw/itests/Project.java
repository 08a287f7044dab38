package org.deltaw.itests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The source tree that these tests are a part of. */
public final class Project {
    private static final Pattern MODULE = Pattern.compile("<module>((?:framework|plugins)/[^<]+)</module>");

    private Project() {}

    /** A module that becomes a bundle, such as {@code framework/expr}. */
    public record Module(Path folder) {
        /** Returns the name of its folder. */
        public String name() {
            return folder.getFileName().toString();
        }

        public boolean isPlugin() {
            return folder.getParent().endsWith("plugins");
        }

        /** Returns where its classes and its manifest are. */
        public Path classes() {
            return built("target/classes");
        }

        /** Returns where the classes of its tests are. */
        public Path testClasses() {
            return built("target/test-classes");
        }

        /** Tells whether it has tests of its own. */
        public boolean hasTests() {
            return Files.isDirectory(folder.resolve("src/test/java"));
        }

        /** Lists the packages that others may use, by what bnd wrote into the manifest. */
        public List<String> exports() throws IOException {
            return Manifests.exports(Manifests.of(classes()));
        }

        private Path built(String path) {
            Path built = folder.resolve(path);
            assertTrue(Files.isDirectory(built), built + " is missing: build all modules first, as in 'mvn verify'.");
            return built;
        }
    }

    /** Returns the top of the source tree. */
    public static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isRegularFile(folder.resolve("framework/expr/pom.xml"))) {
            folder = folder.getParent();
        }
        assertTrue(folder != null, "These tests must be started somewhere within DeltaW's source tree.");
        return folder;
    }

    /** Returns a module of the framework, such as {@code expr}. */
    public static Module framework(String name) {
        return new Module(root().resolve("framework").resolve(name));
    }

    /** Lists the packages that every plugin may use. */
    public static List<String> api() {
        List<String> packages = new ArrayList<>();
        try {
            for (String module : List.of("expr", "spi")) {
                packages.addAll(framework(module).exports());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packages;
    }

    /** Lists the modules of framework and plugins, as Maven knows them; those that only a profile builds are left out. */
    public static List<Module> modules() throws IOException {
        Path root = root();
        String pom = Files.readString(root.resolve("pom.xml")).replaceAll("(?s)<profiles>.*</profiles>", "");
        List<Module> modules = MODULE.matcher(pom).results()
                .map(MatchResult::group)
                .map(element -> new Module(root.resolve(element.replaceAll("</?module>", ""))))
                .toList();
        assertTrue(modules.size() >= 17, "too few modules are seen: " + modules);
        return modules;
    }
}
