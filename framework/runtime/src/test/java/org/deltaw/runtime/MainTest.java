package org.deltaw.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.deltaw.expr.Op;
import org.deltaw.kernel.ExtensionCatalog;
import org.deltaw.runtime.testing.Felix;
import org.deltaw.runtime.testing.PluginJar;
import org.deltaw.runtime.testing.Sources;
import org.deltaw.spec.SpecFile;
import org.deltaw.spi.Extension;
import org.deltaw.storage.AtomicFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.core.json.JsonFactory;

/** Runs an application that answers with ten times the number of rules, plus the number of arguments. */
class MainTest {
    private static final String MAIN = "com.app.Main";

    /** A class from each bundle that is needed to start. */
    private static final List<Class<?>> DELTAW = List.of(Op.class, Extension.class, ExtensionCatalog.class, JsonFactory.class,
            LoadSettings.class, SpecFile.class, AtomicFile.class, ExtensionRegistry.class);

    @TempDir
    private Path folder;

    @Test
    void applicationRunsInFelix() throws Exception {
        Felix felix = deltaw();
        try {
            felix.installAndTryToStart(PluginJar.withRule("good.jar", "com.good.GoodRule", "good").write(folder));
            felix.installAndTryToStart(application().write(folder));

            assertEquals(12, main(felix).applyAsInt(new String[] {"fit", "spec.yaml"}));
        } finally {
            felix.stop();
        }
    }

    @Test
    void applicationThatDoesNotResolveIsExplained() throws Exception {
        Felix felix = deltaw();
        try {
            felix.installAndTryToStart(application().header("Import-Package", "picocli").write(folder));

            assertEquals("DeltaW's application does not start. app.jar needs the package picocli, which is not there; "
                            + "put a jar that exports it into plugins/, too, or embed it in app.jar.",
                    assertThrows(IllegalStateException.class, () -> main(felix).applyAsInt(new String[0]))
                            .getMessage());
        } finally {
            felix.stop();
        }
    }

    @Test
    void missingApplicationIsReportedAfterAWhile() throws Exception {
        Felix felix = deltaw();
        try {
            assertEquals("DeltaW has no application; add deltaw-cli, which brings the deltaw command.",
                    assertThrows(IllegalStateException.class, () -> main(felix).applyAsInt(new String[0]))
                            .getMessage());
        } finally {
            felix.stop();
        }
    }

    @Test
    void applicationRunsOnAFlatClassPath() throws Exception {
        String classPath = Stream.concat(
                        Stream.concat(DELTAW.stream(), Stream.of(Bundle.class)).map(MainTest::codeOf),
                        Stream.of(PluginJar.withRule("good.jar", "com.good.GoodRule", "good"), application())
                                .map(this::written))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-classpath", classPath, FlatMain.class.getName(), "plugins")
                .redirectErrorStream(true)
                .start();

        String output = new String(process.getInputStream().readAllBytes());
        assertTrue(process.waitFor(1, TimeUnit.MINUTES));
        assertEquals("", output);
        assertEquals(11, process.exitValue());
    }

    private static PluginJar application() {
        return new PluginJar("app.jar")
                .source(MAIN, Sources.application(MAIN))
                .service(Application.class.getName(), MAIN)
                .header("Import-Package", "org.deltaw.runtime,org.deltaw.kernel,org.deltaw.spi,org.deltaw.spi.rule");
    }

    /** Starts a framework with DeltaW's own bundles and their libraries in it. */
    private Felix deltaw() throws Exception {
        Felix felix = Felix.start(folder.resolve("felix"), Map.of());
        List<Bundle> bundles = new ArrayList<>();
        for (Class<?> type : DELTAW) {
            bundles.add(felix.install(bundle(codeOf(type), type.getPackageName()), ""));
        }
        for (Bundle bundle : bundles) {
            bundle.start();
        }
        return felix;
    }

    @SuppressWarnings("unchecked")
    private static ToIntFunction<Object> main(Felix felix) throws Exception {
        ServiceReference<?>[] main =
                felix.context().getServiceReferences(ToIntFunction.class.getName(), "(deltaw.main=true)");
        assertEquals(1, main.length);
        return (ToIntFunction<Object>) felix.context().getService(main[0]);
    }

    private Path written(PluginJar jar) {
        try {
            return jar.write(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Packs a directory of classes, with the manifest that bnd has put there, as the build does later. */
    private Path bundle(Path code, String name) throws IOException {
        if (Files.isRegularFile(code)) {
            return code;
        }
        Path manifest = code.resolve("META-INF/MANIFEST.MF");
        assertTrue(Files.exists(manifest), code + " has no manifest; build it with Maven, where bnd writes one.");
        Path jar = folder.resolve(name + ".jar");
        try (InputStream in = Files.newInputStream(manifest);
                OutputStream out = Files.newOutputStream(jar);
                JarOutputStream zip = new JarOutputStream(out, new Manifest(in));
                Stream<Path> files = Files.walk(code)) {
            for (Path file : files.filter(each -> Files.isRegularFile(each) && !each.equals(manifest)).toList()) {
                zip.putNextEntry(new ZipEntry(code.relativize(file).toString().replace(File.separatorChar, '/')));
                Files.copy(file, zip);
            }
        }
        return jar;
    }

    private static Path codeOf(Class<?> type) {
        return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()));
    }
}
