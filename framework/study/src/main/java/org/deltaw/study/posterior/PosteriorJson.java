package org.deltaw.study.posterior;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.deltaw.kernel.convergence.ParameterSummary;
import org.deltaw.kernel.convergence.Verdict;
import org.deltaw.kernel.particles.Estimate;
import org.deltaw.kernel.posterior.StatedPrior;
import org.deltaw.kernel.sampling.DrawnChain;
import org.deltaw.kernel.sampling.SampledPosterior;
import org.deltaw.spec.settings.PriorSettings;
import org.deltaw.study.record.WarningsJson;

/** What is known of a posterior, for programs. */
final class PosteriorJson {
    /** Names the shape of the file. */
    static final String FORMAT = "deltaw-posterior/1";

    private PosteriorJson() {}

    static Map<String, Object> of(SampledPosterior posterior) {
        SequencedMap<String, Object> json = new LinkedHashMap<>();
        json.put("format", FORMAT);
        json.put("subject", posterior.subject());
        json.put("source", posterior.source().name().toLowerCase(Locale.ROOT));
        json.put("diagnostics", diagnostics(posterior.verdict(), posterior.chains()));
        SequencedMap<String, Object> parameters = new LinkedHashMap<>();
        posterior.summaries().forEach((name, summary) -> parameters.put(name, of(summary)));
        json.put("parameters", parameters);
        json.put("logEvidence", posterior.particles().flatMap(SampledPosterior.ByParticles::logEvidence).<Object>map(PosteriorJson::of)
                .orElse(Optional.empty()));
        List<String> names = List.copyOf(posterior.summaries().keySet());
        json.put("modes", posterior.particles().map(particles -> particles.modes().stream().map(mode -> of(mode, names)).toList())
                .orElse(List.of()));
        json.put("particles", posterior.particles().<Object>map(PosteriorJson::of).orElse(Optional.empty()));
        json.put("priors", posterior.priors().stream().map(PosteriorJson::of).toList());
        json.put("columns", StanColumns.of(names).byColumn());
        json.put("warnings", WarningsJson.of(posterior.warnings()));
        return json;
    }

    private static Map<String, Object> diagnostics(Verdict verdict, List<DrawnChain> chains) {
        SequencedMap<String, Object> json = new LinkedHashMap<>();
        json.put("passed", verdict.passed());
        json.put("failures", WarningsJson.of(verdict.failures()));
        json.put("remarks", WarningsJson.of(verdict.remarks()));
        json.put("chains", chains.size());
        json.put("draws", chains.getFirst().values().length);
        json.put("divergences", chains.stream().flatMap(chain -> chain.transitions().stream())
                .filter(transition -> transition.tree().divergent()).count());
        json.put("leapfrogSteps", chains.stream().flatMap(chain -> chain.transitions().stream())
                .mapToLong(transition -> transition.tree().leapfrogSteps()).sum());
        return json;
    }

    private static Map<String, Object> of(ParameterSummary summary) {
        SequencedMap<String, Object> json = new LinkedHashMap<>();
        json.put("mean", summary.mean());
        json.put("sd", summary.sd());
        json.put("q2.5", summary.quantiles().lower());
        json.put("q25", summary.quantiles().lowerQuartile());
        json.put("q50", summary.quantiles().median());
        json.put("q75", summary.quantiles().upperQuartile());
        json.put("q97.5", summary.quantiles().upper());
        json.put("mcse", summary.mcse());
        json.put("essBulk", summary.mixing().essBulk());
        json.put("essTail", summary.mixing().essTail());
        json.put("rHat", summary.mixing().rHat());
        return json;
    }

    private static Map<String, Object> of(Estimate estimate) {
        SequencedMap<String, Object> json = new LinkedHashMap<>();
        json.put("value", estimate.value());
        json.put("error", estimate.error());
        return json;
    }

    private static Map<String, Object> of(SampledPosterior.SampledMode mode, List<String> names) {
        SequencedMap<String, Object> json = new LinkedHashMap<>();
        json.put("weight", mode.weight().value());
        json.put("error", mode.weight().error());
        json.put("logPosterior", mode.logPosterior());
        SequencedMap<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            values.put(names.get(i), mode.values()[i]);
        }
        json.put("parameters", values);
        return json;
    }

    private static Map<String, Object> of(SampledPosterior.ByParticles particles) {
        SequencedMap<String, Object> json = new LinkedHashMap<>();
        json.put("resolved", particles.resolved());
        json.put("count", particles.count());
        json.put("evaluations", particles.evaluations());
        return json;
    }

    private static Map<String, Object> of(StatedPrior prior) {
        SequencedMap<String, Object> json = new LinkedHashMap<>();
        json.put("parameter", prior.parameter());
        json.put("prior", PriorSettings.of(prior.prior()).numbers());
        json.put("lower", prior.bounds().lower());
        json.put("upper", prior.bounds().upper());
        json.put("default", prior.byDefault());
        return json;
    }
}
