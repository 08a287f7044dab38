package org.deltaw.itests.installed;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.deltaw.itests.Project;

/** What {@code mvn install} leaves in a local repository, made of what this build has made. */
final class InstalledArtifacts {
    private static final Pattern ARTIFACT = Pattern.compile("<artifactId>(deltaw-[a-z0-9-]+)</artifactId>\\s*<packaging>pom</packaging>");

    private final Path repository;
    private final String version;

    InstalledArtifacts(Path repository) throws IOException {
        this.repository = repository;
        this.version = element("version", Files.readString(Project.root().resolve("pom.xml")));
    }

    /** Installs all modules, the distribution for programs, and the bill of materials. */
    void install() throws IOException {
        Path root = Project.root();
        pom(root.resolve("pom.xml"));
        pom(root.resolve("distributions/embedded/pom.xml"));
        pom(root.resolve("distributions/embedded/bom/pom.xml"));
        for (Project.Module module : Project.modules()) {
            String name = "deltaw-" + module.name();
            Path flat = module.folder().resolve("target/" + name + ".pom");
            Path jar = module.folder().resolve("target/" + name + "-" + version + ".jar");
            assertTrue(Files.exists(jar), jar + " is missing: build all modules first, as in 'mvn verify'.");
            copy(Files.exists(flat) ? flat : module.folder().resolve("pom.xml"), name, ".pom");
            copy(jar, name, ".jar");
        }
    }

    private void pom(Path file) throws IOException {
        Matcher artifact = ARTIFACT.matcher(Files.readString(file).replaceAll("(?s)<version>[^<]*</version>", ""));
        assertTrue(artifact.find(), file + " declares no artifact of packaging pom");
        copy(file, artifact.group(1), ".pom");
    }

    private void copy(Path from, String name, String ending) throws IOException {
        Path folder = Files.createDirectories(repository.resolve("org/deltaw").resolve(name).resolve(version));
        Files.copy(from, folder.resolve(name + "-" + version + ending));
    }

    /** Returns a property of the build. */
    static String property(String name) throws IOException {
        return element(name, Files.readString(Project.root().resolve("pom.xml")));
    }

    private static String element(String name, String xml) {
        Matcher found = Pattern.compile("<" + Pattern.quote(name) + ">([^<$]+)</").matcher(xml);
        assertTrue(found.find(), "The pom has no element " + name);
        return found.group(1);
    }
}
