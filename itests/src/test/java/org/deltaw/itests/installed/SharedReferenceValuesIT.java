package org.deltaw.itests.installed;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.deltaw.itests.Shared;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The installed backends agree with all reference values that are no part of this project. */
@Tag("evidence")
class SharedReferenceValuesIT {
    private static final Pattern ID = Pattern.compile("\"id\": *\"([^\"]+)\"");

    @TempDir
    private Path folder;

    @Test
    void selftestAgreesWithAllOfThem() throws Exception {
        Path golden = Shared.path("golden");
        Set<String> fixtures = new TreeSet<>();
        try (Stream<Path> files = Files.list(golden)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".json")).toList()) {
                ID.matcher(Files.readString(file)).results().forEach(id -> fixtures.add(id.group(1)));
            }
        }
        assertTrue(fixtures.size() >= 40, "too few fixtures are seen: " + fixtures);

        // Large models: here the better compiler pays.
        Outcome selftest = Deltaw.of(Installation.standard(), folder).with("DELTAW_OPTS", "")
                .run("selftest", "--golden", golden.toString());
        selftest.succeeded().says(" 0 differ, 0 not covered");
        fixtures.forEach(id -> assertTrue(selftest.out().contains("  " + id + " "), id + " is missing. " + selftest));
    }
}
