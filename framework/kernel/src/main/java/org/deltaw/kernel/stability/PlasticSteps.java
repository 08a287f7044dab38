package org.deltaw.kernel.stability;

import java.util.List;
import java.util.stream.IntStream;
import org.deltaw.kernel.model.Model;
import org.deltaw.spi.backend.ModelInput;

/** The steps of some trajectories in which weights may change. Immutable. */
final class PlasticSteps {
    private final List<int[]> steps;
    private final long total;

    PlasticSteps(Model model, List<ModelInput> inputs) {
        int gate = model.program().channels().indexOf(model.gate());
        this.steps = inputs.stream().map(input ->
                IntStream.range(0, input.steps()).filter(t -> input.channels().get(gate)[t] != 0).toArray()).toList();
        this.total = steps.stream().mapToLong(each -> each.length).sum();
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

    /** The n-th of so many that are taken stands at n * total / taken. */
    private boolean isTaken(long place, long taken) {
        return (place + 1) * taken / total > place * taken / total;
    }

    /** Returns how many there are, and are examined of these. */
    Stability.Steps counts(List<int[]> chosen) {
        return new Stability.Steps(total, chosen.stream().mapToLong(each -> each.length).sum(),
                steps.stream().mapToLong(each -> each.length).max().orElse(0));
    }
}
