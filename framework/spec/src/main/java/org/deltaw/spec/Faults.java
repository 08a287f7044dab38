package org.deltaw.spec;

import org.deltaw.spi.InvalidSpecException;

/** Sentences about what is wrong, with where it is wrong in front. */
final class Faults {
    private Faults() {}

    /** Reports what is wrong at a path; the rest of the sentence begins with a space or a mark. */
    static InvalidSpecException at(Position position, String path, String restOfSentence) {
        String sentence = path.isEmpty() ? restOfSentence.strip() : path + restOfSentence;
        return new InvalidSpecException(path, position + ": " + sentence);
    }

    /** Adds to an exception what it came from, for those who ask for details. */
    static InvalidSpecException causedBy(InvalidSpecException fault, Throwable cause) {
        fault.initCause(cause);
        return fault;
    }

    /** Returns the message of an exception, or what kind of exception it is. */
    static String message(Throwable cause) {
        String message = cause.getMessage();
        return message == null || message.isBlank() ? "failed with " + cause.getClass().getSimpleName() + "." : message;
    }
}
