package org.deltaw.itests.installed;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The installed command, used as a user does: as a process, with a home directory and a working directory of its own. */
public final class Deltaw {
    /** Halves what a short command costs. */
    private static final String QUICK_START = "-XX:TieredStopAtLevel=1";

    private final List<String> command;
    private final Path folder;
    private final Map<String, String> environment;

    private Deltaw(List<String> command, Path folder, Map<String, String> environment) {
        this.command = command;
        this.folder = folder;
        this.environment = environment;
    }

    /**
     * Prepares the command of an installation.
     *
     * @param folder new or empty; gets the home directory and the working directory, this with copies of the examples
     */
    public static Deltaw of(Installation installation, Path folder) throws IOException {
        Deltaw deltaw = new Deltaw(List.of(installation.command().toString()), folder, environment(folder));
        Files.createDirectories(folder.resolve("home"));
        Installation.copy(Installation.standard().examples(), deltaw.work());
        return deltaw;
    }

    /** Returns the same, without OSGi: all jars of an installation on one class path. */
    public Deltaw onFlatClassPath(Installation installation) throws IOException {
        String jars = installation.jars().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        return new Deltaw(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-exports", "java.base/jdk.internal.module=ALL-UNNAMED", "--enable-native-access=ALL-UNNAMED",
                "-classpath", jars, "org.deltaw.runtime.FlatMain"), folder, environment);
    }

    /** Returns the same as users have it, for what computes long enough to be worth what the optimising compiler costs. */
    public Deltaw forLongRuns() {
        return with("DELTAW_OPTS", "");
    }

    /** Returns a command, such as a fit, on the example of a fly that is over at once: one iteration from one start, without intervals. */
    public static String[] briefly(String command, String... more) {
        List<String> all = new ArrayList<>(List.of(command, "example-fly.yaml", "training.epochs=1", "training.starts=1",
                "training.intervals=none", "data.resamplings=1"));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    /** Returns the same, started by another file. */
    public Deltaw by(Path link) {
        return new Deltaw(List.of(link.toString()), folder, environment);
    }

    /** Returns the same with another environment. */
    public Deltaw with(String variable, String value) {
        Map<String, String> more = new TreeMap<>(environment);
        more.put(variable, value);
        return new Deltaw(command, folder, more);
    }

    /** Returns the same, deaf to how whoever runs these tests treats Ctrl-C; a shell lets background jobs ignore it. */
    public Deltaw interruptible() {
        List<String> prefixed = new ArrayList<>(List.of("env", "--default-signal=INT"));
        prefixed.addAll(command);
        return new Deltaw(prefixed, folder, environment);
    }

    /** Returns where the command runs. */
    public Path work() {
        return folder.resolve("work");
    }

    /** Lists what is in the working directory, files in folders included. */
    public List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(work())) {
            return files.map(file -> work().relativize(file).toString()).sorted().toList();
        }
    }

    /** Runs to the end. */
    public Outcome run(String... arguments) throws Exception {
        return start(arguments).outcome();
    }

    /** Runs what must be refused, and asserts that it left nothing behind. */
    public void refuses(List<String> arguments, String... phrases) throws Exception {
        List<String> before = files();
        run(arguments.toArray(String[]::new)).refused(phrases);
        if (!files().equals(before)) {
            throw new AssertionError("What was refused left something behind: " + files() + " instead of " + before);
        }
    }

    /** Starts the command. */
    public Running start(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of(arguments));
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        ProcessBuilder builder = new ProcessBuilder(all)
                .directory(work().toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return new Running(List.of(arguments), builder.start(), out, err);
    }

    private static Map<String, String> environment(Path folder) {
        Map<String, String> environment = new TreeMap<>();
        environment.put("PATH", System.getenv("PATH"));
        environment.put("LC_ALL", "C.UTF-8");
        environment.put("HOME", folder.resolve("home").toString());
        environment.put("XDG_CACHE_HOME", folder.resolve("home/.cache").toString());
        environment.put("DELTAW_JAVA_HOME", System.getProperty("java.home"));
        environment.put("DELTAW_OPTS", QUICK_START);
        return environment;
    }
}
