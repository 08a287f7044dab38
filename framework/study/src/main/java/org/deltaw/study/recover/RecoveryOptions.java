package org.deltaw.study.recover;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.data.Design;
import org.deltaw.spi.data.Resamplings;

/**
 * How an experiment is repeated.
 *
 * @param replicates how often, for each size
 * @param trials how many a session has, for each size; as the spec says if there are none
 * @param subjects how many there are, for each size; as the spec says if there are none
 * @param known what a fit is told of what chance drew
 * @param resamplings how many trajectories a recording gives of what it is not told; without it as many as the spec says
 */
public record RecoveryOptions(int replicates, List<Integer> trials, List<Integer> subjects, Set<Design.Known> known,
        Optional<Integer> resamplings) {
    public RecoveryOptions {
        trials = trials.stream().distinct().sorted().toList();
        subjects = subjects.stream().distinct().sorted().toList();
        known = Set.copyOf(known);
        requirePositive("--replicates", List.of(replicates));
        requirePositive("--trials", trials);
        requirePositive("--subjects", subjects);
        requirePositive("--resamplings", resamplings.stream().toList());
    }

    private static void requirePositive(String option, List<Integer> numbers) {
        for (int number : numbers) {
            if (number < 1) {
                throw new InvalidSpecException("'" + option + " " + number + "' is too few; expected at least 1.");
            }
        }
    }

    /** Returns what a fit is told, if the spec says something else. */
    Design.Telling telling(Design.Telling spec) {
        if (known.containsAll(Design.Telling.ALL.known())) {
            return Design.Telling.ALL;
        }
        return new Design.Telling(known, resamplings.map(Resamplings::of).orElse(spec.resamplings()));
    }

    /**
     * Lists the sizes, all numbers of trials with all of subjects.
     *
     * @param heldOut whether something must be held out: as much as the spec says, else as much as is fitted
     */
    List<Design.Size> sizes(Design.Size spec, boolean heldOut) {
        List<Integer> lengths = trials.isEmpty() ? List.of(spec.trials()) : trials;
        List<Integer> numbers = subjects.isEmpty() ? List.of(spec.subjects()) : subjects;
        return lengths.stream().flatMap(length -> numbers.stream().map(number ->
                new Design.Size(length, number, !heldOut ? 0 : spec.heldOut() > 0 ? spec.heldOut() : number))).toList();
    }
}
