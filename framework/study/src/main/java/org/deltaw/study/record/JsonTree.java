package org.deltaw.study.record;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.deltaw.spec.json.JsonFile;
import org.deltaw.spec.text.Words;
import org.deltaw.spi.InvalidSpecException;
import org.jspecify.annotations.Nullable;

/** A JSON file that DeltaW has written, by its keys; what is not there is empty. */
public record JsonTree(Map<?, ?> map) {
    public static JsonTree read(Path file) {
        return of(JsonFile.read(file));
    }

    /** Takes what {@link JsonFile} has read; anything but a map is empty. */
    public static JsonTree of(Object json) {
        return new JsonTree(json instanceof Map<?, ?> map ? map : Map.of());
    }

    /** Goes into a map. */
    public JsonTree in(String key) {
        return new JsonTree(map.get(key) instanceof Map<?, ?> inner ? inner : Map.of());
    }

    boolean isEmpty() {
        return map.isEmpty();
    }

    /** Finds a number that is finite. */
    public OptionalDouble number(String key) {
        return map.get(key) instanceof BigDecimal number && Double.isFinite(number.doubleValue())
                ? OptionalDouble.of(number.doubleValue()) : OptionalDouble.empty();
    }

    /** Lists numbers that were written to the last bit, finite or not; none if there is no such list. */
    public double[] exactNumbers(String key) {
        return map.get(key) instanceof List<?> list ? list.stream().mapToDouble(JsonTree::exact).toArray() : new double[0];
    }

    /** Returns a number that was written to the last bit, finite or not; NaN if there is none. */
    public double exactNumber(String key) {
        return exact(map.get(key));
    }

    private static double exact(@Nullable Object number) {
        return switch (number) {
            case BigDecimal finite -> finite.doubleValue();
            case String text -> Double.parseDouble(text);
            case null, default -> Double.NaN;
        };
    }

    public String text(String key) {
        return map.get(key) instanceof String text ? text : "";
    }

    /**
     * Finds one of several words, as {@code one-standard-error} for {@code ONE_STANDARD_ERROR}.
     *
     * @throws InvalidSpecException if it is none of them
     */
    public <E extends Enum<E>> E choice(String key, Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> Words.of(each).equals(text(key).replace('-', ' '))).findFirst()
                .orElseThrow(() -> new InvalidSpecException("A record of a study says '" + text(key) + "' for " + key
                        + "; expected " + Words.or(Arrays.stream(type.getEnumConstants()).map(Words::of).toList()) + "."));
    }

    public boolean flag(String key) {
        return Boolean.TRUE.equals(map.get(key));
    }

    public List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        if (map.get(key) instanceof List<?> list) {
            list.forEach(each -> texts.add(each.toString()));
        }
        return texts;
    }

    public List<JsonTree> list(String key) {
        List<JsonTree> trees = new ArrayList<>();
        if (map.get(key) instanceof List<?> list) {
            list.forEach(each -> trees.add(new JsonTree(each instanceof Map<?, ?> inner ? inner : Map.of())));
        }
        return trees;
    }
}
