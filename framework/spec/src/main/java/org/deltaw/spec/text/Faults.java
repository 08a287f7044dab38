package org.deltaw.spec.text;

import org.deltaw.spi.BrokenExtensionException;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.InvalidSpecException;

/** Sentences about what is wrong, with where it is wrong in front. */
public final class Faults {
    private Faults() {}

    /** Reports what is wrong at a path; the rest of the sentence begins with a space or a mark. */
    public static InvalidSpecException at(Position position, String path, String restOfSentence) {
        String sentence = path.isEmpty() ? restOfSentence.strip() : path + restOfSentence;
        return new InvalidSpecException(path, position + ": " + sentence, position.source(), position.line());
    }

    /** Adds to an exception what it came from, for those who ask for details. */
    public static InvalidSpecException causedBy(InvalidSpecException fault, Throwable cause) {
        fault.initCause(cause);
        return fault;
    }

    /**
     * Reports a record of settings that does not work, whatever a user writes.
     *
     * @param what was called, as in {@code the constructor of org.example.Settings}
     * @param thrown by it
     */
    public static IllegalArgumentException broken(String what, Throwable thrown) {
        String message = String.valueOf(thrown.getMessage()).lines().findFirst().orElse("").replaceFirst("[.;]+$", "");
        return new IllegalArgumentException(what + " threw " + thrown.getClass().getName()
                + (message.isBlank() || thrown.getMessage() == null ? "." : ": " + message + "."), thrown);
    }

    /** Returns what was thrown first, which a static initialiser wraps. */
    public static Throwable root(Throwable thrown) {
        return thrown.getCause() == null ? thrown : root(thrown.getCause());
    }

    /** Blames the extension to which a record of settings belongs. */
    public static BrokenExtensionException of(ExtensionId extension, IllegalArgumentException brokenRecord) {
        return new BrokenExtensionException(extension, String.valueOf(brokenRecord.getMessage()), brokenRecord);
    }

    /** Returns the message of an exception, or what kind of exception it is. */
    public static String message(Throwable cause) {
        String message = cause.getMessage();
        return message == null || message.isBlank() ? "failed with " + cause.getClass().getSimpleName() + "." : message;
    }
}
