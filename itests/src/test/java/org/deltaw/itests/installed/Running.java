package org.deltaw.itests.installed;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A command that has been started. Nothing outlives its patience. */
public final class Running {
    private static final long PATIENCE_SECONDS = 120;
    private static final long LOOK_EVERY_MILLIS = 20;

    private final List<String> arguments;
    private final Process process;
    private final Path out;
    private final Path err;

    Running(List<String> arguments, Process process, Path out, Path err) {
        this.arguments = arguments;
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Waits until something is so. Fails if the process ends first. */
    public void await(String what, BooleanSupplier condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new AssertionError("waited in vain until " + what + ". " + outcome());
            }
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
    }

    /** Returns what was written to standard output so far. */
    public String output() {
        return read(out);
    }

    /** Returns what was written to standard error so far. */
    public String errors() {
        return read(err);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    /** Types a line. */
    public void type(String line) {
        try {
            OutputStream in = process.getOutputStream();
            in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            in.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends what is typed, as Ctrl-D does. */
    public void endInput() throws IOException {
        process.getOutputStream().close();
    }

    /** Does what Ctrl-C does. */
    public void interrupt() throws Exception {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).inheritIO().start().waitFor();
    }

    /** Ends the process so that it cannot do anything about it. */
    public void kill() throws Exception {
        process.destroyForcibly().waitFor();
    }

    /** Waits for the end. */
    public Outcome outcome() throws Exception {
        boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (!ended) {
            kill();
        }
        Outcome outcome = new Outcome(arguments, process.exitValue(), Files.readString(out), Files.readString(err));
        if (!ended) {
            throw new AssertionError("It did not end within " + PATIENCE_SECONDS + " seconds. " + outcome);
        }
        return outcome;
    }
}
