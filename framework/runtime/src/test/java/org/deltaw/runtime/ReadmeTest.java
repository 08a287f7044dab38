package org.deltaw.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.deltaw.runtime.testing.PluginJar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeTest {
    @TempDir
    private Path folder;

    @Test
    void snippetsCompile() throws Exception {
        Matcher snippets = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("README.md")));

        int compiled = 0;
        while (snippets.find()) {
            String name = "Snippet" + ++compiled;
            new PluginJar("snippet.jar").source(name, """
                    import org.deltaw.runtime.*;
                    import org.deltaw.runtime.discover.*;
                    import org.deltaw.spi.*;
                    import org.deltaw.spi.rule.*;
                    class %s {
                        void run() {
                            %s
                        }
                    }
                    """.formatted(name, snippets.group(1))).write(folder);
        }
        assertEquals(1, compiled);
    }
}
