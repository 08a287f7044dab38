package org.deltaw.spec.json;

import static org.deltaw.spec.testing.Specs.assertFault;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltaw.spec.testing.Specs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonFileTest {
    @TempDir
    Path directory;

    @Test
    void readsPlainValues() {
        Path file = Specs.file(directory, "a.json", "{\"a\": [1, -2.5e3, \"x\", true, false, null], \"b\": {}}");
        Object expected = Map.of("a", List.of(BigDecimal.ONE, new BigDecimal("-2.5e3"), "x", true, false,
                Optional.empty()), "b", Map.of());
        assertEquals(expected, JsonFile.read(file));
        assertEquals("1", JsonFile.read("text", "\"1\""));
    }

    @Test
    void whatIsNoJsonIsRefused() {
        assertFault(directory, "text line 1: this is not valid JSON: unrecognized token 'a': was expecting (JSON "
                + "String, Number, Array, Object or token 'null', 'true' or 'false'); the line reads 'a'.",
                () -> JsonFile.read("text", "a"));
        assertFault(directory, "a.json does not exist.", () -> JsonFile.read(directory.resolve("a.json")));
    }
}
