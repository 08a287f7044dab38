package org.deltaw.kernel.fit;

import java.util.List;
import java.util.Optional;
import org.deltaw.kernel.TrainingSettings;
import org.deltaw.kernel.data.Part;

/**
 * Where the fit to all subjects together ends, as one more start for each that is fitted alone. It is found when it is first wanted, by
 * whoever wants it first, while others wait. May be used by several threads.
 */
final class PooledEnd {
    private final CompiledFit open;
    private final List<Part> training;
    private boolean sought;
    private Optional<double[]> end = Optional.empty();
    private List<String> names = List.of();

    /**
     * Prepares it.
     *
     * @param training of all subjects
     */
    PooledEnd(CompiledFit open, List<Part> training) {
        this.open = open;
        this.training = training;
    }

    /**
     * Returns some of the numbers that were fitted; none if all subjects are fitted together anyway, there is but one, or nothing came
     * of it.
     *
     * @param wanted their names
     */
    synchronized Optional<double[]> of(List<String> wanted) {
        if (!sought) {
            sought = true;
            seek();
        }
        return end.map(all -> wanted.stream().mapToDouble(name -> all[names.indexOf(name)]).toArray());
    }

    private void seek() {
        boolean several = training.stream().map(part -> part.trajectory().subject()).distinct().count() > 1;
        if (open.fit().training().subjects() != TrainingSettings.Subjects.SEPARATE || !several) {
            return;
        }
        try (Problem all = new Problem(open, "", training, List.of())) {
            if (all.method().isSecondOrder()) {
                names = all.names();
                end = all.end();
            }
        }
    }
}
