package org.deltaw.study.record;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.deltaw.kernel.optima.Optima;
import org.deltaw.kernel.optima.Optimum;

/** The optima in which several starts have ended, as JSON: that of the fit's result first. */
final class OptimaJson {
    private OptimaJson() {}

    static List<Map<String, Object>> of(Optima optima) {
        return optima.listed().stream().map(OptimaJson::of).toList();
    }

    private static Map<String, Object> of(Optimum optimum) {
        SequencedMap<String, Object> json = new LinkedHashMap<>();
        json.put("logLikelihood", optimum.logLikelihood());
        json.put("weight", optimum.weight());
        json.put("undeterminedDirections", optimum.undetermined());
        json.put("starts", optimum.starts());
        optimum.stable().ifPresent(stable -> json.put("stable", stable));
        json.put("parameters", optimum.parameters());
        return json;
    }
}
