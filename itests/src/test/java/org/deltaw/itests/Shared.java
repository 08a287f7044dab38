package org.deltaw.itests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Recordings and reference values that are no part of the project. Only tests that are evidence may use them. */
public final class Shared {
    private Shared() {}

    /** Returns what lies in {@code ../shared}, or where the property {@code deltaw.shared} says. */
    public static Path path(String path) {
        String shared = System.getProperty("deltaw.shared", Project.root().resolveSibling("shared").toString());
        Path found = Path.of(shared, path).toAbsolutePath().normalize();
        assertTrue(Files.exists(found), found + " is missing.");
        return found;
    }
}
