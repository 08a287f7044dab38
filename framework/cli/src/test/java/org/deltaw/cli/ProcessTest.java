package org.deltaw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.deltaw.runtime.FlatMain;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Ends processes in the middle of a training: what they leave can be resumed, and gives the same bits. */
@Timeout(120)
class ProcessTest {
    private static final List<String> SETTINGS = List.of("training.epochs=600", "training.checkpoint-interval=0.02");
    private static final List<String> RESULTS = List.of(
            "history.csv", "parameters.json", "metrics.json", "checkpoint.json", "report.html", "spec.yaml");

    /** Surefire starts the tests from a jar that only refers to the class path, which it tells here. */
    private static final String CLASS_PATH =
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

    @TempDir
    private static Path directory;

    private static Terminal terminal;

    @BeforeAll
    static void runToTheEnd() throws Exception {
        terminal = new Terminal(directory);
        assertEnds(fit("whole"));
    }

    private static Process fit(String run) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("fit", terminal.spec(), "-o", terminal.path(run).toString()));
        arguments.addAll(SETTINGS);
        return started(arguments);
    }

    private static Process started(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                CLASS_PATH, FlatMain.class.getName()));
        command.addAll(arguments);
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static void assertEnds(Process process) throws Exception {
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(ExitCode.DONE, process.waitFor(), said);
    }

    private static String readUntil(BufferedReader reader, String text) throws IOException {
        StringBuilder read = new StringBuilder();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            read.append(line).append('\n');
            if (line.contains(text)) {
                return read.toString();
            }
        }
        throw new AssertionError("The process ended before it printed '" + text + "':\n" + read);
    }

    private static void assertResumes(String run) throws Exception {
        assertFalse(Files.exists(terminal.path(run + "/report.html")), "the process was faster than its end");
        assertEnds(started(List.of("resume", terminal.path(run).toString())));
        for (String file : RESULTS) {
            assertEquals(terminal.read("whole/" + file), terminal.read(run + "/" + file), file);
        }
    }

    @Test
    void aKilledRunGoesOnWithTheSameBits() throws Exception {
        Process process = fit("killed");
        try (BufferedReader reader = process.inputReader()) {
            readUntil(reader, "iteration  50/600");
            process.destroyForcibly().waitFor();
        }
        assertResumes("killed");
    }

    @Test
    void aRunThatIsAskedToEndSavesWhereItStands() throws Exception {
        Process process = fit("asked");
        try (BufferedReader reader = process.inputReader()) {
            readUntil(reader, "iteration  50/600");
            // Not Ctrl-C itself, which a shell may have told its background processes to ignore.
            process.toHandle().destroy();
            assertTrue(process.waitFor(StopSignal.PATIENCE_SECONDS + 20, TimeUnit.SECONDS));
            assertEquals(ExitCode.WORK_LEFT, process.exitValue());
            String rest = reader.lines().collect(Collectors.joining(" "));
            Matcher epoch = Pattern.compile("Interrupted after iteration ([0-9]+) of 600; .* Go on with: deltaw").matcher(rest);
            assertTrue(epoch.find(), rest);
            assertEquals(Long.parseLong(epoch.group(1)), terminal.read("asked/history.csv").lines().count() - 1);
        }
        assertResumes("asked");
    }
}
