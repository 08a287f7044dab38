package org.deltaw.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.deltaw.spec.json.JsonText;

/**
 * How far a part of a command has come, for programs.
 *
 * @param phase what the part is, in words
 * @param done how many of {@code total} are done: epochs, fits or steps of a search
 * @param total empty if nobody knows before the end
 * @param secondsLeft until the part is done; empty if that cannot be told
 */
record ProgressLine(String phase, long done, OptionalLong total, OptionalDouble secondsLeft) {
    /** Writes it on a line. */
    String json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("phase", phase);
        json.put("done", done);
        json.put("total", total.isPresent() ? total.getAsLong() : Optional.empty());
        json.put("secondsLeft", secondsLeft.isPresent() ? secondsLeft.getAsDouble() : Optional.empty());
        return JsonText.line(json);
    }
}
