package org.deltaw.study.record;

import java.util.LinkedHashMap;
import java.util.Map;
import org.deltaw.kernel.select.SelectionSettings;
import org.deltaw.spec.text.Words;

/** How terms are selected, as a record of a study keeps it. */
public final class SelectionSettingsJson {
    private SelectionSettingsJson() {}

    /** Writes settings down. */
    public static Map<String, Object> write(SelectionSettings settings) {
        Map<String, Object> record = new LinkedHashMap<>(FoldSettingsJson.write(settings.folds()));
        record.put("lambdas", settings.lambdas());
        record.put("range", settings.range());
        record.put("rule", word(settings.rule()));
        record.put("elimination", settings.elimination());
        return record;
    }

    /** Reads what was written down. */
    public static SelectionSettings read(JsonTree record) {
        return new SelectionSettings(FoldSettingsJson.read(record), (int) record.number("lambdas").orElse(0),
                record.number("range").orElse(0), record.choice("rule", SelectionSettings.Rule.class),
                record.flag("elimination"));
    }

    /** Names a rule as a user does: {@code one-standard-error}. */
    public static String word(SelectionSettings.Rule rule) {
        return Words.of(rule).replace(' ', '-');
    }
}
