package org.deltaw.study.record;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import org.deltaw.kernel.evaluation.Statistic;
import org.deltaw.kernel.evaluation.Statistics;
import org.deltaw.kernel.inference.Uncertainty;
import org.deltaw.spec.settings.ShapeReader;

/** How far coefficients are determined, under the names that it has in all our files. */
public final class UncertaintyJson {
    /** Changes when what is written changes its meaning. */
    private static final String SCHEMA = "deltaw-uncertainty/2";

    private UncertaintyJson() {}

    /** Writes what is known, or why nothing is. */
    public static Map<String, Object> of(Uncertainty uncertainty) {
        SequencedMap<String, Object> json = new LinkedHashMap<>();
        json.put("schema", SCHEMA);
        switch (uncertainty) {
            case Uncertainty.NotStated not -> {
                json.put("notStated", ShapeReader.word(not.reason()));
                json.put("notStatedBecause", not.because());
            }
            case Uncertainty.Stated stated -> put(json, stated);
        }
        json.put("coefficients", uncertainty.coefficients().stream().map(UncertaintyJson::coefficient).toList());
        json.put("confounded", uncertainty.confounded().stream().map(UncertaintyJson::confounded).toList());
        return json;
    }

    private static void put(SequencedMap<String, Object> json, Uncertainty.Stated stated) {
        json.put("basis", ShapeReader.word(stated.basis()));
        json.put("intervals", ShapeReader.word(stated.method()));
        json.put("confidence", Uncertainty.CONFIDENCE);
        json.put("observations", stated.observations());
        json.put("recordings", stated.recordings());
        json.put("clusters", stated.clusters().count());
        json.put("clusteredBy", ShapeReader.word(stated.clusters().by()));
        json.put("determined", stated.determined());
        json.put("residualVariance", stated.residualVariance());
        json.put("degreesOfFreedom", stated.degreesOfFreedom());
        json.put("distanceInStandardErrors", stated.distance());
        Optional<Uncertainty.Information> information = stated.information();
        json.put("logLikelihood", number(information.map(Uncertainty.Information::logLikelihood)));
        json.put("informationParameters",
                information.<Object>map(Uncertainty.Information::parameters).orElseGet(OptionalDouble::empty));
        Statistics.criteria().stream().filter(criterion -> criterion.recorded() != Statistic.Recorded.NEVER).forEach(criterion ->
                json.put(criterion.key(), information.map(criterion::of).orElseGet(OptionalDouble::empty)));
    }

    private static Map<String, Object> coefficient(Uncertainty.Coefficient coefficient) {
        Optional<Uncertainty.Interval> interval = coefficient.interval();
        SequencedMap<String, Object> json = new LinkedHashMap<>();
        json.put("name", coefficient.name());
        json.put("value", coefficient.value());
        json.put("status", ShapeReader.word(coefficient.status()));
        json.put("intervalMethod", interval.<Object>map(each -> ShapeReader.word(each.method())).orElseGet(OptionalDouble::empty));
        json.put("standardError", number(interval.map(Uncertainty.Interval::standardError)));
        json.put("lower", number(interval.map(Uncertainty.Interval::lower)));
        json.put("upper", number(interval.map(Uncertainty.Interval::upper)));
        json.put("lowerEnd", interval.<Object>map(each -> ShapeReader.word(each.lowerEnd())).orElseGet(OptionalDouble::empty));
        json.put("upperEnd", interval.<Object>map(each -> ShapeReader.word(each.upperEnd())).orElseGet(OptionalDouble::empty));
        json.put("modelStandardError", coefficient.modelStandardError());
        json.put("robustStandardError", coefficient.robustStandardError());
        return json;
    }

    private static Map<String, Object> confounded(Uncertainty.Confounded confounded) {
        SequencedMap<String, Object> json = new LinkedHashMap<>();
        json.put("names", confounded.names());
        json.put("combinations", confounded.combinations());
        json.put("weights", confounded.weights());
        return json;
    }

    private static OptionalDouble number(Optional<Double> value) {
        return value.filter(Double::isFinite).map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
    }
}
