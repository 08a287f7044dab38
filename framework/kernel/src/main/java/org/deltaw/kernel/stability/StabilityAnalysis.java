package org.deltaw.kernel.stability;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.deltaw.expr.Symbol;
import org.deltaw.kernel.model.Model;
import org.deltaw.kernel.model.TrajectoryVectors;
import org.deltaw.kernel.objective.Objective;
import org.deltaw.spi.backend.ModelInput;
import org.deltaw.spi.backend.Pairs;
import org.deltaw.spi.backend.Simulation;
import org.deltaw.spi.backend.SimulationPart;

/**
 * Finds out whether plastic weights keep still by themselves: along the runs of a model with given parameters, from the derivative
 * f = dw'/dw of every weight after a step by the same weight before it, through the activity, too (see {@link Stability}).
 *
 * <p>Of large networks and long data evenly spaced steps are examined, and of each of these the synapses of some neurons in turn; how many
 * follows from the sizes alone. Where subjects or sessions have parameters of their own, what is told of a group is that of the subject or
 * session whose weights are least stable. For one thread, as the objective is.
 */
public final class StabilityAnalysis {
    /** Operations for each vector of parameters and group: some tens of milliseconds of an interpreter. */
    private static final long MOST_WORK = 1L << 22;
    /** In fewer steps one would see too little of what happens. */
    private static final long LEAST_STEPS = 64;

    private final Objective objective;
    private final List<ModelInput> inputs;
    private final TrajectoryVectors vectors;
    private final List<Group> groups;
    private final int[] trajectories;

    /** A group of synapses, and the steps of each trajectory that are examined. */
    private record Group(String name, Factors factors, List<int[]> chosen, Stability.Steps steps) {}

    /**
     * Prepares it.
     *
     * @param objective that has loaded the trajectories; open as long as this is used
     * @param inputs the trajectories
     * @param vectors one for each of them
     */
    public StabilityAnalysis(Model model, Objective objective, List<ModelInput> inputs, TrajectoryVectors vectors) {
        this.objective = objective;
        this.inputs = List.copyOf(inputs);
        this.vectors = vectors;
        PlasticSteps plastic = new PlasticSteps(model, inputs);
        this.groups = plastic.areAllLeftOut() ? List.of()
                : model.weights().stream().map(weights -> group(model, weights, plastic)).toList();
        this.trajectories = IntStream.range(0, inputs.size())
                .filter(i -> groups.stream().anyMatch(group -> group.chosen().get(i).length > 0)).toArray();
    }

    private static Group group(Model model, Symbol weights, PlasticSteps plastic) {
        Factors factors = new Factors(model, weights, MOST_WORK / LEAST_STEPS);
        List<int[]> chosen = plastic.some(Math.max(LEAST_STEPS, MOST_WORK / factors.work()));
        return new Group(model.group(weights), factors, chosen, plastic.counts(chosen));
    }

    /** Tells of each vector of fitted numbers whether all weights are stable; empty where they are too many to be looked at. */
    public List<Optional<Boolean>> areStable(List<double[]> points) {
        return of(points).stream().map(groups -> groups.isEmpty() ? Optional.<Boolean>empty()
                : Optional.of(groups.stream().allMatch(Stability::stable))).toList();
    }

    /**
     * Returns for each of several vectors of fitted numbers, whose runs are computed at once, the stability of each group of plastic
     * synapses, in the order of the model's weights; of none if every trajectory is so large that its weights cannot be looked at.
     */
    public List<List<Stability>> of(List<double[]> points) {
        List<Pairs> all = points.stream().map(vectors::pairs).toList();
        List<List<List<Tally>>> tallies = all.stream().map(pairs -> pairs.vectors().stream().map(_ -> tallies()).toList()).toList();
        Pairs chosen = Pairs.concat(all.stream().flatMap(pairs ->
                IntStream.of(trajectories).mapToObj(trajectory -> Pairs.one(pairs.vector(trajectory), trajectory))).toList());
        if (chosen.size() > 0) {
            objective.run(chosen, Set.of(SimulationPart.STATES), (pair, simulation) -> {
                int point = pair / trajectories.length;
                int trajectory = chosen.trajectory(pair);
                addTo(tallies.get(point).get(all.get(point).vectorOf()[trajectory]), trajectory, chosen.vector(pair), simulation);
            });
        }
        return tallies.stream().map(this::stabilities).toList();
    }

    private List<Tally> tallies() {
        return groups.stream().map(_ -> new Tally()).toList();
    }

    private void addTo(List<Tally> tallies, int trajectory, double[] vector, Simulation simulation) {
        for (int g = 0; g < groups.size(); g++) {
            Group group = groups.get(g);
            group.factors().addTo(tallies.get(g), group.chosen().get(trajectory), inputs.get(trajectory), vector, simulation);
        }
    }

    /** @param tallies for each vector of parameters one of each group */
    private List<Stability> stabilities(List<List<Tally>> tallies) {
        return IntStream.range(0, groups.size()).mapToObj(g -> tallies.stream()
                .map(own -> own.get(g).stability(groups.get(g).name(), groups.get(g).steps()))
                .max(Comparator.comparing(Stability::kind).thenComparingDouble(Stability::meanLogFactor)).orElseThrow()).toList();
    }
}
