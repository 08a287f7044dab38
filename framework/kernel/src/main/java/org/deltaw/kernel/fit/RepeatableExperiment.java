package org.deltaw.kernel.fit;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.extension.Guard;
import org.deltaw.kernel.model.FittedValues;
import org.deltaw.kernel.simulate.NetworkSimulator;
import org.deltaw.spi.BrokenExtensionException;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Seed;
import org.deltaw.spi.data.Agents;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.DataContext;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Design;
import org.deltaw.spi.data.Experiment;
import org.deltaw.spi.data.RepeatableSource;
import org.deltaw.spi.data.Simulator;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.rule.KnownRule;

/**
 * A fit whose data source knows the task of its experiment, so that it can be run again, by the rule that it was simulated by or by one
 * that was fitted. Immutable; may be used by several threads.
 */
public final class RepeatableExperiment {
    private final Fit fit;
    private final ExtensionId source;
    private final Experiment experiment;
    private final Optional<FittedValues> fitted;

    private RepeatableExperiment(Fit fit, ExtensionId source, Experiment experiment, Optional<FittedValues> fitted) {
        this.fit = fit;
        this.source = source;
        this.experiment = experiment;
        this.fitted = fitted;
    }

    /**
     * Finds that of a fit.
     *
     * @return empty if its data source knows no task
     * @throws InvalidSpecException if the task is not known with these settings, or a file is not what it should be; the key begins with
     *     the section of the spec
     * @throws BrokenExtensionException if the data source does not keep its contract
     */
    @SuppressWarnings("unchecked") // Settings are of the source's type, as Configured has checked.
    public static Optional<RepeatableExperiment> of(Fit fit) {
        if (!(fit.data().source().extension() instanceof RepeatableSource<?> known)) {
            return Optional.empty();
        }
        RepeatableSource<Record> source = (RepeatableSource<Record>) known;
        DataContext context = OpenFit.context(fit);
        Experiment experiment = Guard.of("data", source.id(), "experiment", () ->
                source.experiment(fit.data().source().settings(), context));
        return Optional.of(new RepeatableExperiment(fit, source.id(), experiment, Optional.empty()));
    }

    /** Returns the same experiment, by a rule that was fitted. */
    public RepeatableExperiment by(FittedValues values) {
        return new RepeatableExperiment(fit, source, experiment, Optional.of(values));
    }

    /** Returns the fit. */
    public Fit fit() {
        return fit;
    }

    /** Returns the rule by which it was simulated; empty if animals did it. */
    public Optional<KnownRule> truth() {
        return experiment.truth();
    }

    /** Names the subjects of which it is. */
    public List<String> subjects() {
        return experiment.subjects();
    }

    /** Returns what was fitted by which it is run; empty if it is run by its own rule. */
    public Optional<FittedValues> fitted() {
        return fitted;
    }

    /** Returns the same design, with what a fit is told in any case. */
    public Design told(Design design) {
        Set<Design.Known> known = new HashSet<>(experiment.alwaysKnown());
        known.addAll(design.telling().known());
        return design.with(new Design.Telling(known, design.telling().resamplings()));
    }

    /** Returns the design that the fit's settings say. */
    public Design design() {
        return Guard.of("data", source, "design", experiment::design);
    }

    /**
     * Runs it: by what was fitted, or by its own rule.
     *
     * @param seed of a fit to the data
     * @throws InvalidSpecException if it cannot have that design, or the network cannot do the task; the key begins with the section of
     *     the spec
     * @throws BrokenExtensionException if the data source does not keep its contract
     */
    public Dataset run(Design design, Seed seed) {
        Fit seeded = fit.with(seed);
        DataContext context = OpenFit.context(seeded);
        Agents agents = fitted.<Agents>map(values -> new FittedAgents(seeded, values))
                .orElseGet(() -> Agents.of(context, experiment.truth().orElseThrow()));
        return Guard.of("data", source, "run", () -> experiment.run(design, context.seed(), agents));
    }

    /**
     * Returns the values behind what some subjects of a run did.
     *
     * @param data of the run
     * @param subject whose; empty for all of them
     */
    public Map<String, Map<String, double[]>> fittedValues(Dataset data, String subject) {
        List<String> originals = subjects();
        Map<String, String> standsFor = new LinkedHashMap<>();
        data.trajectories().stream().filter(each -> !each.isHeldOut()).map(Trajectory::subject).forEach(each ->
                standsFor.computeIfAbsent(each, _ -> originals.get(standsFor.size() % originals.size())));
        if (!subject.isEmpty()) {
            standsFor.keySet().retainAll(List.of(subject));
        }
        return fitted.orElseThrow().of(standsFor);
    }

    private record FittedAgents(Fit fit, FittedValues values) implements Agents {
        @Override
        public Optional<KnownRule> rule() {
            return Optional.empty();
        }

        @Override
        public Simulator simulator(List<Channel> channels) {
            return NetworkSimulator.of(fit, values, channels);
        }
    }
}
