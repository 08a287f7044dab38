package org.deltaw.study.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.deltaw.spec.json.JsonFile;
import org.deltaw.spec.json.JsonText;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.storage.IoReason;
import org.deltaw.storage.Sha256;

/**
 * What a JSON file of a run says about itself, under the key {@code about}: its format, to which run and subject it belongs, and a
 * checksum of the whole file. So a file that was edited, cut, or put there from another run is refused.
 *
 * @param format such as {@code deltaw-parameters/1}
 * @param run the digest of the run's {@link Identity}, or of the task whose result it is
 * @param subject whose file it is; empty if all subjects share it
 */
public record About(String format, String run, String subject) {
    /** Stands in the text in place of the checksum while that is computed. */
    private static final String BLANK = "0".repeat(64);
    private static final Pattern ABOUT =
            Pattern.compile("\"about\": (\\{[^{}]*\"checksum\": \"(\\p{XDigit}{64})\"\\s*\\})\\s*\\}\\s*$");
    /** Longer than what any file says about itself. */
    private static final int TAIL = 4096;

    /** Writes content with what it is about, for programs. */
    String write(Map<String, Object> content) {
        return sealed(JsonText.write(withAbout(content)));
    }

    /** Writes content with what it is about, for DeltaW alone: numbers that are not finite are kept. */
    public String writeExact(Map<String, Object> content) {
        return sealed(JsonText.writeExact(withAbout(content)));
    }

    private Map<String, Object> withAbout(Map<String, Object> content) {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("format", format);
        about.put("run", run);
        about.put("subject", subject);
        about.put("checksum", BLANK);
        Map<String, Object> all = new LinkedHashMap<>(content);
        all.put("about", about);
        return all;
    }

    private static String sealed(String text) {
        int at = text.lastIndexOf(BLANK);
        return text.substring(0, at) + Sha256.of(text) + text.substring(at + BLANK.length());
    }

    /**
     * Makes sure that a file is whole and belongs where it is.
     *
     * @throws InvalidSpecException that says what is wrong with it
     */
    public void verify(Path file) {
        String text = read(file);
        Matcher about = ABOUT.matcher(text.substring(Math.max(0, text.length() - TAIL)));
        if (!about.find()) {
            throw damage(file, " is damaged: it was cut, or its end was changed. Bring back the file as "
                    + "DeltaW wrote it, or start anew in another directory.");
        }
        int at = text.lastIndexOf(about.group(2));
        if (!Sha256.of(text.substring(0, at) + BLANK + text.substring(at + BLANK.length())).equals(about.group(2))) {
            throw damage(file, " was changed after DeltaW wrote it: its checksum does not match. Bring back "
                    + "the file as it was, or start anew in another directory.");
        }
        JsonTree said = JsonTree.of(JsonFile.read(file.toString(), about.group(1)));
        requireVersion(file, said.text("format"));
        require(file, "a file of the format ", said.text("format"), format);
        require(file, "of the subject ", said.text("subject"), subject);
        require(file, "of the run ", said.text("run"), run);
    }

    private void requireVersion(Path file, String found) {
        boolean sameKind = kind(found).equals(kind(format));
        if (sameKind && !found.equals(format)) {
            throw damage(file, " was written by another version of DeltaW: it is of the format '" + found + "', and this one reads '"
                    + format + "'. Go on with that version, or start anew in another directory.");
        }
    }

    /** Returns a format without its version. */
    private static String kind(String format) {
        return format.substring(0, Math.max(0, format.lastIndexOf('/')));
    }

    private static void require(Path file, String what, String found, String expected) {
        if (!found.equals(expected)) {
            throw damage(file, " does not belong there: it is " + what + "'" + found + "', expected '" + expected
                    + "'. Bring back the file that was there.");
        }
    }

    private static InvalidSpecException damage(Path file, String restOfSentence) {
        return new InvalidSpecException("", file + restOfSentence, file.toString(), 0);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " could not be read: " + IoReason.of(e) + ".", e);
        }
    }
}
