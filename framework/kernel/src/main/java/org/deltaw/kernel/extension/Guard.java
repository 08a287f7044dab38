package org.deltaw.kernel.extension;

import java.util.Objects;
import java.util.function.Supplier;
import org.deltaw.spi.BrokenExtensionException;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.InvalidSpecException;

/** Says of what goes wrong in an extension whose it is: the user's, and where in the spec, or the author's. */
public final class Guard {
    private Guard() {}

    /**
     * Has an extension do something.
     *
     * @param section of the spec to which the keys of its exceptions are relative
     * @throws InvalidSpecException with a key that is complete
     * @throws BrokenExtensionException for whatever else it throws, since that is its author's to mend
     */
    public static <T> T of(String section, ExtensionId id, Supplier<T> work) {
        try {
            return of(section, work);
        } catch (InvalidSpecException | BrokenExtensionException known) {
            throw known;
        } catch (RuntimeException broken) {
            throw new BrokenExtensionException(id, String.valueOf(broken.getMessage()), broken);
        }
    }

    /**
     * Has an extension make something.
     *
     * @param method of the extension that makes it, as messages to its author show it
     * @throws InvalidSpecException with a key that is complete
     * @throws BrokenExtensionException for whatever else it throws, and if it makes nothing
     */
    public static <T> T of(String section, ExtensionId id, String method, Supplier<T> work) {
        T made;
        try {
            made = of(section, work);
        } catch (InvalidSpecException | BrokenExtensionException known) {
            throw known;
        } catch (RuntimeException broken) {
            throw new BrokenExtensionException(id, "in " + method + "(): " + broken.getMessage(), broken);
        }
        if (made == null) {
            throw new BrokenExtensionException(id, "its " + method + "() returned null.");
        }
        return made;
    }

    /** Completes the keys of exceptions, and leaves all others as they are. */
    public static <T> T of(String section, Supplier<T> work) {
        try {
            return work.get();
        } catch (InvalidSpecException invalid) {
            String key = section + (section.isEmpty() || invalid.key().isEmpty() ? "" : ".") + invalid.key();
            InvalidSpecException located = new InvalidSpecException(key, Objects.requireNonNull(invalid.getMessage()));
            located.initCause(invalid);
            throw located;
        }
    }
}
