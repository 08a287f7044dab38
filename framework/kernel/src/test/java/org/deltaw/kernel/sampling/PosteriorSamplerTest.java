package org.deltaw.kernel.sampling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.deltaw.kernel.ParameterChoices;
import org.deltaw.kernel.PosteriorSettings;
import org.deltaw.kernel.PosteriorSettings.Sampler;
import org.deltaw.kernel.convergence.ParameterSummary;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.posterior.Posterior;
import org.deltaw.kernel.prior.Prior;
import org.deltaw.kernel.sampling.SampledPosterior.Source;
import org.deltaw.kernel.testing.FitBuilder;
import org.deltaw.kernel.testing.Recordings;
import org.deltaw.kernel.testing.Rules;
import org.deltaw.plugin.behavior.ChoiceCrossEntropy;
import org.deltaw.plugin.feedforward.FeedforwardNetwork;
import org.deltaw.plugin.feedforward.FeedforwardSettings;
import org.deltaw.plugin.jvm.JvmBackend;
import org.deltaw.plugin.taylor.TaylorRule;
import org.deltaw.spi.Seed;
import org.deltaw.spi.backend.Precision;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.network.Activation;
import org.junit.jupiter.api.Test;

/** Of choices that show a bias alone the posterior is known by quadrature. */
class PosteriorSamplerTest {
    private static final int ACCEPTED = 15;
    private static final int STEPS = 20;
    private static final Prior PRIOR = new Prior.Normal(0.5, 0.8);

    private static Dataset choices() {
        double[] decisions = new double[STEPS];
        Arrays.fill(decisions, 0, ACCEPTED, 1);
        return Recordings.of(Recordings.trajectory("a", STEPS,
                Map.of(Channel.input(1), new double[STEPS], Recordings.DECISION, decisions)));
    }

    private static FitBuilder bias() {
        return FitBuilder.of(new FeedforwardNetwork(), new FeedforwardSettings(List.of(1, 1, 1),
                        Optional.of(Activation.LINEAR), 1, Optional.empty(), 0, 0, 0, Optional.empty(), Optional.empty()))
                .network(new ParameterChoices(Map.of(), List.of(), List.of("bias"), Map.of())).backend(new JvmBackend(), Precision.F64)
                .rule("", new TaylorRule(), Rules.terms("x"), new ParameterChoices(Map.of(), List.of("x"), List.of(), Map.of()))
                .loss(new ChoiceCrossEntropy(), 1).prior("bias", PRIOR);
    }

    private static <T> T with(Function<Posterior, T> work) {
        try (OpenFit open = bias().open(choices())) {
            return work.apply(new Posterior(open.problems().getFirst()));
        }
    }

    private static SampledPosterior sampled(Sampler sampler, int draws, long seed) {
        PosteriorSettings settings = new PosteriorSettings(sampler, 4, 300, draws, 0.9, 1000);
        return with(posterior -> new PosteriorSampler(posterior, settings, new Seed(seed), SamplingListener.SILENT).run().orElseThrow());
    }

    /** Returns evidence, mean and standard deviation by the midpoint rule. */
    private static double[] exact() {
        double[] sums = new double[3];
        for (int i = 0; i < 20_000; i++) {
            double b = -5 + 10 * (i + 0.5) / 20_000;
            double z = (b - 0.5) / 0.8;
            double weight = 10.0 / 20_000 * Math.exp(-z * z / 2 + ACCEPTED * b - STEPS * Math.log1p(Math.exp(b)))
                    / Math.sqrt(2 * Math.PI) / 0.8;
            sums[0] += weight;
            sums[1] += weight * b;
            sums[2] += weight * b * b;
        }
        double mean = sums[1] / sums[0];
        return new double[] {Math.log(sums[0]), mean, Math.sqrt(sums[2] / sums[0] - mean * mean)};
    }

    private static void assertExact(ParameterSummary summary) {
        assertEquals(exact()[1], summary.mean(), 4 * summary.mcse());
        assertEquals(exact()[2], summary.sd(), 0.08 * exact()[2]);
        assertTrue(summary.quantiles().lower() < exact()[1] - 1.5 * exact()[2], summary.toString());
        assertTrue(summary.quantiles().upper() > exact()[1] + 1.5 * exact()[2], summary.toString());
    }

    @Test
    void particlesTellMeanWidthAndEvidence() {
        SampledPosterior found = sampled(Sampler.SMC, 10, 1);
        assertEquals(Source.PARTICLES, found.source());
        assertTrue(found.verdict().passed());
        assertExact(found.summaries().firstEntry().getValue());
        SampledPosterior.ByParticles particles = found.particles().orElseThrow();
        assertEquals(exact()[0], particles.logEvidence().orElseThrow().value(), 4 * particles.logEvidence().orElseThrow().error() + 1e-3);
        assertEquals(1, particles.modes().size());
        assertEquals(1000, found.chains().getFirst().values().length);
    }

    @Test
    void whereThereIsOneModeChainsAreDrawnFromParticles() {
        SampledPosterior found = sampled(Sampler.AUTOMATIC, 500, 2);
        assertEquals(Source.CHAINS, found.source());
        assertTrue(found.verdict().passed(), found.verdict().toString());
        assertEquals(4, found.chains().size());
        assertExact(found.summaries().firstEntry().getValue());
        assertTrue(found.particles().isPresent());
    }

    @Test
    void tooFewDrawsAreSaidAndEqualSeedsDrawTheSame() {
        SampledPosterior found = sampled(Sampler.NUTS, 20, 3);
        assertEquals(List.of("ess"), found.verdict().failures().stream().map(each -> each.code()).filter("ess"::equals).toList());
        SampledPosterior again = sampled(Sampler.NUTS, 20, 3);
        assertArrayEquals(found.chains().get(2).values()[7], again.chains().get(2).values()[7]);
        assertEquals(1, found.chains().getFirst().way().orElseThrow().inverseMasses().length);
    }

    @Test
    void listenerEndsIt() {
        SamplingListener stopping = new SamplingListener() {
            @Override
            public boolean stopRequested() {
                return true;
            }
        };
        for (Sampler sampler : Sampler.values()) {
            assertTrue(with(posterior -> new PosteriorSampler(posterior, new PosteriorSettings(sampler, 2, 10, 10, 0.8, 100), new Seed(1),
                    stopping).run()).isEmpty());
        }
    }
}
