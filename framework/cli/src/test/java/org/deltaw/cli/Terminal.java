package org.deltaw.cli;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.deltaw.runtime.ExtensionRegistry;

/** Runs commands as a user would, with the extensions of the package {@code lab}, and keeps what they print. */
public final class Terminal {
    /** What a user sees. */
    public record Ran(int code, String out, String err) {}

    private final Path directory;

    /** Works in a directory, in which it puts the recordings of two animals and a spec. */
    public Terminal(Path directory) {
        this.directory = directory;
        write("ada.txt", "1");
        write("bob.txt", "2");
        write("spec.yaml", """
                name: lab
                seed: 3
                data: {source: lab-data, files: [ada.txt, bob.txt]}
                network: {architecture: lab-network}
                rule: {family: lab-rule}
                loss: {function: lab-loss}
                backend: {name: lab-backend, threads: 1}
                training: {optimizer: {name: adam, learning-rate: 0.05}, epochs: 12}
                """);
    }

    public Path path(String name) {
        return directory.resolve(name);
    }

    public String spec() {
        return path("spec.yaml").toString();
    }

    public String read(String name) {
        try {
            return Files.readString(path(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(String name, String text) {
        try {
            Files.writeString(path(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete(String name) {
        try {
            Files.delete(path(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command to its end. */
    public Ran run(String... args) {
        return run(false, "", args);
    }

    /** Runs a command on a terminal. */
    Ran runOnTerminal(String... args) {
        return run(true, "", args);
    }

    /** Runs a command, and presses Ctrl-C as soon as it has printed a text. */
    Ran runAndStopAt(String text, String... args) {
        return run(false, text, args);
    }

    private static Ran run(boolean terminal, String stopAt, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Console console = Console.of(out, err, terminal);
        try (ExtensionRegistry registry = ExtensionRegistry.ofClassPath(Terminal.class.getClassLoader())) {
            int code = DeltaW.run(registry, args, console, _ -> new StopSignal(console) {
                @Override
                boolean requested() {
                    return super.requested() || !stopAt.isEmpty() && (out.toString() + err).contains(stopAt);
                }
            });
            return new Ran(code, text(out), text(err));
        }
    }

    private static String text(StringWriter writer) {
        return writer.toString().replace(System.lineSeparator(), "\n");
    }
}
