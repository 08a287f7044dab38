package org.deltaw.spec;

import java.util.ArrayList;
import java.util.List;
import org.deltaw.spi.BrokenExtensionException;
import org.deltaw.spi.Extension;

/**
 * What a section looks like if it chooses a certain extension.
 *
 * @param own the extension's settings
 * @param kernel the settings that belong to the kernel
 */
record SectionShape(SectionKind kind, Extension<?> extension, Shape own, Shape kernel) {
    /**
     * Finds out what settings there are.
     *
     * @throws BrokenExtensionException if the extension's settings are not as they should be
     */
    static SectionShape of(SectionKind kind, Extension<?> extension) {
        Shape kernel = ShapeReader.read(kind.kernelSettings());
        Shape own;
        try {
            own = ShapeReader.read(extension.settingsType());
        } catch (IllegalArgumentException e) {
            throw new BrokenExtensionException(extension.id(), String.valueOf(e.getMessage()), e);
        }
        List<String> reserved = new ArrayList<>(kernel.keys());
        reserved.add(kind.discriminator());
        reserved.retainAll(own.keys());
        if (!reserved.isEmpty()) {
            throw new BrokenExtensionException(extension.id(), "its setting '" + reserved.getFirst()
                    + "' has a name that the kernel uses in the section '" + kind.section() + "'; rename it.");
        }
        return new SectionShape(kind, extension, own, kernel);
    }

    /** Lists the keys that users may write in the section. */
    List<String> keys() {
        List<String> keys = new ArrayList<>();
        keys.add(kind.discriminator());
        keys.addAll(own.keys());
        keys.addAll(kernel.keys());
        return keys;
    }
}
