package org.deltaw.spi;

/**
 * An extension together with the settings a user gave it.
 *
 * @param <E> the kind of extension
 * @param settings of the extension's {@link Extension#settingsType}
 */
public record Configured<E extends Extension<?>>(E extension, Record settings) {
    public Configured {
        if (!extension.settingsType().isInstance(settings)) {
            throw new IllegalArgumentException("Extension '" + extension.id() + "' takes settings of "
                    + extension.settingsType() + ", found " + settings.getClass() + ".");
        }
    }

    /** Returns the extension's name. */
    public ExtensionId id() {
        return extension.id();
    }
}
