package org.deltaw.itests.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.deltaw.itests.Manifests;
import org.deltaw.itests.installed.Installation;
import org.deltaw.itests.installed.PluginJar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jars that users get: what they declare to a flat class path, they declare to OSGi, too. */
class ServiceFilesIT {
    @Test
    void serviceFilesEqualCapabilities() throws Exception {
        List<Path> jars = ownJars();
        assertTrue(jars.size() >= 16, "too few jars are seen: " + jars);
        int providers = 0;
        for (Path jar : jars) {
            Set<String> declared = inServiceFiles(jar);
            assertEquals(declared, inManifest(jar), jar.toString());
            providers += declared.size();
        }
        assertTrue(providers >= 12, "only " + providers + " services are declared, so this proves nothing");
    }

    @Test
    void differenceIsFound(@TempDir Path folder) throws Exception {
        Path jar = PluginJar.of("""
                package com.example;
                public final class Quiet implements Runnable { @Override public void run() { } }
                """)
                .service("java.lang.Runnable", "com.example.Quiet")
                .header("Provide-Capability", "osgi.serviceloader;osgi.serviceloader=\"java.lang.Runnable\"")
                .write(folder);
        assertNotEquals(inServiceFiles(jar), inManifest(jar));
        assertEquals(Set.of("java.lang.Runnable=com.example.Quiet"), inServiceFiles(jar));
    }

    @Test
    void jarsAreVersionedBundlesUnderOurLicence() throws Exception {
        for (Path jar : ownJars()) {
            try (JarFile file = new JarFile(jar.toFile())) {
                Attributes headers = file.getManifest().getMainAttributes();
                assertTrue(headers.getValue("Bundle-SymbolicName").startsWith("org.deltaw."), jar.toString());
                assertTrue(headers.getValue("Bundle-Version").matches("\\d+\\.\\d+\\.\\d+.*"), jar.toString());
                assertNotEquals(null, file.getEntry("META-INF/LICENSE"), jar + " has no licence");
            }
        }
    }

    private static List<Path> ownJars() throws IOException {
        Installation installation = Installation.standard();
        try (Stream<Path> jars = Stream.concat(
                Files.list(installation.bundles()), Files.list(installation.plugins()))) {
            return jars.filter(jar -> jar.getFileName().toString().startsWith("deltaw-")).sorted().toList();
        }
    }

    private static Set<String> inManifest(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return Manifests.providers(file.getManifest());
        }
    }

    private static Set<String> inServiceFiles(Path jar) throws IOException {
        Set<String> declared = new TreeSet<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            for (JarEntry entry : Collections.list(file.entries())) {
                if (entry.getName().matches("META-INF/services/.+")) {
                    declared.addAll(Manifests.providers(entry.getName().substring("META-INF/services/".length()),
                            new String(file.getInputStream(entry).readAllBytes())));
                }
            }
        }
        return declared;
    }
}
