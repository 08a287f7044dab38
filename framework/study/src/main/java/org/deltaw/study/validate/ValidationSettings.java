package org.deltaw.study.validate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.deltaw.kernel.data.FoldSettings;
import org.deltaw.kernel.select.SelectionSettings;
import org.deltaw.study.record.FoldSettingsJson;
import org.deltaw.study.record.JsonTree;
import org.deltaw.study.record.SelectionSettingsJson;

/**
 * How a rule is validated.
 *
 * @param folds how data are divided
 * @param selection how terms are chosen within each fold; empty if the rule has all its terms
 */
public record ValidationSettings(FoldSettings folds, Optional<SelectionSettings> selection) {
    private static final String SELECTION = "selection";

    /** Validates a rule with all its terms. */
    public ValidationSettings(FoldSettings folds) {
        this(folds, Optional.empty());
    }

    /** Writes it down. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>(FoldSettingsJson.write(folds));
        selection.ifPresent(each -> json.put(SELECTION, SelectionSettingsJson.write(each)));
        return json;
    }

    /** Reads what was written down. */
    static ValidationSettings read(JsonTree json) {
        JsonTree selection = json.in(SELECTION);
        return new ValidationSettings(FoldSettingsJson.read(json),
                selection.map().isEmpty() ? Optional.empty() : Optional.of(SelectionSettingsJson.read(selection)));
    }
}
