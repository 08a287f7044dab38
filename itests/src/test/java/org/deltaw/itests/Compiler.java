package org.deltaw.itests;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles Java that is held as text, and keeps what comes out in memory. */
public final class Compiler {
    private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");

    /** The beginning of a type, perhaps in one line with what stands before; words in comments begin otherwise. */
    private static final Pattern TYPE =
            Pattern.compile("(?m)^(?:package [\\w.]+; )?(?:@[\\w.]+ |[a-z]+ )*(?:class|record|interface|enum) (\\w+)");

    private static final JavaCompiler JAVAC = ToolProvider.getSystemJavaCompiler();

    /** What is compiled against, opened once. */
    private static final StandardJavaFileManager LIBRARIES = JAVAC.getStandardFileManager(null, null, null);

    private Compiler() {}

    /**
     * Compiles source files.
     *
     * @param classPath as javac takes it
     * @return class files by the names of their classes
     * @throws IllegalArgumentException with the compiler's words, if something does not compile
     */
    public static synchronized Map<String, byte[]> compile(String classPath, Collection<String> sources) {
        StringWriter messages = new StringWriter();
        Memory files = new Memory(LIBRARIES);
        boolean compiled = JAVAC.getTask(messages, files, null,
                List.of("-proc:none", "-classpath", classPath), null, sources.stream().map(Compiler::file).toList()).call();
        if (!compiled) {
            throw new IllegalArgumentException(messages.toString());
        }
        Map<String, byte[]> classes = new TreeMap<>();
        files.classes.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
        return classes;
    }

    /** Compiles against everything that these tests see. */
    public static Map<String, byte[]> compile(String... sources) {
        return compile(System.getProperty("java.class.path"), List.of(sources));
    }

    /** Returns a class path of just the jars or folders that hold these classes. */
    public static String classPathOf(Class<?>... types) {
        return Stream.of(types).map(Compiler::home).map(Path::toString).distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Returns the jar or folder that a class comes from. */
    public static Path home(Class<?> type) {
        return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()));
    }

    /** Returns the full name of the first type in a source file. */
    public static String nameOf(String source) {
        Matcher type = TYPE.matcher(source);
        if (!type.find()) {
            throw new IllegalArgumentException("There is no type in: " + source);
        }
        Matcher named = PACKAGE.matcher(source);
        return (named.find() ? named.group(1) + "." : "") + type.group(1);
    }

    private static JavaFileObject file(String source) {
        return new SimpleJavaFileObject(uri(nameOf(source)), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
    }

    private static URI uri(String className) {
        return URI.create("memory:/" + className.replace('.', '/') + ".java");
    }

    private static final class Memory extends ForwardingJavaFileManager<StandardJavaFileManager> {
        private final Map<String, ByteArrayOutputStream> classes = new TreeMap<>();

        Memory(StandardJavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                JavaFileManager.Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(uri(className), kind) {
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
