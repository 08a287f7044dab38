package org.deltaw.kernel;

import java.util.List;
import org.deltaw.spi.Extension;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.InvalidSpecException;

/** The extensions that can be used now, whatever way they were found. */
public interface ExtensionCatalog {
    /** Lists the extensions of one kind, for instance {@code RuleFamily.class}, sorted by name. */
    <E extends Extension<?>> List<E> all(Class<E> kind);

    /**
     * Returns the extension of one kind and name.
     *
     * @throws InvalidSpecException if there is none, or it is broken; the message says why, lists those that
     *     are there and says what to do
     */
    <E extends Extension<?>> E get(Class<E> kind, ExtensionId id);

    /** Returns what backends have compiled for fits with these extensions, and keep for others. */
    CompiledPrograms programs();

    /** Lists what is running, for the record of a fit; empty where that is not known. */
    List<BundleInfo> bundles();
}
