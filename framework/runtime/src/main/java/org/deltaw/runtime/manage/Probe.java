package org.deltaw.runtime.manage;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.deltaw.runtime.Installation;
import org.deltaw.spec.json.JsonFile;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.storage.IoReason;

/** Starts an installation in a process of its own and asks what it makes of its plugins: what counts is what it says itself. */
public final class Probe {
    private static final long LIMIT_SECONDS = 120;
    /** Exit codes of {@code deltaw plugins --check}; with any other it did not come to an end. */
    private static final int WORKS = 0;
    private static final int FAULTS_FOUND = 2;

    private Probe() {}

    /**
     * What an installation says about one of its extensions, or about a jar of which it knows none.
     *
     * @param jar the jar's path
     * @param fault why it cannot be used; empty if it can
     */
    public record Finding(String kind, String name, String jar, String fault) {
        boolean isFrom(Path file) {
            return Path.of(jar).equals(file.toAbsolutePath().normalize());
        }

        /** Returns it for programs. */
        public Map<String, String> json() {
            return Map.of("kind", kind, "name", name);
        }

        @Override
        public String toString() {
            return kind + " " + name;
        }
    }

    /**
     * Starts an installation once.
     *
     * @throws InvalidSpecException if it does not start
     */
    static List<Finding> of(Installation installation) {
        try {
            Path out = Files.createTempFile("deltaw", ".json");
            Path err = Files.createTempFile("deltaw", ".txt");
            try {
                int code = run(installation, out, err);
                if (code != WORKS && code != FAULTS_FOUND) {
                    throw new InvalidSpecException("DeltaW in " + installation.home() + " does not start: "
                            + Files.readString(err).strip());
                }
                return findings(JsonFile.read(out));
            } finally {
                Files.deleteIfExists(out);
                Files.deleteIfExists(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "DeltaW in " + installation.home() + " could not be started: " + IoReason.of(e), e);
        }
    }

    private static int run(Installation installation, Path out, Path err) throws IOException {
        boolean windows = File.separatorChar == '\\';
        Path command = installation.home().resolve("bin").resolve(windows ? "deltaw.bat" : "deltaw");
        ProcessBuilder builder = new ProcessBuilder(command.toString(), "plugins", "--check", "--json")
                .redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("DELTAW_JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("DELTAW_PLUGINS", installation.pluginFolders().stream().skip(1).map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator)));
        Process process = builder.start();
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new InvalidSpecException("DeltaW in " + installation.home() + " was started to see whether its plugins work, "
                        + "and did not answer for " + LIMIT_SECONDS + " seconds.");
            }
            return process.exitValue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InvalidSpecException("Stopped before it was known whether the plugins work.");
        } finally {
            process.destroyForcibly();
        }
    }

    private static List<Finding> findings(Object json) {
        List<Finding> findings = new ArrayList<>();
        Object result = json instanceof Map<?, ?> answer ? answer.get("result") : null;
        if (result instanceof Map<?, ?> plugins && plugins.get("plugins") instanceof List<?> all) {
            for (Object each : all) {
                if (each instanceof Map<?, ?> object) {
                    findings.add(new Finding(text(object, "kind"), text(object, "name"), text(object, "jar"),
                            text(object, "state").equals("broken") ? text(object, "reason") : ""));
                }
            }
        }
        return findings;
    }

    private static String text(Map<?, ?> object, String key) {
        return object.get(key) instanceof String text ? text : "";
    }
}
