package org.deltaw.itests.readme;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.deltaw.itests.Project;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the guide for authors of plugins shows is what 'deltaw new-plugin' writes. */
class AuthorGuideTest {
    @ParameterizedTest
    @CsvSource({"Rule, rule", "Network, network", "Data, data", "Loss, loss", "Optimizer, optimizer"})
    void exampleIsTheOneThatIsWritten(String template, String kind) throws Exception {
        String guide = Files.readString(Project.root().resolve("framework/README.md"));
        try (InputStream in = getClass().getResourceAsStream("/org/deltaw/runtime/manage/plugin/" + template + ".java")) {
            String written = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("{{package}}", "org.example.my" + kind)
                    .replace("{{name}}", "my-" + kind)
                    .replace("{{class}}", "My" + template);
            assertTrue(guide.contains("```java\n" + written + "```"), "framework/README.md does not show this:\n" + written);
        }
    }
}
