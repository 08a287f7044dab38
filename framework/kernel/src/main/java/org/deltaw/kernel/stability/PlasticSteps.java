package org.deltaw.kernel.stability;

import java.util.List;
import java.util.stream.IntStream;
import org.deltaw.expr.Symbol;
import org.deltaw.kernel.model.Model;
import org.deltaw.spi.backend.ModelInput;

/** The steps of some trajectories in which weights may change; of trajectories that are too large to be looked at, none. Immutable. */
final class PlasticSteps {
    /** The states of all steps of a trajectory are held at once: 128 MiB. */
    private static final long MOST_NUMBERS = 1L << 24;

    private final List<int[]> steps;
    private final long total;
    private final boolean leftOut;

    PlasticSteps(Model model, List<ModelInput> inputs) {
        int gate = model.program().channels().indexOf(model.gate());
        long states = model.program().states().stream().mapToLong(Symbol::entries).sum();
        this.steps = inputs.stream().map(input -> IntStream.range(0, isTooLarge(input, states) ? 0 : input.steps())
                .filter(t -> input.channels().get(gate)[t] != 0).toArray()).toList();
        this.total = steps.stream().mapToLong(each -> each.length).sum();
        this.leftOut = inputs.stream().allMatch(input -> isTooLarge(input, states));
    }

    private static boolean isTooLarge(ModelInput input, long states) {
        return (input.steps() + 1) * states > MOST_NUMBERS;
    }

    /** Tells whether all trajectories are too large. */
    boolean areAllLeftOut() {
        return leftOut;
    }

    /** Returns for each trajectory some of its steps, evenly spaced over all steps of all trajectories. */
    List<int[]> some(long most) {
        long taken = Math.min(most, total);
        int[][] chosen = new int[steps.size()][];
        long before = 0;
        for (int i = 0; i < chosen.length; i++) {
            int[] own = steps.get(i);
            long start = before;
            chosen[i] = IntStream.range(0, own.length).filter(t -> isTaken(start + t, taken)).map(t -> own[t]).toArray();
            before += own.length;
        }
        return List.of(chosen);
    }

    /** So many places are taken as there are multiples of total / taken up to where they end. */
    private boolean isTaken(long place, long taken) {
        return (place + 1) * taken / total > place * taken / total;
    }

    /** Returns how many there are, and how many of these are examined. */
    Stability.Steps counts(List<int[]> chosen) {
        return new Stability.Steps(total, chosen.stream().mapToLong(each -> each.length).sum(),
                steps.stream().mapToLong(each -> each.length).max().orElse(0));
    }
}
