package org.deltaw.itests.installed;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import org.deltaw.itests.Compiler;
import org.deltaw.itests.Project;

/** A plugin of somebody's own: compiled here, and packed into a bundle with the headers that bnd would write. */
public final class PluginJar {
    private final String className;
    private final Map<String, byte[]> classes;
    private final Map<String, List<String>> services = new TreeMap<>();
    private final Map<String, String> headers = new TreeMap<>();

    private PluginJar(String className, Map<String, byte[]> classes) {
        this.className = className;
        this.classes = classes;
        header("Bundle-ManifestVersion", "2");
        header("Bundle-SymbolicName", className);
        header("Bundle-Version", "1.2.3");
        header("Import-Package", api("[1.0,2)"));
        header("Require-Capability", "osgi.extender;filter:=\"(&(osgi.extender=osgi.serviceloader.registrar)"
                + "(version>=1.0.0)(!(version>=2.0.0)))\"");
    }

    /** Returns what a plugin imports if it was built against these versions of DeltaW's API. */
    public static String api(String versions) {
        return Project.api().stream().map(each -> each + ";version=\"" + versions + "\"").collect(Collectors.joining(","));
    }

    /** Compiles a source file against everything that these tests see. */
    public static PluginJar of(String source) {
        return new PluginJar(Compiler.nameOf(source), Compiler.compile(source));
    }

    /** Compiles a source file against these jars alone. */
    public static PluginJar of(String source, String classPath) {
        return new PluginJar(Compiler.nameOf(source), Compiler.compile(classPath, List.of(source)));
    }

    /** Compiles several source files, of which the first names the jar. */
    public static PluginJar of(List<String> sources) {
        return new PluginJar(Compiler.nameOf(sources.getFirst()), Compiler.compile(sources.toArray(String[]::new)));
    }

    /** Makes a plugin of a rule family. */
    public static PluginJar rule(String source) {
        return of(source).service("org.deltaw.spi.rule.RuleFamily", Compiler.nameOf(source));
    }

    /** Leaves out a class that the others were compiled against, or a header. */
    public PluginJar without(String name) {
        classes.remove(name);
        headers.remove(name);
        return this;
    }

    /** Declares a provider. */
    public PluginJar service(String service, String provider) {
        services.computeIfAbsent(service, _ -> new ArrayList<>()).add(provider);
        return this;
    }

    public PluginJar header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** Writes a jar named after the class. */
    public Path write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path jar = folder.resolve(className.replaceFirst(".*\\.", "") + ".jar");
        try (OutputStream out = Files.newOutputStream(jar); JarOutputStream zip = new JarOutputStream(out, manifest())) {
            for (Map.Entry<String, byte[]> each : classes.entrySet()) {
                add(zip, each.getKey().replace('.', '/') + ".class", each.getValue());
            }
            for (Map.Entry<String, List<String>> each : services.entrySet()) {
                add(zip, "META-INF/services/" + each.getKey(), (String.join("\n", each.getValue()) + "\n").getBytes());
            }
        }
        return jar;
    }

    private Manifest manifest() {
        headers.putIfAbsent("Provide-Capability", services.keySet().stream()
                .map(service -> "osgi.serviceloader;osgi.serviceloader=\"" + service + "\"")
                .collect(Collectors.joining(",")));
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.forEach(manifest.getMainAttributes()::putValue);
        return manifest;
    }

    private static void add(JarOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }
}
