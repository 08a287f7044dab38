package org.deltaw.kernel.sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.deltaw.kernel.PosteriorSettings;
import org.deltaw.kernel.PosteriorSettings.Sampler;
import org.deltaw.kernel.convergence.ParameterSummary;
import org.deltaw.kernel.convergence.Verdict;
import org.deltaw.kernel.likelihood.Replication;
import org.deltaw.kernel.modes.ModeSearch;
import org.deltaw.kernel.particles.Mode;
import org.deltaw.kernel.particles.ParticleResult;
import org.deltaw.kernel.particles.ParticleSampler;
import org.deltaw.kernel.particles.ParticleSettings;
import org.deltaw.kernel.particles.Particles;
import org.deltaw.kernel.particles.ParticlesState;
import org.deltaw.kernel.posterior.Posterior;
import org.deltaw.kernel.sample.LogDensity;
import org.deltaw.kernel.sample.SamplingMethod;
import org.deltaw.kernel.sampling.SampledPosterior.ByParticles;
import org.deltaw.kernel.sampling.SampledPosterior.SampledMode;
import org.deltaw.kernel.sampling.SampledPosterior.Source;
import org.deltaw.kernel.sampling.SamplingListener.Phase;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Seed;
import org.deltaw.spi.Warning;

/**
 * Samples a posterior as the settings say: by particles, by chains, or, where that is left open, by both, as long as particles can fill the
 * space: particles find all modes and the evidence, and if there is one mode alone, chains that start from them draw from it. If there are
 * several, or chains do not agree, what is told is the particles'; of many parameters chains alone are drawn. For one thread.
 */
public final class PosteriorSampler {
    private static final int DOUBLINGS = 3;
    /** With fewer particles for each coordinate their covariance says nothing. */
    private static final int PARTICLES_FOR_EACH = 20;
    /** A mode with less than this share of the posterior changes no summary that one would notice. */
    private static final double NOTICED = 0.01;

    private final Posterior posterior;
    private final PosteriorSettings settings;
    private final Seed seed;
    private final SamplingListener listener;

    /** What particles came to. */
    private record Found(ParticleResult result, ByParticles told) {
        double[] highest() {
            Particles particles = result.runs().getFirst().particles();
            int highest = IntStream.range(0, particles.count()).boxed()
                    .max(Comparator.comparingDouble(particles::logPosterior)).orElseThrow();
            return particles.points()[highest];
        }

        boolean hasOneMode() {
            return told.modes().stream().filter(mode -> mode.weight().value() >= NOTICED).count() <= 1;
        }
    }

    /** Prepares it; the same seed gives the same draws. */
    public PosteriorSampler(Posterior posterior, PosteriorSettings settings, Seed seed, SamplingListener listener) {
        this.posterior = posterior;
        this.settings = settings;
        this.seed = seed;
        this.listener = listener;
    }

    /** Samples; empty if the listener ended it. */
    public Optional<SampledPosterior> run() {
        if (posterior.isReplicated()) {
            listener.progress(Phase.MODES, 0);
            new ModeSearch(posterior, seed.child("replicates")).modes().stream().findFirst()
                    .ifPresent(mode -> posterior.replicateFor(mode.center()));
        }
        boolean many = SamplingMethod.suitedTo(posterior.size()) == SamplingMethod.NUTS;
        if (settings.sampler() == Sampler.NUTS || (settings.sampler() == Sampler.AUTOMATIC && many)) {
            ChainSampling chains = chains();
            return chains.run(chains.startsFromPrior()).map(drawn -> ofChains(drawn, Optional.empty(), List.of()));
        }
        Optional<Found> found = particles();
        if (found.isEmpty() || settings.sampler() == Sampler.SMC || !found.get().hasOneMode()) {
            return found.map(known -> ofParticles(known, List.of()));
        }
        double[][] starts = found.get().result().resampled(settings.chains(), seed.child("starts")).points();
        return chains().run(starts).map(drawn -> together(found.get(), drawn));
    }

    private ChainSampling chains() {
        return new ChainSampling(posterior, settings, seed.child("nuts"), listener);
    }

    /** What chains say counts where they agree, else what particles say. */
    private SampledPosterior together(Found found, ChainSampling.Chains drawn) {
        if (drawn.verdict().passed()) {
            return ofChains(drawn, Optional.of(found.told()), found.told().resolved() ? List.of() : List.of(unresolved(found)));
        }
        return ofParticles(found, drawn.verdict().failures());
    }

