package org.deltaw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.deltaw.runtime.ExtensionRegistry;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Warning;
import org.deltaw.storage.AtomicFile;
import org.deltaw.study.record.RunFolders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where output, files and faults go. */
class ConsoleTest {
    @TempDir
    Path directory;

    private static Failures.Failure failure(Throwable thrown) {
        try (ExtensionRegistry registry = ExtensionRegistry.ofClassPath(ConsoleTest.class.getClassLoader())) {
            return new Failures(registry).of(thrown);
        }
    }

    @Test
    void errorsAndWarningsBeginWithTheNameOfTheProgram() {
        StringWriter err = new StringWriter();
        Console console = Console.of(new StringWriter(), err, false);
        console.error("No.");
        console.warn(Warning.of("doubt", "Hm."));
        console.warn(Warning.of("doubt", "Hm."));
        assertEquals("deltaw: No.\ndeltaw: warning: Hm.\n", err.toString().replace(System.lineSeparator(), "\n"));
    }

    @Test
    void whatNobodyExpectedIsOurFault() {
        Failures.Failure failure = failure(new IllegalStateException("lost"));
        assertEquals(ExitCode.OUR_FAULT, failure.exitCode());
        assertEquals("IllegalStateException: lost. This is a fault in DeltaW; run the command again with --debug and "
                + "report what it prints.", failure.sentence());
    }

    @Test
    void whatAPluginThrowsIsTheFaultOfThePlugin() {
        IllegalStateException thrown = new IllegalStateException("lost");
        thrown.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("java.util.List", "of", "List.java", 1),
            new StackTraceElement("org.deltaw.cli.lab.LabHelper", "help", "LabHelper.java", 1)});
        Failures.Failure failure = failure(thrown);
        assertEquals(ExitCode.INPUT, failure.exitCode());
        assertTrue(failure.sentence().startsWith("The plugin org.deltaw.cli.lab."), failure.sentence());
    }

    @Test
    void lackOfMemoryIsNamedWhereverItArose() {
        Failures.Failure failure = failure(new IllegalStateException(new OutOfMemoryError("Java heap space")));
        assertEquals(ExitCode.INPUT, failure.exitCode());
        assertTrue(failure.sentence().contains("the heap, which may grow to "), failure.sentence());
        Failures.Failure outside = failure(new OutOfMemoryError("the backend 'jvm' needs 3 MB in one piece outside the heap"));
        assertTrue(outside.sentence().startsWith("There is not enough memory: the backend 'jvm' needs 3 MB"), outside.sentence());
    }

    @Test
    void filesThatCannotBeWrittenAreNamed() {
        assertEquals("r/x: No space left on device.",
                failure(new UncheckedIOException(new FileSystemException("r/x", null, "No space left on device")))
                        .sentence());
        assertEquals("r/x may not be read or written: permission denied.",
                failure(new AccessDeniedException("r/x")).sentence());
    }

    @Test
    void aFileThatCannotBeWrittenLeavesTheOldOneAndNothingElse() throws IOException {
        Path target = Files.createDirectory(directory.resolve("taken"));
        Files.createFile(target.resolve("inside"));
        assertThrows(UncheckedIOException.class, () -> AtomicFile.write(target, "text"));
        try (var files = Files.list(directory)) {
            assertEquals(1, files.count());
        }
    }

    @Test
    void runsOfOneNameGetNumbers() throws IOException {
        assertEquals(directory.resolve("a"), RunFolders.create(directory, "a"));
        assertEquals(directory.resolve("a-2"), RunFolders.create(directory, "a"));
        assertEquals(directory.resolve("a-3"), RunFolders.create(directory, "a"));
        assertEquals(directory.resolve("x_y_z"), RunFolders.create(directory, "../x/y: z"));
        Files.createFile(directory.resolve("file"));
        InvalidSpecException refused = assertThrows(InvalidSpecException.class,
                () -> RunFolders.requireFree(directory.resolve("file")));
        assertTrue(refused.getMessage().contains("is a file; name a directory"), refused.getMessage());
    }

    @Test
    void aSignalThatNobodyGaveAsksForNothing() {
        try (StopSignal signal = new StopSignal(Console.of(new StringWriter(), new StringWriter(), false))) {
            assertFalse(signal.requested());
            signal.request();
            assertTrue(signal.requested());
        }
    }
}
