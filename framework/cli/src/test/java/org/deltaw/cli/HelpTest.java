package org.deltaw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class HelpTest {
    @TempDir
    Path directory;

    private Terminal terminal;

    @BeforeEach
    void begin() {
        terminal = new Terminal(directory);
    }

    @TestFactory
    Stream<DynamicTest> everyCommandExplainsItselfWithExamples() {
        List<String> commands = terminal.run().out().lines()
                .dropWhile(line -> !line.equals("Commands:")).skip(1).takeWhile(line -> !line.isEmpty())
                .map(line -> line.strip().split(" ")[0]).toList();
        assertTrue(commands.containsAll(List.of("fit", "resume", "evaluate", "plugins", "describe", "schema", "version",
                "completion")), commands::toString);
        return commands.stream().map(command -> DynamicTest.dynamicTest(command, () -> explains(command)));
    }

    private void explains(String command) {
        Terminal.Ran ran = terminal.run(command, "--help");
        assertEquals(ExitCode.DONE, ran.code());
        assertTrue(ran.out().contains("Usage: deltaw " + command), ran.out());
        assertTrue(ran.out().contains("\nExamples:\n  ") && ran.out().contains("deltaw " + command), ran.out());
        assertTrue(ran.out().lines().allMatch(line -> line.length() <= 80), "a line is longer than a terminal is wide");
        assertEquals(ran, terminal.run("help", command));
    }

    @Test
    void withoutACommandTheCommandsAreListed() {
        Terminal.Ran ran = terminal.run();
        assertEquals(ExitCode.DONE, ran.code());
        assertEquals(ran, terminal.run("--help"));
        assertEquals(ran, terminal.run("help"));
        assertTrue(ran.out().contains("\nCommands:\n  fit         Fits a rule to data, as a spec file says.\n"), ran.out());
        assertTrue(ran.out().contains("\nExamples:\n  deltaw fit "), ran.out());
    }

    @Test
    void completionServesBothShells() {
        String script = terminal.run("completion", "zsh").out();
        assertTrue(script.contains("ZSH_VERSION") && script.contains("evaluate"), script);
        assertEquals(script, terminal.run("completion", "bash").out());
    }
}
