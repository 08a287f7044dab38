package org.deltaw.kernel.select;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.deltaw.kernel.objective.Objective;
import org.deltaw.spi.optimizer.BoundsAndL1;
import org.deltaw.spi.optimizer.Query;
import org.deltaw.spi.optimizer.Wanted;

/**
 * Fits of one set of data along a path of penalties, each begun where the one before ended; and fits of some of the terms
 * without penalties. For one thread.
 */
final class PathFits implements AutoCloseable {
    private static final double[] NONE = {};

    private final Objective training;
    private final Optional<Objective> heldOut;
    private final Candidates candidates;
    private final PathSearch search;
    private final Map<BitSet, double[]> fitted = new HashMap<>();
    private final Map<BitSet, Double> losses = new HashMap<>();
    /** How many fits there were, so that each has randomness of its own. */
    private int made;
    private double[] here;
    /** Why fits of the step that is carried out have not come to their minima. */
    private final List<String> objections = new ArrayList<>();

    /**
     * Stands where earlier steps have led; before the first, where all candidates are 0.
     *
     * @param heldOut what choices are tried on; empty for all data
     */
    PathFits(Objective training, Optional<Objective> heldOut, Candidates candidates, PathSearch search, List<StepResult> before) {
        this.training = training;
        this.heldOut = heldOut;
        this.candidates = candidates;
        this.search = search;
        this.here = candidates.zero();
        before.forEach(this::restore);
    }

    private void restore(StepResult done) {
        if (done.path().length > 0) {
            here = done.path();
            made++;
        }
        for (StepResult.Trial trial : done.trials()) {
            if (trial.minimum().length > 0) {
                BitSet terms = candidates.indices(trial.terms());
                fitted.put(terms, trial.minimum());
                losses.put(terms, trial.heldOut());
                made++;
            }
        }
    }

    /**
     * Does the next step.
     *
     * @throws PathSearch.Stopped if it was to stop
     */
    StepResult carryOut(SelectionStep step) {
        StepResult result = result(step);
        return new StepResult(result.path(), result.largestPenalty(), result.trials(), objections);
    }

    private StepResult result(SelectionStep step) {
        return switch (step) {
            case SelectionStep.Start() -> {
                here = minimum(without(candidates.indices()), here);
                yield new StepResult(here, heldOut.isEmpty() ? OptionalDouble.of(largestPenalty()) : OptionalDouble.empty(), List.of());
            }
            case SelectionStep.Penalty(_, double lambda) -> {
                here = minimum(path(lambda), here);
                yield new StepResult(here, OptionalDouble.empty(),
                        heldOut.isEmpty() ? List.of() : trials(List.of(candidates.support(here))));
            }
            case SelectionStep.Subsets(_, List<List<String>> subsets) -> {
                List<BitSet> supports = subsets.stream().map(candidates::indices).toList();
                yield new StepResult(NONE, OptionalDouble.empty(), trials(supports));
            }
        };
    }

    /** Returns the least penalty at which all candidates stay at 0 where the path begins: the largest of their slopes there. */
    private double largestPenalty() {
        double[] gradient = training.answer(List.of(Query.ofAll(here, Wanted.SECOND_ORDER))).getFirst().gradient();
        BoundsAndL1 free = path(0);
        double[] shares = training.shares();
        return Arrays.stream(candidates.places(candidates.indices()))
                .mapToDouble(i -> free.descent(i, 0, gradient[i]) / shares[i]).max().orElse(0);
    }

    /** Tries sets of terms, fitted without a penalty, on what is held out. */
    private List<StepResult.Trial> trials(List<BitSet> subsets) {
        List<BitSet> unknown = subsets.stream().filter(terms -> !fitted.containsKey(terms)).toList();
        // A fit begins at one of more terms, so only those of the same number can be made side by side.
        unknown.stream().map(BitSet::cardinality).distinct().sorted(Comparator.reverseOrder()).forEach(size ->
                fit(unknown.stream().filter(terms -> terms.cardinality() == size).toList()));
        return subsets.stream().map(terms -> new StepResult.Trial(candidates.names(terms), Objects.requireNonNull(losses.get(terms)),
                unknown.contains(terms) ? Objects.requireNonNull(fitted.get(terms)) : NONE)).toList();
    }

    private void fit(List<BitSet> supports) {
        List<double[]> minima = minima(supports.stream().map(this::sought).toList());
        List<Double> misfits = heldOut.orElseThrow().misfits(minima);
        for (int i = 0; i < supports.size(); i++) {
            fitted.put(supports.get(i), minima.get(i));
            losses.put(supports.get(i), misfits.get(i).isNaN() ? Double.POSITIVE_INFINITY : misfits.get(i));
        }
    }

    private PathSearch.Sought sought(BitSet support) {
        BitSet left = candidates.indices();
        left.andNot(support);
        double[] start = fitted.getOrDefault(nearest(support), here).clone();
        Arrays.stream(candidates.places(left)).forEach(i -> start[i] = 0);
        return sought(without(left), start);
    }

    /** Returns the terms fitted before that have one more; itself if there are none. */
    private BitSet nearest(BitSet support) {
        BitSet larger = (BitSet) support.clone();
        for (int i : candidates.indices().stream().filter(each -> !support.get(each)).toArray()) {
            larger.set(i);
            if (fitted.containsKey(larger)) {
                return larger;
            }
            larger.clear(i);
        }
        return support;
    }

    /** Puts one L1 penalty on all candidates of a trajectory's vector, and none on other numbers. */
    private BoundsAndL1 path(double penalty) {
        BoundsAndL1 own = training.boundsAndL1();
        double[] l1 = new double[own.size()];
        double[] shares = training.shares();
        Arrays.stream(candidates.places(candidates.indices())).forEach(i -> l1[i] = penalty * shares[i]);
        return new BoundsAndL1(own.lower(), own.upper(), l1);
    }

    /** Keeps some candidates at 0, and puts no L1 penalty on the others. */
    private BoundsAndL1 without(BitSet left) {
        double[] lower = training.boundsAndL1().lower().clone();
        double[] upper = training.boundsAndL1().upper().clone();
        Arrays.stream(candidates.places(left)).forEach(i -> {
            lower[i] = 0;
            upper[i] = 0;
        });
        return new BoundsAndL1(lower, upper, new double[lower.length]);
    }

    private PathSearch.Sought sought(BoundsAndL1 boundsAndL1, double[] start) {
        return new PathSearch.Sought(boundsAndL1, start, made++);
    }

    private double[] minimum(BoundsAndL1 boundsAndL1, double[] start) {
        return minima(List.of(sought(boundsAndL1, start))).getFirst();
    }

    private List<double[]> minima(List<PathSearch.Sought> fits) {
        List<PathSearch.Minimum> ends = search.minima(training, fits);
        ends.stream().map(PathSearch.Minimum::objection).filter(objection -> !objection.isEmpty()).forEach(objections::add);
        List<double[]> minima = ends.stream().map(PathSearch.Minimum::point).toList();
        // No zero has a sign, so that what is written and read again is the same.
        minima.forEach(minimum -> Arrays.setAll(minimum, i -> minimum[i] + 0.0));
        return minima;
    }

    @Override
    public void close() {
        training.close();
        heldOut.ifPresent(Objective::close);
    }
}
