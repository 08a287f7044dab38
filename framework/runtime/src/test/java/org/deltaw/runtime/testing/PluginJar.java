package org.deltaw.runtime.testing;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.deltaw.expr.Op;
import org.deltaw.kernel.ExtensionCatalog;
import org.deltaw.runtime.ExtensionRegistry;
import org.deltaw.spi.Extension;
import org.osgi.framework.BundleContext;

/** A plugin's jar, compiled and packed as a build with bnd would, unless it is told to go wrong. */
public final class PluginJar {
    /** The plugin that tests make go wrong, and its rule. */
    public static final String FILE = "my-rule.jar";

    public static final String RULE = "com.example.MyRule";

    private static final List<String> API = List.of("org.deltaw.expr", "org.deltaw.spi", "org.deltaw.spi.backend",
            "org.deltaw.spi.parameter", "org.deltaw.spi.rule");

    private static final String CLASS_PATH = Stream.of(
                    Op.class, Extension.class, ExtensionCatalog.class, ExtensionRegistry.class, BundleContext.class)
            .map(type -> new File(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString())))
            .map(File::getPath)
            .distinct()
            .collect(Collectors.joining(File.pathSeparator));

    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    /** What is compiled against, opened once. */
    private static final StandardJavaFileManager LIBRARIES = COMPILER.getStandardFileManager(null, null, null);

    /** What was compiled before, by its sources: tests of both worlds use the same plugins, and many the one that works. */
    private static final Map<Map<String, String>, Map<String, byte[]>> COMPILED = new ConcurrentHashMap<>();

    private final String file;
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, String> stubs = new LinkedHashMap<>();
    private final Map<String, List<String>> services = new TreeMap<>();
    private final Map<String, String> headers = new TreeMap<>();
    private final List<Class<?>> copies = new ArrayList<>();
    private int javaVersion;

    public PluginJar(String file) {
        this.file = file;
        String name = file.replaceFirst("\\.jar$", "");
        header("Bundle-ManifestVersion", "2");
        header("Bundle-SymbolicName", name);
        header("Bundle-Version", "3.2.1");
        header("Import-Package", api(";version=\"[1.0,2)\""));
        header("Require-Capability", "osgi.extender;filter:=\"(&(osgi.extender=osgi.serviceloader.registrar)"
                + "(version>=1.0.0)(!(version>=2.0.0)))\"");
    }

    /** Lists the packages of DeltaW's API that the plugins of tests use, each with what is to stand behind it. */
    public static String api(String suffix) {
        return API.stream().map(each -> each + suffix).collect(Collectors.joining(","));
    }

    /** A jar with one rule family that works. */
    public static PluginJar withRule(String file, String className, String id) {
        return new PluginJar(file).source(className, Sources.rule(className, id)).rule(className);
    }

    /** A jar with a rule whose constructor does this. */
    public static PluginJar constructedBy(String body) {
        return replacing("MyRule() {}", "MyRule() { " + body + " }");
    }

    /** A jar with a rule that would work if a part of its source were not replaced. */
    public static PluginJar replacing(String part, String by) {
        String source = Sources.rule(RULE, "mine");
        if (!source.contains(part)) {
            throw new IllegalArgumentException("The source has no " + part);
        }
        return new PluginJar(FILE).source(RULE, source.replace(part, by)).rule(RULE);
    }

    /** Adds a class that is compiled and packed. */
    public PluginJar source(String className, String source) {
        sources.put(className, source);
        return this;
    }

    /** Adds a class that the others are compiled against, but that is missing in the jar. */
    public PluginJar stub(String className, String source) {
        stubs.put(className, source);
        return this;
    }

    public PluginJar rule(String className) {
        return service("org.deltaw.spi.rule.RuleFamily", className);
    }

    public PluginJar service(String service, String line) {
        services.computeIfAbsent(service, _ -> new ArrayList<>()).add(line);
        return this;
    }

    public PluginJar header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public PluginJar without(String header) {
        headers.remove(header);
        return this;
    }

    /** Packs DeltaW's own class into the jar, as a careless build does. */
    public PluginJar copyOf(Class<?> type) {
        copies.add(type);
        return this;
    }

    public PluginJar compiledForJava(int version) {
        javaVersion = version;
        return this;
    }

    public Path write(Path folder) throws IOException {
        Map<String, byte[]> entries = compile();
        for (Class<?> copy : copies) {
            String name = copy.getName().replace('.', '/') + ".class";
            entries.put(name, copy.getResourceAsStream("/" + name).readAllBytes());
        }
        services.forEach((service, lines) ->
                entries.put("META-INF/services/" + service, (String.join("\n", lines) + "\n").getBytes()));
        Path jar = folder.resolve(file);
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream zip = new JarOutputStream(out, manifest())) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return jar;
    }

    private Manifest manifest() {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (headers.containsKey("Require-Capability") && !services.isEmpty()) {
            headers.putIfAbsent("Provide-Capability", services.keySet().stream()
                    .map(service -> "osgi.serviceloader;osgi.serviceloader=\"" + service + "\"")
                    .collect(Collectors.joining(",")));
        }
        headers.forEach(manifest.getMainAttributes()::putValue);
        return manifest;
    }

    private Map<String, byte[]> compile() {
        Map<String, String> all = new HashMap<>(stubs);
        all.putAll(sources);
        Map<String, byte[]> classes = new TreeMap<>();
        COMPILED.computeIfAbsent(all, PluginJar::compile).forEach((name, bytes) -> {
            if (!stubs.containsKey(name.replaceFirst("\\$.*", ""))) {
                classes.put(name.replace('.', '/') + ".class", versioned(bytes.clone()));
            }
        });
        return classes;
    }

    /** Returns class files by the names of their classes. */
    private static synchronized Map<String, byte[]> compile(Map<String, String> sources) {
        if (sources.isEmpty()) {
            return Map.of();
        }
        Memory files = new Memory(LIBRARIES);
        boolean compiled = COMPILER.getTask(null, files, null, List.of("-proc:none", "-classpath", CLASS_PATH), null,
                sources.entrySet().stream().map(entry -> Memory.source(entry.getKey(), entry.getValue())).toList()).call();
        if (!compiled) {
            throw new IllegalArgumentException(sources.keySet() + " do not compile");
        }
        Map<String, byte[]> classes = new TreeMap<>();
        files.classes.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
        return classes;
    }

    private byte[] versioned(byte[] classFile) {
        if (javaVersion > 0) {
            classFile[7] = (byte) (javaVersion + 44);
        }
        return classFile;
    }

    /** Source and class files that are never on disk. */
    private static final class Memory extends ForwardingJavaFileManager<StandardJavaFileManager> {
        private final Map<String, ByteArrayOutputStream> classes = new TreeMap<>();

        Memory(StandardJavaFileManager files) {
            super(files);
        }

        static JavaFileObject source(String className, String source) {
            return new SimpleJavaFileObject(
                    URI.create("memory:/" + className.replace('.', '/') + ".java"), JavaFileObject.Kind.SOURCE) {
                @Override
                public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                    return source;
                }
            };
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                JavaFileManager.Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("memory:/" + className.replace('.', '/') + ".class"), kind) {
                @Override
                public OutputStream openOutputStream() {
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    classes.put(className, bytes);
                    return bytes;
                }
            };
        }
    }
}
