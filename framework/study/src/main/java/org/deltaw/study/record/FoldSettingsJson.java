package org.deltaw.study.record;

import java.util.LinkedHashMap;
import java.util.Map;
import org.deltaw.kernel.data.FoldSettings;
import org.deltaw.spec.text.Words;

/** How data are divided into folds, as a record of a study keeps it. */
public final class FoldSettingsJson {
    private FoldSettingsJson() {}

    /** Writes settings down. */
    public static Map<String, Object> write(FoldSettings settings) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("folds", settings.folds());
        record.put("over", Words.of(settings.over()));
        return record;
    }

    /** Reads what was written down. */
    public static FoldSettings read(JsonTree record) {
        return new FoldSettings((int) record.number("folds").orElse(0),
                record.choice("over", FoldSettings.Over.class));
    }
}
