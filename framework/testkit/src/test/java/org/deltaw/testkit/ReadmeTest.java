package org.deltaw.testkit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReadmeTest {
    @Test
    void snippetIsThatOfTheExample() throws IOException {
        String source = Files.readString(Path.of("src/test/java/org/deltaw/testkit/example/OjaRuleTest.java"));
        String readme = Files.readString(Path.of("README.md"));
        String snippet = readme.substring(readme.indexOf("```java") + 7, readme.lastIndexOf("```")).strip();
        assertTrue(source.contains(snippet), "README.md holds another snippet than OjaRuleTest");
    }
}
