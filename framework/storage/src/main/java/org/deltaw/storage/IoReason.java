package org.deltaw.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;

/** Says in words why a file could not be read or written. Thread-safe. */
public final class IoReason {
    private IoReason() {}

    /** Returns the reason without a full stop; it names the file where the exception does. */
    public static String of(IOException failed) {
        return switch (failed) {
            case AccessDeniedException denied -> denied.getFile() + " may not be read or written: permission denied";
            case NoSuchFileException missing -> missing.getFile() + " does not exist";
            case FileAlreadyExistsException taken -> taken.getFile() + " is a file, where a directory is needed";
            case FileSystemException other when other.getReason() != null ->
                    other.getFile() + ": " + other.getReason();
            default -> failed.getMessage() == null ? failed.getClass().getSimpleName() : failed.getMessage();
        };
    }

    /** Returns a sentence with a full stop: the exception's own message, where it has one. */
    public static String sentence(UncheckedIOException unchecked) {
        String message = String.valueOf(unchecked.getMessage());
        IOException cause = Objects.requireNonNull(unchecked.getCause());
        // A message of its own says which file; that which Java makes up does not.
        return (message.equals(cause.toString()) ? of(cause) : message).replaceFirst("\\.?$", ".");
    }
}
