package org.deltaw.runtime.bundle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.deltaw.runtime.bundle.ManifestHeader.Clause;
import org.deltaw.spi.InvalidSpecException;
import org.osgi.framework.Constants;

/**
 * A jar as its manifest describes it, whether it is installed or not.
 *
 * @param file the jar
 * @param name the bundle's symbolic name
 * @param version the bundle's version; empty if it names none
 * @param exported the packages that it offers to others
 * @param imported the packages without which it does not work, those of Java left out
 */
public record BundleFile(Path file, String name, String version, Set<String> exported, Set<String> imported) {
    public BundleFile {
        exported = Set.copyOf(exported);
        imported = Set.copyOf(imported);
    }

    /**
     * Reads a jar.
     *
     * @throws InvalidSpecException if it cannot be read, or is no OSGi bundle
     */
    public static BundleFile read(Path file) {
        try (JarFile jar = new JarFile(file.toFile())) {
            Manifest manifest = jar.getManifest();
            Attributes headers = manifest == null ? new Attributes() : manifest.getMainAttributes();
            List<Clause> name = ManifestHeader.parse(headers.getValue(Constants.BUNDLE_SYMBOLICNAME));
            if (name.isEmpty()) {
                throw new InvalidSpecException(file + " is no plugin: its manifest names no " + Constants.BUNDLE_SYMBOLICNAME
                        + ", as bnd writes it; 'deltaw new-plugin' shows how such a jar is built.");
            }
            String version = headers.getValue(Constants.BUNDLE_VERSION);
            return new BundleFile(file, name.getFirst().name(), version == null ? "" : version,
                    names(headers, Constants.EXPORT_PACKAGE), names(headers, Constants.IMPORT_PACKAGE));
        } catch (IOException unreadable) {
            throw new InvalidSpecException(file + " is no jar that can be read (" + unreadable.getMessage() + ").");
        }
    }

    /** Lists which packages it needs that neither it nor any of these offers. */
    public Set<String> missing(Collection<BundleFile> others) {
        Set<String> missing = new LinkedHashSet<>(imported);
        missing.removeAll(exported);
        others.forEach(other -> missing.removeAll(other.exported()));
        return missing;
    }

    private static Set<String> names(Attributes headers, String header) {
        return ManifestHeader.parse(headers.getValue(header)).stream()
                .filter(clause -> !clause.optional() && !clause.name().startsWith("java."))
                .map(Clause::name).collect(Collectors.toSet());
    }
}
