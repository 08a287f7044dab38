package org.deltaw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.deltaw.runtime.FlatMain;
import org.deltaw.storage.Sha256;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are killed at seeded moments, again and again, end with the bits of one that was never killed. */
@Tag("long")
class KillTest {
    private static final int KILLS = 50;
    private static final long SEED = 7;
    private static final String CLASS_PATH =
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

    @TempDir
    Path directory;

    private Terminal terminal;
    private int number;

    @BeforeEach
    void begin() {
        terminal = new Terminal(directory);
    }

    @Test
    void fitEndsWithTheSameBits() throws Exception {
        killed("fit", terminal.spec(), "training.epochs=3000", "training.checkpoint-interval=0.02");
    }

    @Test
    void startsEndWithTheSameBits() throws Exception {
        killed("fit", terminal.spec(), "training.starts=4", "rule.spread=1", "training.epochs=1000", "training.checkpoint-interval=0.02");
    }

    @Test
    void selectionEndsWithTheSameBits() throws Exception {
        killed("select", terminal.spec(), "training.optimizer=automatic", "rule.bounds={grow: [0.1, 5]}", "training.epochs=400",
                "training.checkpoint-interval=0.02", "--folds", "4", "--lambdas", "60", "--rule", "best");
    }

    private void killed(String... command) throws Exception {
        List<String> whole = into("whole", command);
        long start = System.nanoTime();
        finish(start(whole));
        long nanos = System.nanoTime() - start;
        Map<String, String> expected = files("whole");
        SplittableRandom random = new SplittableRandom(SEED);
        int kills = 0;
        String run = "";
        while (kills < KILLS) {
            run = run.isEmpty() ? "killed-" + ++number : run;
            Process process = start(isBegun(run) ? List.of("resume", terminal.path(run).toString()) : into(run, command));
            if (process.waitFor(random.nextLong(nanos), TimeUnit.NANOSECONDS)) {
                run = ended(process, run, expected);
            } else {
                process.destroyForcibly().waitFor();
                kills++;
            }
        }
        if (!run.isEmpty()) {
            finish(start(isBegun(run) ? List.of("resume", terminal.path(run).toString()) : into(run, command)));
            assertEquals(expected, files(run));
        }
    }

    private String ended(Process process, String run, Map<String, String> expected) throws IOException {
        assertEquals(ExitCode.DONE, process.exitValue(), run);
        assertEquals(expected, files(run));
        return "";
    }

    /** Before its spec is there a run was not begun, and the command that began it is given again. */
    private boolean isBegun(String run) {
        return Files.exists(terminal.path(run + "/spec.yaml")) || Files.exists(terminal.path(run + "/selection/command.json"));
    }

    private List<String> into(String run, String... command) {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of("-o", terminal.path(run).toString()));
        return all;
    }

    private static Process start(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-cp", CLASS_PATH,
                FlatMain.class.getName()));
        command.addAll(arguments);
        command.add("-q");
        return new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private static void finish(Process process) throws InterruptedException {
        assertEquals(ExitCode.DONE, process.waitFor());
    }

    /** Returns a digest of every file of results. */
    private Map<String, String> files(String run) throws IOException {
        Path folder = terminal.path(run);
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            all.filter(Files::isRegularFile).forEach(file -> files.put(folder.relativize(file).toString(), Sha256.of(file)));
        }
        return files;
    }
}
