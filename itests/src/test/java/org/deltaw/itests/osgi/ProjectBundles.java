package org.deltaw.itests.osgi;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import org.deltaw.itests.Project;

/** Packs modules as the build does later: their classes, with the manifest that bnd has put there. */
final class ProjectBundles {
    private ProjectBundles() {}

    /** Packs all plugins. */
    static List<Path> plugins(Path folder) throws IOException {
        List<Path> jars = new ArrayList<>();
        for (Project.Module module : Project.modules()) {
            if (module.isPlugin()) {
                jars.add(pack(module, folder));
            }
        }
        return jars;
    }

    /** Packs one module. */
    static Path pack(Project.Module module, Path folder) throws IOException {
        Path classes = module.classes();
        Path manifest = classes.resolve("META-INF/MANIFEST.MF");
        Path jar = folder.resolve(module.name() + ".jar");
        try (InputStream in = Files.newInputStream(manifest);
                OutputStream out = Files.newOutputStream(jar);
                JarOutputStream zip = new JarOutputStream(out, new Manifest(in));
                Stream<Path> files = Files.walk(classes)) {
            // Natives are compressed already, and take long to be compressed again.
            zip.setLevel(Deflater.NO_COMPRESSION);
            for (Path file : files.filter(each -> Files.isRegularFile(each) && !each.equals(manifest)).toList()) {
                zip.putNextEntry(new ZipEntry(classes.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, zip);
            }
        }
        return jar;
    }
}
