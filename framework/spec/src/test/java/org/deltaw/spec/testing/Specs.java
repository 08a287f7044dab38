package org.deltaw.spec.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.deltaw.kernel.Fit;
import org.deltaw.spec.SpecReader;
import org.deltaw.spi.InvalidSpecException;
import org.junit.jupiter.api.function.Executable;

/** Spec files for tests. */
public final class Specs {
    /** The spec of the documentation. */
    public static final String EXAMPLE = """
            name: fly-forgetting
            seed: 1
            data:     {source: fly, files: [Fly1.mat], resamplings: 20, reward: expected}
            network:  {architecture: feedforward, layers: [2, 10, 1]}
            rule:     {family: taylor, terms: [1, w, x, r, x*r]}
            loss:     [{function: choice-cross-entropy}, {function: l1, weight: 0.01}]
            backend:  {name: jvm, precision: f64}
            training: {optimizer: {name: adam, learning-rate: 0.003, update: per-trajectory}, epochs: 250}
            """;

    private Specs() {}

    /** Writes a file and returns its path. */
    public static Path file(Path directory, String name, String text) {
        try {
            return Files.writeString(directory.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a text as the file {@code fly.yaml} with the standard extensions. */
    public static Fit read(Path directory, String text, String... overrides) {
        return SpecReader.read(file(directory, "fly.yaml", text), List.of(overrides), FakeCatalog.standard());
    }

    /** Expects a message; the directory in front of the file's name is left out. */
    public static void assertFault(Path directory, String message, Executable action) {
        InvalidSpecException fault = assertThrows(InvalidSpecException.class, action);
        assertEquals(message, String.valueOf(fault.getMessage()).replace(directory + "/", ""));
    }

    /** Expects what reading a text as {@code fly.yaml} says. */
    public static void assertFault(Path directory, String message, String text, String... overrides) {
        assertFault(directory, message, () -> read(directory, text, overrides));
    }
}
