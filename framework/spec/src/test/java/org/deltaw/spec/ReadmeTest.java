package org.deltaw.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.deltaw.kernel.Fit;
import org.deltaw.spec.testing.Specs;
import org.deltaw.spi.Extension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeTest {
    @TempDir
    Path directory;

    private static String snippet(String language) throws IOException {
        Matcher snippet = Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("README.md")));
        assertTrue(snippet.find(), "README.md has no snippet in " + language);
        return snippet.group(1);
    }

    @Test
    void theSpecIsTheOneOfTheOtherTests() throws IOException {
        assertEquals(Specs.read(directory, Specs.EXAMPLE), Specs.read(directory, snippet("yaml")));
    }

    @Test
    void theProgramCompiles() throws IOException {
        String code = snippet("java");
        URI name = URI.create("string:///Example.java");
        JavaFileObject source = new SimpleJavaFileObject(name, JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return code;
            }
        };
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        boolean compiled = compiler.getTask(messages, null, null,
                List.of("-proc:none", "-d", directory.toString(), "-cp", classPath()), null, List.of(source)).call();
        assertTrue(compiled, messages.toString());
    }

    private static String classPath() {
        return Stream.of(SpecFile.class, Fit.class, Extension.class)
                .map(type -> Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString())))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }
}
