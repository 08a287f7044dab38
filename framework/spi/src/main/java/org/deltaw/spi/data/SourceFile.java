package org.deltaw.spi.data;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/**
 * The file that a trajectory was read from, or the folder of several, for the record.
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

    /**
     * Names a folder with the hash of a list of what was read in it: a line for each file with its hash, two blanks and its name, as
     * the program sha256sum writes it in the folder.
     *
     * @param folder its path as the user wrote it
     * @param files whose names begin with that path
     */
    public static SourceFile folder(String folder, List<SourceFile> files) {
        MessageDigest digest = FileReading.sha256();
        for (SourceFile file : files) {
            String name = file.name().startsWith(folder + "/") ? file.name().substring(folder.length() + 1) : file.name();
            digest.update((file.sha256() + "  " + name + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return new SourceFile(folder, HexFormat.of().formatHex(digest.digest()));
    }
}
