package org.deltaw.study.record;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Warning;

/** Warnings as JSON: a list of {@code {code, message, where}}, the same in all our files and answers. */
public final class WarningsJson {
    private WarningsJson() {}

    /** Returns what {@code spec.json.JsonText} writes. */
    public static List<Map<String, Object>> of(List<Warning> warnings) {
        return warnings.stream().map(WarningsJson::of).toList();
    }

    private static Map<String, Object> of(Warning warning) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("code", warning.code());
        json.put("message", warning.message());
        json.put("where", warning.where());
        return json;
    }

    /**
     * Reads what stands under {@code warnings}; none in a file of an earlier DeltaW, which wrote none.
     *
     * @throws InvalidSpecException if one has no code or no message
     */
    public static List<Warning> read(JsonTree json) {
        return json.list("warnings").stream().map(WarningsJson::warning).toList();
    }

    private static Warning warning(JsonTree json) {
        try {
            return new Warning(json.text("code"), json.text("message"), json.text("where"));
        } catch (IllegalArgumentException wrong) {
            throw new InvalidSpecException("A record of a run is damaged: " + wrong.getMessage());
        }
    }
}
