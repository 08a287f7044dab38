package org.deltaw.kernel;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.deltaw.kernel.prior.Hierarchy;
import org.deltaw.kernel.prior.Prior;
import org.deltaw.spi.Configured;
import org.deltaw.spi.Seed;
import org.deltaw.spi.backend.GradientBackend;
import org.deltaw.spi.data.DataSource;
import org.deltaw.spi.loss.LossFunction;
import org.deltaw.spi.network.NetworkArchitecture;
import org.deltaw.spi.rule.RuleFamily;

/**
 * All that is needed to fit a rule, with every extension found and every setting checked.
 *
 * @param name of the fit, for reports
 * @param seed where all randomness comes from
 * @param directory from which relative paths in settings start
 * @param data the recordings and how they are used
 * @param network the network and its own parameters' choices
 * @param rules one for each group of plastic synapses, or one for all
 * @param losses what is minimised: their weighted sum
 * @param likelihood which likelihood of the data that sum is
 * @param priors what is believed of fitted parameters before the data, by name, in full as in {@code rule.w} or by the parameter's own
 *     where only one has it; with any, what is fitted is the mode of the posterior
 * @param posterior how draws from the posterior are made, and what is believed of how parameters differ between subjects and sessions
 * @param backend where it runs
 * @param optimizer by what it is minimised
 * @param training how long and how often
 */
public record Fit(
        String name, Seed seed, Path directory, DataChoice data, NetworkChoice network,
        List<RuleChoice> rules, List<LossChoice> losses, LikelihoodSettings likelihood, Map<String, Prior> priors,
        PosteriorChoice posterior, BackendChoice backend, OptimizerChoice optimizer, TrainingSettings training) {
    /** Takes a fit of the likelihood by default, without priors. */
    public Fit(String name, Seed seed, Path directory, DataChoice data, NetworkChoice network, List<RuleChoice> rules,
            List<LossChoice> losses, BackendChoice backend, OptimizerChoice optimizer, TrainingSettings training) {
        this(name, seed, directory, data, network, rules, losses, LikelihoodSettings.DEFAULT, Map.of(), PosteriorChoice.DEFAULT,
                backend, optimizer, training);
    }

    /** A data source, and how its trajectories are used. */
    public record DataChoice(Configured<DataSource<?>> source, DataSettings settings) {}

    /** The network, and what a user chose for its parameters. */
    public record NetworkChoice(Configured<NetworkArchitecture<?>> architecture, ParameterChoices parameters) {}

    /**
     * A rule, and what a user chose for it.
     *
     * @param group the group of synapses that it changes; empty for all
     * @param weights what its synapses may do by themselves
     */
    public record RuleChoice(String group, Configured<RuleFamily<?>> family, ParameterChoices parameters, AllowedWeights weights) {
        /** Allows weights to do anything. */
        public RuleChoice(String group, Configured<RuleFamily<?>> family, ParameterChoices parameters) {
            this(group, family, parameters, AllowedWeights.ANY);
        }
    }

    /** A loss, its weight in the sum, and what a user chose for its parameters. */
    public record LossChoice(Configured<LossFunction<?>> function, double weight, ParameterChoices parameters) {}

    /**
     * How the posterior is sampled.
     *
     * @param hierarchy how parameters are distributed over subjects and sessions; empty if they are not
     */
    public record PosteriorChoice(PosteriorSettings settings, Optional<Hierarchy> hierarchy) {
        /** As in a spec that says nothing of it. */
        public static final PosteriorChoice DEFAULT = new PosteriorChoice(PosteriorSettings.DEFAULT, Optional.empty());
    }

    /**
     * A backend and what the kernel passes on to it.
     *
     * @param programs what it has compiled for this fit or others
     */
    public record BackendChoice(Configured<GradientBackend<?>> backend, BackendSettings settings, CompiledPrograms programs) {}

    /** Returns the same fit with other randomness. */
    public Fit with(Seed other) {
        return new Fit(name, other, directory, data, network, rules, losses, likelihood, priors, posterior, backend, optimizer, training);
    }

    /** Returns the same fit to other data. */
    public Fit with(DataChoice other) {
        return new Fit(name, seed, directory, other, network, rules, losses, likelihood, priors, posterior, backend, optimizer, training);
    }

    /** Returns where states come from that the data do not give. */
    public Seed states() {
        return seed.child("states");
    }

    /** Returns the same fit without intervals, where nobody would read them. */
    public Fit withoutIntervals() {
        return new Fit(name, seed, directory, data, network, rules, losses, likelihood, priors, posterior, backend, optimizer,
                training.withoutIntervals());
    }

    public Fit {
        rules = List.copyOf(rules);
        losses = List.copyOf(losses);
        priors = Collections.unmodifiableSortedMap(new TreeMap<>(priors));
    }
}
