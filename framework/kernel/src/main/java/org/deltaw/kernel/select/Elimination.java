package org.deltaw.kernel.select;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Takes terms away one by one, each time the one without which held-out data are described best, as long as what is left
 * counts as good as the best so far. For one thread.
 */
final class Elimination {
    private final SelectionSettings.Rule rule;
    private final FoldFits fits;
    private final Candidates candidates;
    private final List<Selection.Elimination> steps = new ArrayList<>();

    Elimination(SelectionSettings.Rule rule, FoldFits fits, Candidates candidates) {
        this.rule = rule;
        this.fits = fits;
        this.candidates = candidates;
    }

    /** Tells whether a choice counts as good as another that predicts no worse. */
    static boolean isGood(SelectionSettings.Rule rule, HeldOutLoss loss, HeldOutLoss best) {
        double excess = loss.excessOver(best);
        return switch (rule) {
            case BEST -> excess <= 0;
            case ONE_STANDARD_ERROR -> excess <= 0 || excess <= loss.standardErrorFrom(best);
        };
    }

    /** Returns what is left of the terms given. */
    BitSet of(BitSet terms, SelectionListener listener) {
        BitSet left = (BitSet) terms.clone();
        HeldOutLoss best = loss(left);
        while (!left.isEmpty()) {
            int least = -1;
            HeldOutLoss without = best;
            for (int i : left.stream().toArray()) {
                left.clear(i);
                HeldOutLoss tried = loss(left);
                left.set(i);
                if (least < 0 || tried.mean() < without.mean()) {
                    least = i;
                    without = tried;
                }
            }
            if (!isGood(rule, without, best)) {
                break;
            }
            left.clear(least);
            best = without.mean() < best.mean() ? without : best;
            steps.add(new Selection.Elimination(name(least), without));
            listener.done("without " + steps.getLast().name() + ": " + left.cardinality() + " terms left");
        }
        return left;
    }

    /** Lists the terms that were taken away, in their order. */
    List<Selection.Elimination> steps() {
        return List.copyOf(steps);
    }

    private HeldOutLoss loss(BitSet terms) {
        return fits.heldOut(_ -> terms);
    }

    private String name(int index) {
        BitSet one = new BitSet();
        one.set(index);
        return candidates.names(one).getFirst();
    }
}
