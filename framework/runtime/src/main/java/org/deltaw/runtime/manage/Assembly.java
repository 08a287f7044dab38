package org.deltaw.runtime.manage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.deltaw.kernel.ExtensionCatalog;
import org.deltaw.runtime.Installation;
import org.deltaw.runtime.bundle.BundleFile;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.storage.AtomicFile;
import org.deltaw.storage.Folders;
import org.deltaw.storage.IoReason;

/** A distribution with some plugins: laid out beside its place, started once, and packed. */
public final class Assembly {
    private final Installation source;
    private final ExtensionCatalog catalog;

    public Assembly(Installation source, ExtensionCatalog catalog) {
        this.source = source;
        this.catalog = catalog;
    }

    /**
     * What was written.
     *
     * @param bytes the size of the zip
     * @param extensions what its plugins bring
     * @param examples the specs that can be run with them
     */
    public record Result(long bytes, List<Probe.Finding> extensions, List<String> examples) {}

    /**
     * Writes a zip that holds one folder, called as the zip is.
     *
     * @throws InvalidSpecException if what was chosen does not work together
     */
    public Result write(List<BundleFile> plugins, Path zip) {
        Folders.create(Objects.requireNonNull(zip.toAbsolutePath().normalize().getParent()));
        Path scratch = Folders.beside(zip);
        try {
            Path home = scratch.resolve(zip.getFileName().toString().replaceFirst("\\.zip$", ""));
            Folders.create(home);
            layOut(plugins, home);
            List<Probe.Finding> findings = Probe.of(Installation.of(home.toString(), ""));
            refuseBroken(findings);
            List<String> examples = new ExampleChoice(source, catalog).copy(findings, home.resolve("examples"));
            AtomicFile.write(home.resolve("README.md"), AssemblyText.readme(home.getFileName().toString(), findings, examples));
            Path packed = scratch.resolve("packed.zip");
            pack(home, packed);
            AtomicFile.publish(packed, zip);
            return new Result(Files.size(zip), findings, examples);
        } catch (IOException e) {
            throw new UncheckedIOException(zip + " could not be written: " + IoReason.of(e) + ".", e);
        } finally {
            Folders.delete(scratch);
        }
    }

    /** What is laid out here is nothing to anybody before it is packed, so it need not outlast a power cut. */
    private void layOut(List<BundleFile> plugins, Path home) throws IOException {
        for (String folder : List.of("bin", "lib", "bundles")) {
            copy(source.home().resolve(folder), home.resolve(folder));
        }
        Files.copy(source.home().resolve("LICENSE"), home.resolve("LICENSE"));
        if (Files.isDirectory(source.repository())) {
            copy(source.repository(), home.resolve(source.home().relativize(source.repository())));
        }
        Path folder = Folders.create(home.resolve("plugins"));
        for (BundleFile each : plugins) {
            Path copy = folder.resolve(each.file().getFileName().toString());
            if (Files.exists(copy)) {
                throw new InvalidSpecException("Two of the plugins have jars called " + copy.getFileName() + "; rename one.");
            }
            Files.copy(each.file(), copy);
        }
    }

    private static void refuseBroken(List<Probe.Finding> findings) {
        List<String> faults = findings.stream().map(Probe.Finding::fault).filter(fault -> !fault.isEmpty()).distinct().toList();
        if (!faults.isEmpty()) {
            throw new InvalidSpecException("Nothing was written, since not all of it would work: " + String.join(" ", faults));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.sorted().toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    /** The file system of zips keeps who may execute a file, which the class for zip streams cannot. */
    private static void pack(Path home, Path zip) throws IOException {
        try (FileSystem packed = FileSystems.newFileSystem(URI.create("jar:" + zip.toUri()),
                        Map.of("create", "true", "enablePosixFileAttributes", "true"));
                Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted().toList()) {
                Path entry = packed.getPath("/" + Objects.requireNonNull(home.getParent()).relativize(file).toString().replace('\\', '/'));
                boolean executable = Files.isDirectory(file) || Objects.requireNonNull(file.getParent()).endsWith("bin");
                Files.copy(file, entry);
                Files.setPosixFilePermissions(entry, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
            }
        }
    }
}
