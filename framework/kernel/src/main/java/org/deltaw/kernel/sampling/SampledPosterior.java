package org.deltaw.kernel.sampling;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.deltaw.kernel.convergence.ParameterSummary;
import org.deltaw.kernel.convergence.Verdict;
import org.deltaw.kernel.particles.Estimate;
import org.deltaw.kernel.posterior.StatedPrior;
import org.deltaw.spi.Warning;

/**
 * What is known of a posterior when it has been sampled.
 *
 * @param subject whose parameters they are; empty if all subjects are described together
 * @param priors what was believed before the data
 * @param source where draws and summaries are from
 * @param chains the draws
 * @param summaries of parameters by their names, in their order
 * @param verdict whether they may be used
 * @param particles what particles say, if there were any
 * @param warnings of data and model
 */
public record SampledPosterior(String subject, List<StatedPrior> priors, Source source, List<DrawnChain> chains,
        SequencedMap<String, ParameterSummary> summaries, Verdict verdict, Optional<ByParticles> particles, List<Warning> warnings) {
    /** Where draws are from. */
    public enum Source {
        /** Particles that weigh alike. */
        PARTICLES,
        /** Chains of the no-U-turn sampler. */
        CHAINS
    }

    /**
     * What particles say.
     *
     * @param resolved whether independent runs agree
     * @param logEvidence in nats; empty if the mass of the prior is not known
     * @param modes the highest first
     * @param count how many particles each run had
     * @param evaluations of how many points the density was asked
     */
    public record ByParticles(boolean resolved, Optional<Estimate> logEvidence, List<SampledMode> modes, int count, long evaluations) {
        public ByParticles {
            modes = List.copyOf(modes);
        }
    }

    /**
     * A place where the posterior is high.
     *
     * @param weight the posterior probability of its region
     * @param logPosterior at the highest point, as a density over coordinates without bounds, up to the evidence
     * @param values what the highest point says of parameters, in their order
     */
    public record SampledMode(Estimate weight, double logPosterior, double[] values) {}

    public SampledPosterior {
        priors = List.copyOf(priors);
        chains = List.copyOf(chains);
        summaries = Collections.unmodifiableSequencedMap(new LinkedHashMap<>((Map<String, ParameterSummary>) summaries));
        warnings = List.copyOf(warnings);
    }
}
