package org.deltaw.kernel.fit;

import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.deltaw.kernel.minimise.Checkpoint;

/**
 * What came of the starts of a training.
 *
 * @param checkpoint where each of them stands
 * @param best the number, from 1 on, of the one that counts: with the lowest loss at its end among those that are allowed; if training was
 *     interrupted, with the lowest in its last epoch
 * @param losses of each of several at its end, with penalties; infinite where it diverged; empty if there is but one, or training was
 *     interrupted
 */
public record Starts(Checkpoint checkpoint, int best, List<Double> losses) {
    public Starts {
        losses = List.copyOf(losses);
    }

    /** Is that of starts that have not all come to their end, or of a single one. */
    static Starts going(Checkpoint checkpoint) {
        return new Starts(checkpoint, checkpoint.bestStart(), List.of());
    }

    /**
     * Is that of several starts that have come to their end.
     *
     * @param allowed tells whether the numbers of a start may be the result; if those of none may, the lowest loss counts alone
     */
    static Starts ended(Checkpoint checkpoint, List<Double> losses, Predicate<double[]> allowed) {
        int best = IntStream.range(0, losses.size()).boxed().sorted(Comparator.comparing(losses::get))
                .filter(start -> Double.isFinite(losses.get(start)) && allowed.test(checkpoint.starts().get(start).parameters()))
                .findFirst().map(start -> start + 1).orElseGet(() -> Checkpoint.lowest(losses));
        return new Starts(checkpoint, best, losses);
    }

    /** Returns where the one that counts stands. */
    Checkpoint.Start standing() {
        return checkpoint.starts().get(best - 1);
    }
}
