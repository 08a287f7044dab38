package org.deltaw.spec.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.deltaw.spi.InvalidSpecException;

/**
 * Text of a user, and what to call it in messages.
 *
 * @param name the file as the user named it, or the words of the command line
 * @param text all of it
 * @param hasLines whether line numbers help to find a place in it
 */
public record SourceText(String name, String text, boolean hasLines) {
    /** How many bytes a spec file may have. Far more than any has; a recording given by mistake has more. */
    public static final int LARGEST = 16 << 20;

    /**
     * Reads a file.
     *
     * @throws InvalidSpecException if it cannot be read, is too large or is no text
     */
    public static SourceText read(Path file) {
        String name = file.toString();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw unreadable(name, "is larger than 16 MB; expected a spec file.");
            }
            return new SourceText(name, decoded(name, bytes), true);
        } catch (IOException e) {
            throw Faults.causedBy(unreadable(name, reason(file)), e);
        }
    }

    private static String decoded(String name, byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw Faults.causedBy(unreadable(name, "is not a text file in UTF-8."), e);
        }
    }

    private static String reason(Path file) {
        if (Files.notExists(file)) {
            return "does not exist.";
        }
        return Files.isDirectory(file) ? "is a directory; expected a spec file." : "cannot be read.";
    }

    private static InvalidSpecException unreadable(String name, String reason) {
        return new InvalidSpecException("", name + " " + reason, name, 0);
    }

    /** Returns the position of a line, numbered from 1. */
    Position line(int number) {
        return new Position(name, hasLines ? number : 0);
    }

    /** Says what is written in a line, as the end of a sentence; empty if messages show the text anyway. */
    String reading(int number) {
        return text.lines().skip(number - 1L).findFirst()
                .map(String::strip)
                .filter(line -> hasLines && !line.isEmpty())
                .map(line -> "; the line reads " + Words.quoted(line))
                .orElse("");
    }
}
