package org.deltaw.study.validate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.deltaw.study.record.JsonTree;

/** Log-likelihoods of what was held out of each subject, in nats, as {@code validation.json} has them. */
public final class SubjectsJson {
    private SubjectsJson() {}

    static List<Map<String, Object>> of(Map<String, OptionalDouble> logLikelihoods) {
        return logLikelihoods.entrySet().stream().map(each -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("subject", each.getKey());
            one.put("logLikelihood", each.getValue());
            return one;
        }).toList();
    }

    /** Reads what was written, by the names of subjects. */
    public static Map<String, OptionalDouble> read(List<JsonTree> subjects) {
        Map<String, OptionalDouble> all = new LinkedHashMap<>();
        subjects.forEach(each -> all.put(each.text("subject"), each.number("logLikelihood")));
        return all;
    }
}
