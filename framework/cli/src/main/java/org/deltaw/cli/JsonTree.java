package org.deltaw.cli;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.deltaw.spec.JsonFile;

/** A JSON file that DeltaW has written, by its keys; what is not there is empty. */
record JsonTree(Map<?, ?> map) {
    static JsonTree read(Path file) {
        return new JsonTree(JsonFile.read(file) instanceof Map<?, ?> map ? map : Map.of());
    }

    /** Goes into a map. */
    JsonTree in(String key) {
        return new JsonTree(map.get(key) instanceof Map<?, ?> inner ? inner : Map.of());
    }

    boolean isEmpty() {
        return map.isEmpty();
    }

    /** Finds a number that is finite. */
    OptionalDouble number(String key) {
        return map.get(key) instanceof BigDecimal number && Double.isFinite(number.doubleValue())
                ? OptionalDouble.of(number.doubleValue()) : OptionalDouble.empty();
    }

    String text(String key) {
        return map.get(key) instanceof String text ? text : "";
    }

    boolean flag(String key) {
        return Boolean.TRUE.equals(map.get(key));
    }

    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        if (map.get(key) instanceof List<?> list) {
            list.forEach(each -> texts.add(each.toString()));
        }
        return texts;
    }

    List<JsonTree> list(String key) {
        List<JsonTree> trees = new ArrayList<>();
        if (map.get(key) instanceof List<?> list) {
            list.forEach(each -> trees.add(new JsonTree(each instanceof Map<?, ?> inner ? inner : Map.of())));
        }
        return trees;
    }
}
