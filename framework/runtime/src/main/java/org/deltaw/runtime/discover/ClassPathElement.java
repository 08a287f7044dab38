package org.deltaw.runtime.discover;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.deltaw.kernel.BundleInfo;
import org.deltaw.runtime.bundle.Jar;
import org.deltaw.runtime.bundle.ManifestHeader;
import org.deltaw.storage.Sha256;

/**
 * A jar, or a directory of classes, on a flat class path.
 *
 * @param path absolute
 */
record ClassPathElement(Path path) {
    /** Lists what a class loader and its parents search, as far as they tell. */
    static Set<ClassPathElement> of(ClassLoader loader) throws IOException {
        Set<ClassPathElement> elements = new LinkedHashSet<>();
        for (ClassLoader each = loader; each != null; each = each.getParent()) {
            if (each instanceof URLClassLoader urls) {
                for (URL url : urls.getURLs()) {
                    holding(url, "").ifPresent(elements::add);
                }
            } else if (each.equals(ClassLoader.getSystemClassLoader())) {
                for (String path : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
                    elements.add(new ClassPathElement(Path.of(path).toAbsolutePath().normalize()));
                }
            }
        }
        // Finds also what is listed in the manifests of others, as test runners do.
        for (URL manifest : Collections.list(loader.getResources(JarFile.MANIFEST_NAME))) {
            holding(manifest, JarFile.MANIFEST_NAME).ifPresent(elements::add);
        }
        elements.removeIf(element -> !Files.exists(element.path));
        return elements;
    }

    /** Returns the element that holds a resource; empty if it is neither a jar nor a directory. */
    static Optional<ClassPathElement> holding(URL resource, String name) {
        String url = resource.toString();
        String root = url.substring(0, url.length() - name.length());
        String element = root.startsWith("jar:") ? root.substring("jar:".length()).replaceFirst("!/$", "") : root;
        try {
            return Optional.of(new ClassPathElement(Path.of(URI.create(element)).toAbsolutePath().normalize()));
        } catch (IllegalArgumentException | FileSystemNotFoundException elsewhere) {
            return Optional.empty();
        }
    }

    Jar jar() {
        String file = Files.isDirectory(path) ? path.toString() : path.getFileName().toString();
        return new Jar(file, path.toString(), header("Bundle-Version").or(() -> header("Implementation-Version"))
                .orElse(""));
    }

    BundleInfo bundle() {
        Jar jar = jar();
        String name = ManifestHeader.parse(header("Bundle-SymbolicName").orElse("")).stream()
                .map(ManifestHeader.Clause::name)
                .findFirst()
                .orElse(jar.file());
        return new BundleInfo(name, jar.version(), jar.file(), Sha256.of(path));
    }

    /** Returns a header of the manifest; empty if there is none, or no manifest. */
    Optional<String> header(String name) {
        try {
            return Optional.ofNullable(manifest().getValue(name));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** Says why a jar cannot be read. Java itself passes over such a jar in silence. */
    Optional<String> unreadable() {
        if (Files.isRegularFile(path)) {
            try (JarFile _ = new JarFile(path.toFile())) {
                return Optional.empty();
            } catch (IOException e) {
                return Optional.of(path.getFileName() + " is not a jar (" + Fault.describe(e)
                        + "); copy it to its place anew.");
            }
        }
        return Optional.empty();
    }

    private Attributes manifest() throws IOException {
        if (Files.isDirectory(path)) {
            Path file = path.resolve(JarFile.MANIFEST_NAME);
            if (!Files.exists(file)) {
                return new Attributes();
            }
            try (InputStream in = Files.newInputStream(file)) {
                return new Manifest(in).getMainAttributes();
            }
        }
        try (JarFile jar = new JarFile(path.toFile())) {
            Manifest manifest = jar.getManifest();
            return manifest == null ? new Attributes() : manifest.getMainAttributes();
        }
    }
}
