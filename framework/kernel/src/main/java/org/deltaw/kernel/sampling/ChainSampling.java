package org.deltaw.kernel.sampling;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.deltaw.kernel.PosteriorSettings;
import org.deltaw.kernel.convergence.Draws;
import org.deltaw.kernel.convergence.ParameterSummary;
import org.deltaw.kernel.convergence.Transitions;
import org.deltaw.kernel.convergence.Verdict;
import org.deltaw.kernel.hamiltonian.ChainState;
import org.deltaw.kernel.hamiltonian.Draw;
import org.deltaw.kernel.hamiltonian.NoUTurnSampler;
import org.deltaw.kernel.hamiltonian.NutsSettings;
import org.deltaw.kernel.posterior.Posterior;
import org.deltaw.kernel.sample.LogDensity;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Seed;

/** Draws by chains of the no-U-turn sampler. */
record ChainSampling(Posterior posterior, PosteriorSettings settings, Seed seed, SamplingListener listener) {
    private static final int MOST_DOUBLINGS = 10;
    /** Of so many draws from the prior a chain starts at the most probable one: far enough from others, and not where nothing is. */
    private static final int CANDIDATES = 20;
    private static final int ATTEMPTS = 50;
    /** After so many steps of all chains it is told how far they are. */
    private static final int STEPS = 64;

    /**
     * Chains, and what they say.
     *
     * @param highest the draw with the highest posterior density, as a point
     */
    record Chains(List<DrawnChain> drawn, SequencedMap<String, ParameterSummary> summaries, Verdict verdict, double[] highest) {}

    /** Finds where chains start: at draws from the prior that are not improbable. */
    double[][] startsFromPrior() {
        return IntStream.range(0, settings.chains()).mapToObj(this::start).toArray(double[][]::new);
    }

    private double[] start(int chain) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Seed own = seed.child("start").child(chain).child(attempt);
            double[][] drawn = IntStream.range(0, CANDIDATES).mapToObj(i -> posterior.drawFromPrior(own.child(i)))
                    .toArray(double[][]::new);
            LogDensity.Values values = posterior.values(drawn);
            int best = 0;
            for (int i = 1; i < CANDIDATES; i++) {
                best = values.posterior(i) > values.posterior(best) ? i : best;
            }
            if (values.posterior(best) > Double.NEGATIVE_INFINITY) {
                return drawn[best];
            }
        }
        throw new InvalidSpecException("priors", "Of " + ATTEMPTS * CANDIDATES + " draws from the priors none has a likelihood above 0, "
                + "since simulations do not stay finite or weights are not stable; narrow the priors.");
    }

    /** Draws; empty if the listener ended it. */
    Optional<Chains> run(double[][] starts) {
        NutsSettings nuts = new NutsSettings(new NutsSettings.Length(settings.warmup(), settings.draws()), settings.targetAcceptance(),
                MOST_DOUBLINGS, posterior.blocks());
        NoUTurnSampler sampler = new NoUTurnSampler(posterior, nuts, seed.child("chains"),
                IntStream.range(0, starts.length).mapToObj(i -> ChainState.at(starts[i], nuts)).toList());
        double all = (double) starts.length * (settings.warmup() + settings.draws());
        for (long steps = 0; !sampler.isDone(); steps++) {
            if (steps % STEPS == 0) {
                if (listener.stopRequested()) {
                    return Optional.empty();
                }
                listener.progress(SamplingListener.Phase.CHAINS,
                        sampler.states().stream().mapToInt(ChainState::iterations).sum() / all);
            }
            sampler.advance();
        }
        return Optional.of(judged(sampler.states()));
    }

    private Chains judged(List<ChainState> states) {
        List<DrawnChain> drawn = states.stream().map(this::drawn).toList();
        SequencedMap<String, ParameterSummary> summaries = new LinkedHashMap<>();
        List<String> names = posterior.names();
        for (int i = 0; i < names.size(); i++) {
            int parameter = i;
            summaries.put(names.get(i), ParameterSummary.of(new Draws(
                    drawn.stream().map(chain -> chain.column(parameter)).toArray(double[][]::new))));
        }
        Draw highest = states.stream().flatMap(state -> state.draws().stream())
                .max(Comparator.comparingDouble(Draw::logPosterior)).orElseThrow();
        return new Chains(drawn, summaries, Verdict.of(summaries, states.size(), Optional.of(transitions(drawn))), highest.point());
    }

    private DrawnChain drawn(ChainState state) {
        List<Draw> draws = state.draws();
        return new DrawnChain(draws.stream().map(draw -> posterior.told(draw.point())).toArray(double[][]::new),
                draws.stream().mapToDouble(Draw::logPosterior).toArray(), draws.stream().mapToDouble(Draw::logLikelihood).toArray(),
                Optional.of(new DrawnChain.Way(draws.stream().map(Draw::transition).toList(), draws.getLast().transition().stepSize(),
                        MOST_DOUBLINGS, inverseMasses(state))));
    }

    private double[] inverseMasses(ChainState state) {
        double[] diagonal = new double[posterior.size()];
        int next = 0;
        for (int[] block : posterior.blocks().blocks()) {
            for (int row = 0; row < block.length; row++) {
                next += row;
                diagonal[block[row]] = state.adaptation().inverseMass()[next];
                next++;
            }
        }
        return diagonal;
    }

    private static Transitions transitions(List<DrawnChain> drawn) {
        List<double[]> energies = new ArrayList<>();
        drawn.forEach(chain -> energies.add(chain.transitions().stream().mapToDouble(each -> each.energy()).toArray()));
        return new Transitions(new Draws(energies.toArray(double[][]::new)),
                drawn.stream().mapToInt(chain ->
                        (int) chain.transitions().stream().filter(each -> each.tree().divergent()).count()).toArray(),
                drawn.stream().mapToInt(chain ->
                        (int) chain.transitions().stream().filter(each -> each.tree().depth() >= MOST_DOUBLINGS).count()).toArray());
    }
}
