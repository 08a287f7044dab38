package org.deltaw.spec.json;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltaw.spec.text.JsonReader;
import org.deltaw.spec.text.SourceText;
import org.deltaw.spec.text.SpecNode;
import org.deltaw.spi.InvalidSpecException;

/** Reads JSON that is no spec, such as fixtures, as plain values. */
public final class JsonFile {
    private JsonFile() {}

    /**
     * Reads a file.
     *
     * @return {@code Map}, {@code List}, {@code String}, {@code BigDecimal} or {@code Boolean}, and an empty
     *     {@code Optional} for null
     * @throws InvalidSpecException if there is no such file, or it is no JSON
     */
    public static Object read(Path file) {
        return plain(JsonReader.read(SourceText.read(file)));
    }

    /**
     * Reads a text.
     *
     * @param name for messages
     */
    public static Object read(String name, String text) {
        return plain(JsonReader.read(new SourceText(name, text, true)));
    }

    private static Object plain(SpecNode node) {
        return switch (node) {
            case SpecNode.Scalar scalar -> plain(scalar);
            case SpecNode.Items items -> {
                List<Object> list = new ArrayList<>();
                items.items().forEach(item -> list.add(plain(item)));
                yield list;
            }
            case SpecNode.Entries entries -> {
                Map<String, Object> map = new LinkedHashMap<>();
                entries.entries().forEach((key, value) -> map.put(key, plain(value)));
                yield map;
            }
        };
    }

    private static Object plain(SpecNode.Scalar scalar) {
        if (scalar.quoted()) {
            return scalar.text();
        }
        return switch (scalar.text()) {
            case "true" -> true;
            case "false" -> false;
            case "null", "" -> Optional.empty();
            default -> new BigDecimal(scalar.text());
        };
    }
}
