package org.deltaw.spec;

import java.nio.file.Path;
import java.util.List;
import org.deltaw.kernel.ExtensionCatalog;
import org.deltaw.kernel.Fit;
import org.deltaw.spi.InvalidSpecException;

/** Reads spec files, those that users write as well as those that a run leaves behind. */
public final class SpecReader {
    private SpecReader() {}

    /**
     * Reads a file, applies changes from the command line, looks up the extensions and binds all settings.
     * Whoever wants to know later where a setting was written uses {@link SpecFile}.
     *
     * @param file YAML, or JSON if its name ends in {@code .json}
     * @param overrides as in {@code training.epochs=50}
     * @throws InvalidSpecException if something is missing, unknown or wrong; the message says where
     * @throws org.deltaw.spi.BrokenExtensionException if an extension declares its settings wrongly, or they do not work
     */
    public static Fit read(Path file, List<String> overrides, ExtensionCatalog catalog) {
        return SpecFile.read(file, overrides).fit(catalog);
    }
}
