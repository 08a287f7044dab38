package org.deltaw.spi.data;

/**
 * The file that a trajectory was read from, for the record.
 *
 * @param name its path as the user wrote it
 * @param sha256 of all its bytes, in hexadecimal
 */
public record SourceFile(String name, String sha256) {
    private static final int DIGITS = 64;

    public SourceFile {
        if (name.isBlank() || !sha256.matches("[0-9a-f]{" + DIGITS + "}")) {
            throw new IllegalArgumentException("A source file needs a name and a SHA-256 hash of " + DIGITS
                    + " hexadecimal digits, found '" + name + "' and '" + sha256 + "'.");
        }
    }
}
