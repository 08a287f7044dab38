package org.deltaw.study.record;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.deltaw.kernel.stability.Stability;
import org.deltaw.spec.settings.ShapeReader;

/** What weights do by themselves, under the names that it has in all our files. */
final class StabilityJson {
    private StabilityJson() {}

    /** Writes an entry for each group of plastic synapses. */
    static List<Map<String, Object>> of(List<Stability> stabilities) {
        return stabilities.stream().map(StabilityJson::of).toList();
    }

    private static Map<String, Object> of(Stability stability) {
        SequencedMap<String, Object> json = new LinkedHashMap<>();
        json.put("group", stability.group());
        json.put("stable", stability.stable());
        json.put("kind", ShapeReader.word(stability.kind()));
        json.put("meanLogFactor", stability.meanLogFactor());
        json.put("negativeShare", stability.negativeShare());
        json.put("plasticSteps", stability.steps().plastic());
        json.put("examinedSteps", stability.steps().examined());
        return json;
    }
}