    private SampledPosterior ofChains(ChainSampling.Chains drawn, Optional<ByParticles> particles, List<Warning> remarks) {
        List<Warning> all = new ArrayList<>(drawn.verdict().remarks());
        all.addAll(remarks);
        return sampled(Source.CHAINS, drawn.drawn(), drawn.summaries(), new Verdict(drawn.verdict().failures(), all), particles,
                drawn.highest());
    }

    private SampledPosterior ofParticles(Found found, List<Warning> ofChains) {
        ParticleSummaries summaries = new ParticleSummaries(posterior, found.result());
        return sampled(Source.PARTICLES, List.of(draws(found.result())), summaries.of(posterior.names()),
                new Verdict(found.told().resolved() ? List.of() : List.of(unresolved(found)), ofChains), Optional.of(found.told()),
                found.highest());
    }

    /** What rests on too few replicates is not to be used, however well it was sampled. */
    private SampledPosterior sampled(Source source, List<DrawnChain> chains, SequencedMap<String, ParameterSummary> summaries,
            Verdict verdict, Optional<ByParticles> particles, double[] highest) {
        List<Warning> failures = new ArrayList<>(verdict.failures());
        List<Warning> warnings = new ArrayList<>();
        posterior.warnings(highest).forEach(each -> (each.code().equals(Replication.TOO_FEW) ? failures : warnings).add(each));
        return new SampledPosterior(posterior.subject(), posterior.priors(), source, chains, summaries,
                new Verdict(failures, verdict.remarks()), particles, warnings);
    }

    private Warning unresolved(Found found) {
        return Warning.of("not-resolved", "Independent runs of " + found.told().count() + " particles do not agree on "
                + (found.told().modes().size() > 1 ? "how much of the posterior each mode has" : "the evidence")
                + ", so it is not resolved: set posterior.particles to more, or narrow the priors.");
    }

    private Optional<Found> particles() {
        int needed = PARTICLES_FOR_EACH * posterior.size();
        if (settings.particles() < needed) {
            throw new InvalidSpecException("posterior.particles", "For " + posterior.size() + " parameters there are to be at least "
                    + needed + " particles, found " + settings.particles() + "; take so many, or posterior.sampler: nuts.");
        }
        listener.progress(Phase.MODES, 0);
        List<Mode> modes = new ModeSearch(posterior, seed.child("modes")).modes();
        if (modes.isEmpty()) {
            throw new InvalidSpecException("priors", "Of thousands of draws from the priors none has a likelihood above 0, since "
                    + "simulations do not stay finite or weights are not stable; narrow the priors.");
        }
        ParticleSettings particles = new ParticleSettings(settings.particles(), DOUBLINGS, ParticleSettings.Tolerance.USUAL);
        ParticleSampler sampler = new ParticleSampler(posterior, modes, particles, seed.child("particles"),
                ParticlesState.begin(particles));
        while (!sampler.isDone()) {
            if (listener.stopRequested()) {
                return Optional.empty();
            }
            listener.progress(Phase.PARTICLES, sampler.progress());
            sampler.advance();
        }
        return Optional.of(found(modes, sampler.result()));
    }

    private Found found(List<Mode> modes, ParticleResult result) {
        double[][] centers = modes.stream().map(Mode::center).toArray(double[][]::new);
        LogDensity.Values values = posterior.values(centers);
        List<SampledMode> told = IntStream.range(0, modes.size()).mapToObj(i ->
                new SampledMode(result.mass(i), values.posterior(i), posterior.told(centers[i]))).toList();
        return new Found(result, new ByParticles(result.resolved(),
                posterior.isConditional() ? Optional.empty() : Optional.of(result.logEvidence()), told,
                result.runs().getFirst().particles().count(), result.evaluations()));
    }

    /** Returns as many particles as a run has, each of the same weight. */
    private DrawnChain draws(ParticleResult result) {
        Particles particles = result.resampled(settings.particles(), seed.child("draws"));
        return new DrawnChain(Arrays.stream(particles.points()).map(posterior::told).toArray(double[][]::new),
                IntStream.range(0, particles.count()).mapToDouble(particles::logPosterior).toArray(), particles.logLikelihood(),
                Optional.empty());
    }
}
