package org.deltaw.spec.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.deltaw.spec.testing.Specs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonTextTest {
    @TempDir
    Path directory;

    @Test
    void aNumberThatIsNotFiniteIsNullBesideAStatusThatSaysWhy() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("loss", Double.POSITIVE_INFINITY);
        json.put("aic", OptionalDouble.empty());
        json.put("folds", List.of(1.5, Double.NaN));
        json.put("path", new double[] {Double.NEGATIVE_INFINITY, 2});
        json.put("inner", Map.of("x", OptionalDouble.of(Double.NaN)));
        assertEquals("""
                {"status":{"loss":"infinite","aic":"not-stated","folds[1]":"not-a-number","path[0]":"negative-infinite"},\
                "loss":null,"aic":null,"folds":[1.5,null],"path":[null,2.0],\
                "inner":{"status":{"x":"not-a-number"},"x":null}}""",
                JsonText.line(json));
        assertEquals(JsonFile.read("line", JsonText.line(json)), JsonFile.read("lines", JsonText.write(json)));
    }

    @Test
    void aStatusOfItsOwnIsKept() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("status", "unbounded");
        json.put("upper", Double.POSITIVE_INFINITY);
        assertEquals("{\"status\":\"unbounded\",\"upper\":null}", JsonText.line(json));
    }

    @Test
    void whatIsFiniteHasNoStatus() {
        assertEquals("{\"loss\":1.0E-300}", JsonText.line(Map.of("loss", 1e-300)));
    }

    @Test
    void exactTextKeepsEveryBit() {
        double[] numbers = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, Double.MIN_VALUE, 0.1};
        Path file = Specs.file(directory, "exact.json", JsonText.writeExact(numbers));
        assertArrayEquals(numbers, JsonInput.read(file, JsonInput::numbers));
    }
}
