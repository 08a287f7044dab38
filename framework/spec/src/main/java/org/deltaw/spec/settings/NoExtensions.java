package org.deltaw.spec.settings;

import java.util.List;
import org.deltaw.kernel.BundleInfo;
import org.deltaw.kernel.CompiledPrograms;
import org.deltaw.kernel.ExtensionCatalog;
import org.deltaw.spi.Extension;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.InvalidSpecException;

/** A catalog without extensions, for settings that name none. */
enum NoExtensions implements ExtensionCatalog {
    /** The only one. */
    CATALOG;

    @Override
    public <E extends Extension<?>> List<E> all(Class<E> kind) {
        return List.of();
    }

    @Override
    public <E extends Extension<?>> E get(Class<E> kind, ExtensionId id) {
        throw new InvalidSpecException("'" + id + "' cannot be looked up here; expected settings that name no rule.");
    }

    @Override
    public CompiledPrograms programs() {
        throw new IllegalStateException("Without extensions nothing is compiled.");
    }

    @Override
    public List<BundleInfo> bundles() {
        return List.of();
    }
}
