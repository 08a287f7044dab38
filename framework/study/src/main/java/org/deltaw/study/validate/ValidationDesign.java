package org.deltaw.study.validate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deltaw.study.record.JsonTree;

/**
 * What two cross-validations must have in common to be compared, beside the data.
 *
 * @param settings how it was done; of selections within folds, too, though these may differ
 * @param division a digest of which steps were held out in which fold
 * @param losses those that compare with data
 */
public record ValidationDesign(ValidationSettings settings, String division, List<String> losses) {
    public ValidationDesign {
        losses = List.copyOf(losses);
    }

    /** Writes it for {@code validation.json}. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>(settings.json());
        json.put("division", division);
        json.put("losses", losses);
        return json;
    }

    /** Reads it from {@code validation.json}. */
    public static ValidationDesign read(JsonTree json) {
        return new ValidationDesign(ValidationSettings.read(json), json.text("division"), json.texts("losses"));
    }
}
