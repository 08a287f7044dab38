package org.deltaw.spec.settings;

import java.util.List;
import org.deltaw.expr.text.TextException;
import org.deltaw.spec.text.Faults;
import org.deltaw.spec.text.Keys;
import org.deltaw.spec.text.SpecNode;
import org.deltaw.spi.BrokenExtensionException;
import org.deltaw.spi.InvalidSpecException;

/** Sentences about what an extension refused of a spec, with where it stands in front. */
public final class Refusals {
    private Refusals() {}

    /**
     * Tells what the code of an extension refused as it read what a user wrote, or that it does not work.
     *
     * @param node what it was to read
     * @param code what was called, as in {@code the constructor of org.example.Settings}
     * @param thrown by it
     */
    static RuntimeException of(SpecNode node, String code, Throwable thrown) {
        return switch (thrown) {
            case OutOfMemoryError error -> throw error;
            case InvalidSpecException invalid -> located(node, invalid);
            case TextException wrong -> located(node, InvalidSpecException.of("", wrong));
            case BrokenExtensionException broken -> broken;
            case IllegalArgumentException refusal when isDeliberate(refusal) -> Faults.causedBy(
                    Faults.at(node.position(), node.path(), colon(node, Faults.message(refusal))), refusal);
            default -> Faults.broken(code, thrown);
        };
    }

    /**
     * Tells whether this was thrown to refuse a value, so that its message is for users. What Java's own classes throw, as
     * {@code Integer.parseInt} does, was not meant for them.
     */
    private static boolean isDeliberate(IllegalArgumentException thrown) {
        StackTraceElement[] stack = thrown.getStackTrace();
        boolean fromJava = stack.length > 0 && stack[0].getModuleName() != null
                && stack[0].getModuleName().startsWith("java.");
        return thrown.getClass() == IllegalArgumentException.class && !fromJava
                && thrown.getMessage() != null && !thrown.getMessage().isBlank();
    }

    /** Adds position and path to an exception whose key is relative to a section, or to a value. */
    public static InvalidSpecException located(SpecNode section, InvalidSpecException cause) {
        String key = Keys.dotted(cause.key());
        if (key.isEmpty()) {
            return Faults.causedBy(
                    Faults.at(section.position(), section.path(), colon(section, Faults.message(cause))), cause);
        }
        SpecNode nearest = Keys.follow(section, Keys.split(key).orElse(List.of(key)));
        return Faults.causedBy(
                Faults.at(nearest.position(), section.path(key), ": " + Faults.message(cause)), cause);
    }

    private static String colon(SpecNode section, String message) {
        return section.path().isEmpty() ? message : ": " + message;
    }
}
