package org.deltaw.runtime.bundle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Optional;
import org.deltaw.kernel.BundleInfo;
import org.deltaw.storage.Sha256;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.BundleRevision;

/** The jar from which a bundle was installed. */
public record BundleJar(Bundle bundle) {
    public Jar jar() {
        String version = bundle.getVersion().toString();
        return path().map(path -> new Jar(path.getFileName().toString(), path.toString(), version))
                .orElseGet(() -> new Jar(name(), bundle.getLocation(), version));
    }

    public BundleInfo info() {
        return new BundleInfo(
                name(), bundle.getVersion().toString(), jar().file(), path().map(Sha256::of).orElse(""));
    }

    /** Returns whether the bundle is part of another one, and never started itself. */
    public boolean isFragment() {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        return revision != null && (revision.getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
    }

    public boolean isFramework() {
        return bundle.getBundleId() == Constants.SYSTEM_BUNDLE_ID;
    }

    /** Returns whether it was removed, or is of no concern because its jar is not there any more. */
    public boolean isWithdrawn() {
        return bundle.getState() == Bundle.UNINSTALLED
                || (bundle.getState() != Bundle.ACTIVE && path().filter(file -> !Files.exists(file)).isPresent());
    }

    /** Lists the providers that the bundle declares; does not look into jars within the jar. */
    public List<Declared> declared(Class<?> service) {
        URL file = bundle.getEntry(Declared.file(service));
        try {
            return file == null ? List.of() : Declared.read(service, file, jar());
        } catch (IOException | UncheckedIOException unreadable) {
            return List.of();
        }
    }

    private String name() {
        String name = bundle.getSymbolicName();
        return name == null ? bundle.getLocation() : name;
    }

    private Optional<Path> path() {
        try {
            if (isFramework()) {
                CodeSource source = Bundle.class.getProtectionDomain().getCodeSource();
                return source == null ? Optional.empty() : Optional.of(Path.of(source.getLocation().toURI()));
            }
            // The launcher appends a fingerprint, so that a jar that was replaced is another bundle.
            String location = bundle.getLocation().replaceFirst("^reference:", "").replaceFirst("#.*", "");
            boolean url = location.startsWith("file:");
            Path path = url ? Path.of(URI.create(location.replace(" ", "%20"))) : Path.of(location);
            // A location that is no address may be any text; a file that was removed since is still worth naming.
            return Optional.of(path.toAbsolutePath().normalize()).filter(file -> url || Files.exists(file));
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException elsewhere) {
            return Optional.empty();
        }
    }
}
