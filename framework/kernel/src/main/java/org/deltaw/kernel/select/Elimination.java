package org.deltaw.kernel.select;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Takes terms away one by one, each time the one without which held-out data are described best, as long as what is left
 * counts as good as the best so far. It asks what subsets cost and is told; for one thread.
 */
final class Elimination {
    private final SelectionSettings.Rule rule;
    private final BitSet left;
    private final List<Taken> taken = new ArrayList<>();
    private List<BitSet> asked = List.of();
    private HeldOutLoss best = new HeldOutLoss(List.of());
    private boolean begun;
    private boolean done;

    /**
     * A term that was taken away.
     *
     * @param heldOut what the terms left then cost on the folds
     */
    record Taken(int term, HeldOutLoss heldOut) {}

    /** @param terms from which to take away */
    Elimination(SelectionSettings.Rule rule, BitSet terms) {
        this.rule = rule;
        this.left = (BitSet) terms.clone();
        this.done = terms.isEmpty();
    }

    /** Tells whether a choice counts as good as another that predicts no worse. */
    static boolean isGood(SelectionSettings.Rule rule, HeldOutLoss loss, HeldOutLoss best) {
        double excess = loss.excessOver(best);
        return switch (rule) {
            case BEST -> excess <= 0;
            case ONE_STANDARD_ERROR -> excess <= 0 || excess <= loss.standardErrorFrom(best);
        };
    }

    /** Returns the terms of which it must know what they cost; none if it has come to its end. */
    List<BitSet> ask() {
        List<BitSet> subsets = new ArrayList<>();
        if (!done) {
            if (!begun) {
                subsets.add((BitSet) left.clone());
            }
            left.stream().forEach(i -> {
                BitSet without = (BitSet) left.clone();
                without.clear(i);
                subsets.add(without);
            });
        }
        asked = List.copyOf(subsets);
        return asked;
    }

    /** Is told what they cost. */
    void tell(List<HeldOutLoss> losses) {
        int first = begun ? 0 : 1;
        best = begun ? best : losses.getFirst();
        begun = true;
        int least = first;
        for (int i = first + 1; i < losses.size(); i++) {
            least = losses.get(i).mean() < losses.get(least).mean() ? i : least;
        }
        HeldOutLoss without = losses.get(least);
        done = !isGood(rule, without, best);
        if (!done) {
            BitSet gone = (BitSet) left.clone();
            gone.andNot(asked.get(least));
            left.and(asked.get(least));
            best = without.mean() < best.mean() ? without : best;
            taken.add(new Taken(gone.nextSetBit(0), without));
            done = left.isEmpty();
        }
    }

    /** Returns what is left. */
    BitSet left() {
        return (BitSet) left.clone();
    }

    /** Lists the terms that were taken away, in their order. */
    List<Taken> taken() {
        return List.copyOf(taken);
    }
}
