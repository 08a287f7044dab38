package org.deltaw.itests.osgi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.deltaw.itests.Project;
import org.deltaw.runtime.ExtensionRegistry;
import org.deltaw.runtime.discover.Installed;
import org.junit.jupiter.api.Test;

/** The table that tells users where extensions are to be had names all of ours. */
class OfficialTableTest {
    /** Its natives are not for every build. */
    private static final String ONLY_WITH_CUDA = "backend.nd4j-cuda";

    @Test
    void tableNamesWhatThereIs() throws Exception {
        Set<String> expected = new TreeSet<>(Set.of(ONLY_WITH_CUDA));
        try (ExtensionRegistry registry = ExtensionRegistry.ofClassPath(getClass().getClassLoader())) {
            for (Installed each : registry.installed()) {
                expected.add(each.kind().orElseThrow().toString().replace(' ', '-') + "." + each.id().orElseThrow());
            }
        }
        Path file = Project.root().resolve("framework/runtime/src/main/resources/org/deltaw/runtime/discover/official.properties");
        Properties table = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            table.load(in);
        }
        assertEquals(expected, new TreeSet<>(table.stringPropertyNames()));
    }
}
