package org.deltaw.study.report;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltaw.kernel.evaluation.Metrics;
import org.deltaw.kernel.inference.Uncertainty;
import org.deltaw.spi.Warning;
import org.deltaw.study.record.MetricsJson;
import org.deltaw.study.record.UncertaintyJson;
import org.deltaw.study.record.WarningsJson;

/** Writes the figures of an evaluation, under the names they have in metrics.json. */
public final class EvaluationJson {
    private EvaluationJson() {}

    /**
     * Writes them.
     *
     * @param heldOut those of what was held out, if anything was
     * @param uncertainty if the data are those that were fitted
     * @param warnings of the training and of what was computed
     * @param files the recordings that were evaluated; empty for those of the run
     */
    public static Map<String, Object> of(
            Metrics metrics, Optional<Metrics> heldOut, Optional<Uncertainty> uncertainty, List<Warning> warnings,
            List<Path> files) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("data", files.stream().map(file -> file.toAbsolutePath().toString()).toList());
        json.putAll(MetricsJson.of(metrics));
        heldOut.ifPresent(found -> json.put("heldOut", MetricsJson.of(found)));
        json.put("warnings", WarningsJson.of(warnings));
        uncertainty.ifPresent(each -> json.put("uncertainty", UncertaintyJson.of(each)));
        return json;
    }
}
