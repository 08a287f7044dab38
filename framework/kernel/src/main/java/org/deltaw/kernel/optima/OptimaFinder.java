package org.deltaw.kernel.optima;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.deltaw.kernel.likelihood.Nats;
import org.deltaw.kernel.objective.Objective;
import org.deltaw.kernel.separation.Separation;
import org.deltaw.spi.optimizer.Answer;
import org.deltaw.spi.optimizer.Query;
import org.deltaw.spi.optimizer.Wanted;

/**
 * Finds the distinct optima among the ends of several searches, and weighs them. Two ends are of one optimum unless the straight path
 * between them rises by more than {@link #RISE} above the worse of them.
 *
 * @param names of the fitted numbers
 * @param resolution the relative distance of the numbers that the objective is computed with
 * @param examination tells what else is to be known of an optimum
 */
public record OptimaFinder(Objective objective, Nats nats, List<String> names, double resolution, Examination examination) {
    /** In nats: what a likelihood ratio of 1.6 is. */
    static final double RISE = 0.5;
    /** At how many points, evenly spaced, a path is evaluated. */
    private static final int POINTS = 7;
    private static final Comparator<End> LOWEST_FIRST = Comparator.comparingDouble(End::objective);

    /** Tells what neither the height of an optimum nor its width shows. */
    public interface Examination {
        /** Tells of some points whether weights are stable there; empty where that is not known. */
        List<Optional<Boolean>> stability(List<double[]> points);

        /**
         * Tells which of the fitted numbers have a finite best value around a point.
         *
         * @param information there, in nats
         */
        Separation separation(double[] point, double[][] information);
    }

    /**
     * Where a search has ended.
     *
     * @param objective there, penalties included; infinite if it diverged
     * @param converged whether it ended because there was nothing left to gain
     */
    public record End(double[] point, double objective, boolean converged) {
        private boolean isOptimum() {
            return converged && Double.isFinite(objective);
        }
    }

    /** Ends that are of one optimum; the first is the lowest. */
    private record Group(List<End> ends) {
        End lowest() {
            return ends.getFirst();
        }
    }

    /**
     * Lists the optima.
     *
     * @param best the index of the end that is the fit's result: it is listed even if it has not converged
     * @return none if no search has converged
     */
    public Optima find(List<End> ends, int best) {
        End result = ends.get(best);
        if (!Double.isFinite(result.objective()) || ends.stream().noneMatch(End::converged)) {
            return Optima.NONE;
        }
        List<End> left = new ArrayList<>(List.of(result));
        IntStream.range(0, ends.size()).filter(i -> i != best).mapToObj(ends::get)
                .filter(End::isOptimum).sorted(LOWEST_FIRST).forEach(left::add);
        int leftOut = ends.size() - left.size();
        return new Optima(optima(groups(left)), leftOut);
    }

    /**
     * Returns for each end the lowest of its optimum, to which it leads down even if it has not converged; where values are not finite,
     * an end is its own.
     */
    public List<double[]> lowest(List<End> ends) {
        Map<End, double[]> lowest = new IdentityHashMap<>();
        ends.forEach(end -> lowest.put(end, end.point()));
        groups(ends.stream().filter(end -> Double.isFinite(end.objective())).sorted(LOWEST_FIRST).toList())
                .forEach(group -> group.ends().forEach(end -> lowest.put(end, group.lowest().point())));
        return ends.stream().map(end -> Objects.requireNonNull(lowest.get(end))).toList();
    }

    private List<Group> groups(List<End> sorted) {
        List<Group> groups = new ArrayList<>();
        for (List<End> left = sorted; !left.isEmpty();) {
            End lowest = left.getFirst();
            List<Boolean> same = reachable(lowest, left);
            groups.add(new Group(where(left, same, true)));
            left = where(left, same, false);
        }
        return groups;
    }

    private static List<End> where(List<End> ends, List<Boolean> same, boolean wanted) {
        return IntStream.range(0, ends.size()).filter(i -> same.get(i) == wanted).mapToObj(ends::get).toList();
    }

    /** Tells of each end whether a path leads there from another without rising. */
    private List<Boolean> reachable(End from, List<End> ends) {
        List<double[]> path = ends.stream().flatMap(to -> IntStream.rangeClosed(1, POINTS)
                .mapToObj(step -> between(from.point(), to.point(), step / (POINTS + 1.0)))).toList();
        List<Double> values = objective.values(path);
        return IntStream.range(0, ends.size()).mapToObj(i -> {
            double allowed = nats.cost(Math.max(from.objective(), ends.get(i).objective())) + RISE;
            return values.subList(i * POINTS, (i + 1) * POINTS).stream().allMatch(value -> nats.cost(value) <= allowed);
        }).toList();
    }

    private static double[] between(double[] one, double[] other, double share) {
        return IntStream.range(0, one.length).mapToDouble(i -> one[i] + share * (other[i] - one[i])).toArray();
    }

    private List<Optimum> optima(List<Group> groups) {
        List<double[]> points = groups.stream().map(group -> group.lowest().point()).toList();
        List<Double> misfits = objective.misfits(points);
        List<LaplaceWeight> volumes = volumes(groups);
        List<Separation> separations = volumes.stream().map(volume -> examination.separation(volume.point(), volume.information()))
                .toList();
        double least = groups.stream().mapToDouble(group -> nats.cost(group.lowest().objective())).min().orElseThrow();
        double[] costs = groups.stream().mapToDouble(group -> nats.cost(group.lowest().objective()) - least).toArray();
        double[] weights = normalised(IntStream.range(0, costs.length).mapToDouble(i -> volumes.get(i).log() - costs[i]).toArray());
        List<Optional<Boolean>> stable = examination.stability(points);
        return IntStream.range(0, costs.length).mapToObj(i -> {
            OptionalDouble likelihood = nats.logLikelihood(misfits.get(i));
            return new Optimum(likelihood, costs[i], likelihood.isPresent() ? OptionalDouble.of(weights[i]) : OptionalDouble.empty(),
                    volumes.get(i).undetermined(), groups.get(i).ends().size(), stable.get(i), separations.get(i),
                    named(points.get(i), separations.get(i)));
        }).toList();
    }

    private List<LaplaceWeight> volumes(List<Group> groups) {
        List<Answer> answers = objective.answer(groups.stream()
                .map(group -> Query.ofAll(group.lowest().point(), Wanted.SECOND_ORDER)).toList());
        return IntStream.range(0, answers.size()).mapToObj(i -> {
            End lowest = groups.get(i).lowest();
            return new LaplaceWeight(lowest.point(), answers.get(i), objective.boundsAndL1(), nats.slope(lowest.objective()), resolution);
        }).toList();
    }

    private static double[] normalised(double[] logs) {
        double most = IntStream.range(0, logs.length).mapToDouble(i -> logs[i]).max().orElseThrow();
        double[] shares = IntStream.range(0, logs.length).mapToDouble(i -> Math.exp(logs[i] - most)).toArray();
        double total = IntStream.range(0, shares.length).mapToDouble(i -> shares[i]).sum();
        return IntStream.range(0, shares.length).mapToDouble(i -> shares[i] / total).toArray();
    }

    private SequencedMap<String, Double> named(double[] point, Separation separation) {
        SequencedMap<String, Double> named = new LinkedHashMap<>();
        for (int i = 0; i < point.length; i++) {
            named.put(names.get(i), separation.best(i, point[i]));
        }
        return named;
    }
}
