package org.deltaw.study.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.deltaw.spi.InvalidSpecException;

/**
 * A place in a fixture.
 *
 * @param path from the file down to it, for messages
 * @param value as the reader gave it
 */
record Json(String path, Object value) {
    Json get(String key) {
        return find(key).orElseThrow(() -> new InvalidSpecException(path + " has no key '" + key + "'."));
    }

    Optional<Json> find(String key) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new InvalidSpecException(path + " should be a map with the key '" + key + "'.");
        }
        return Optional.<Object>ofNullable(map.get(key)).map(entry -> new Json(path + "." + key, entry));
    }

    boolean has(String key) {
        return find(key).isPresent();
    }

    List<Json> items() {
        if (!(value instanceof List<?> list)) {
            throw new InvalidSpecException(path + " should be a list.");
        }
        List<Json> items = new ArrayList<>();
        list.forEach(item -> items.add(new Json(path + "[" + items.size() + "]", item)));
        return items;
    }

    String text() {
        return String.valueOf(value);
    }

    List<String> texts() {
        return items().stream().map(Json::text).toList();
    }

    double number() {
        return optionalNumber().orElseThrow(() -> new InvalidSpecException(path + " should be a number."));
    }

    /** Reads a number, or null, which stands for a value that is not defined. */
    OptionalDouble optionalNumber() {
        return value instanceof Number number ? OptionalDouble.of(number.doubleValue()) : OptionalDouble.empty();
    }

    /** Reads all numbers of lists within lists, row after row. */
    double[] numbers() {
        List<Double> found = new ArrayList<>();
        collect(found);
        return found.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private void collect(List<Double> found) {
        if (value instanceof List<?>) {
            items().forEach(item -> item.collect(found));
        } else {
            found.add(number());
        }
    }
}
