package org.deltaw.kernel.select;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.deltaw.kernel.Fit;
import org.deltaw.spi.Warning;

/**
 * Decides which step of a selection comes next, from what the steps before gave for all sets of data. The same results lead to the
 * same steps. For one thread.
 */
public final class SelectionProcedure {
    /** A path ends when so many points in a row predict worse than the best by more than so many standard errors. */
    private static final int HOPELESS_POINTS = 3;
    private static final double HOPELESS_ERRORS = 2;

    private final Fit fit;
    private final SelectionSettings settings;
    private final Candidates candidates;
    private final List<BitSet> supports = new ArrayList<>();
    private final List<Selection.Point> path = new ArrayList<>();
    private Optional<Double> largest = Optional.empty();
    private Optional<Elimination> elimination = Optional.empty();
    private final List<List<Warning>> warningsOfRounds = new ArrayList<>();
    private int round;

    SelectionProcedure(Fit fit, SelectionSettings settings, Candidates candidates) {
        this.fit = fit;
        this.settings = settings;
        this.candidates = candidates;
    }

    /** Returns the next step; empty if the terms are selected. */
    public Optional<SelectionStep> next() {
        if (largest.isEmpty()) {
            return Optional.of(new SelectionStep.Start());
        }
        if (elimination.isEmpty() && !isPathDone()) {
            double fraction = Math.pow(settings.range(), path.size() / (settings.lambdas() - 1.0));
            return Optional.of(new SelectionStep.Penalty(path.size() + 1, largest.get() * fraction));
        }
        List<BitSet> asked = elimination.map(Elimination::ask).orElse(List.of());
        return asked.isEmpty() ? Optional.empty()
                : Optional.of(new SelectionStep.Subsets(round + 1, asked.stream().map(candidates::names).toList()));
    }

    /**
     * Is told what came of a step.
     *
     * @param results for each set of data that has part in it, in their order
     */
    public void tell(SelectionStep step, List<StepResult> results) {
        switch (step) {
            case SelectionStep.Start() -> largest = Optional.of(results.getFirst().largestPenalty().orElseThrow());
            case SelectionStep.Penalty(_, double lambda) -> {
                addPoint(lambda, results.getFirst().path(), heldOut(results.subList(1, results.size()), 0), warnings(results, 0));
                if (settings.elimination() && isPathDone()) {
                    elimination = Optional.of(new Elimination(settings.rule(), supports.get(chosen())));
                }
            }
            case SelectionStep.Subsets(_, List<List<String>> subsets) -> {
                round++;
                warningsOfRounds.add(warnings(results, 1));
                elimination.orElseThrow().tell(
                        IntStream.range(0, subsets.size()).mapToObj(i -> heldOut(results, i)).toList());
            }
        }
    }

    /** @param first the number of the first set of data; that of all data is 0 */
    private static List<Warning> warnings(List<StepResult> results, int first) {
        return IntStream.range(0, results.size()).boxed().flatMap(i ->
                results.get(i).warnings(i + first == 0 ? "all data" : "all but fold " + (i + first)).stream()).toList();
    }

    private void addPoint(double lambda, double[] fitted, HeldOutLoss heldOut, List<Warning> warnings) {
        BitSet support = candidates.support(fitted);
        supports.add(support);
        path.add(new Selection.Point(lambda, candidates.coefficients(fitted),
                candidates.names(support), heldOut, warnings));
    }

    private static HeldOutLoss heldOut(List<StepResult> folds, int trial) {
        return new HeldOutLoss(folds.stream().map(fold -> fold.trials().get(trial).heldOut()).toList());
    }

    private boolean isPathDone() {
        return path.size() == settings.lambdas() || isHopeless();
    }

    /** Tells whether the path has gone so far that there is no use in going on: fits to ever more terms take ever longer. */
    private boolean isHopeless() {
        if (path.size() <= HOPELESS_POINTS) {
            return false;
        }
        HeldOutLoss least = path.stream().map(Selection.Point::heldOut).min(Comparator.comparingDouble(HeldOutLoss::mean)).get();
        return path.subList(path.size() - HOPELESS_POINTS, path.size()).stream().map(Selection.Point::heldOut)
                .allMatch(loss -> loss.isWorseThan(least, HOPELESS_ERRORS));
    }

    /** Chooses a point: among those that count as good the one of fewest terms, and among these the best. */
    private int chosen() {
        int best = IntStream.range(0, path.size()).boxed()
                .min((a, b) -> Double.compare(path.get(a).heldOut().mean(), path.get(b).heldOut().mean())).orElseThrow();
        HeldOutLoss least = path.get(best).heldOut();
        int chosen = best;
        for (int i = 0; i < path.size(); i++) {
            int fewer = Integer.compare(supports.get(i).cardinality(), supports.get(chosen).cardinality());
            boolean better = path.get(i).heldOut().mean() < path.get(chosen).heldOut().mean();
            if (Elimination.isGood(settings.rule(), path.get(i).heldOut(), least) && (fewer < 0 || (fewer == 0 && better))) {
                chosen = i;
            }
        }
        return chosen;
    }

    /** Lists the points of the path so far. */
    public List<Selection.Point> path() {
        return List.copyOf(path);
    }

    /** Lists the terms that were taken away so far, in their order. */
    public List<Selection.Elimination> eliminations() {
        List<Elimination.Taken> taken = elimination.map(Elimination::taken).orElse(List.of());
        return IntStream.range(0, taken.size()).mapToObj(i -> new Selection.Elimination(
                candidates.name(taken.get(i).term()), taken.get(i).heldOut(), warningsOfRounds.get(i))).toList();
    }

    /** Returns what was selected, once there is no next step. */
    public Selection selection() {
        if (next().isPresent()) {
            throw new IllegalStateException("There is a step to be done: " + next().get() + ".");
        }
        int chosen = chosen();
        BitSet selected = elimination.map(Elimination::left).orElse(supports.get(chosen));
        return new Selection(candidates.names(candidates.indices()), path, chosen, eliminations(),
                candidates.names(selected), candidates.refit(fit, selected));
    }
}
