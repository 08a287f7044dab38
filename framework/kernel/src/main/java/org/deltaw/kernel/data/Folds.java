package org.deltaw.kernel.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Seed;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Trajectory;

/**
 * Divides what rules are fitted to into folds. Every part is held out in one fold and fitted in all others; repetitions
 * of a recording are always in the same.
 *
 * @param seed by which whole recordings or subjects are dealt out; blocks of trials are where they are
 */
public record Folds(FoldSettings settings, Seed seed) {
    /** Returns the channels of the parts, given those of the data. */
    public List<Channel> channels(List<Channel> channels) {
        return settings.over() == FoldSettings.Over.TRIALS ? Masks.of(channels).channels() : channels;
    }

    /**
     * Divides the parts that are fitted; what a split holds out already is in no fold.
     *
     * @throws InvalidSpecException if there are too few recordings, subjects or trials
     */
    public List<Split> of(Split split) {
        return switch (settings.over()) {
            case RECORDINGS -> wholes(split, Trajectory::recording, "recording");
            case SUBJECTS -> wholes(split, Trajectory::subject, "subject");
            case TRIALS -> blocks(split);
        };
    }

    private List<Split> wholes(Split split, Function<Trajectory, String> owner, String noun) {
        Set<String> names = new LinkedHashSet<>();
        split.training().forEach(part -> names.add(owner.apply(part.trajectory())));
        if (names.size() < settings.folds()) {
            throw new InvalidSpecException("The data have " + names.size() + " " + noun + (names.size() == 1 ? "" : "s")
                    + ", too few for " + settings.folds() + " folds over " + noun + "s; use fewer folds, or blocks of trials "
                    + "(--over trials).");
        }
        Map<String, Integer> foldOf = dealt(names);
        List<Split> folds = new ArrayList<>();
        for (int fold = 0; fold < settings.folds(); fold++) {
            List<Part> training = new ArrayList<>();
            List<Part> heldOut = new ArrayList<>();
            for (Part part : split.training()) {
                (Objects.requireNonNull(foldOf.get(owner.apply(part.trajectory()))) == fold ? heldOut : training).add(part);
            }
            folds.add(new Split(split.channels(), training, heldOut));
        }
        return folds;
    }

    /** Deals out names like shuffled cards, so that sizes differ by at most 1. */
    private Map<String, Integer> dealt(Set<String> names) {
        List<String> shuffled = new ArrayList<>(names);
        Collections.shuffle(shuffled, seed.generator());
        Map<String, Integer> foldOf = new HashMap<>();
        for (int i = 0; i < shuffled.size(); i++) {
            foldOf.put(shuffled.get(i), i % settings.folds());
        }
        return foldOf;
    }

    private List<Split> blocks(Split split) {
        Masks masks = Masks.of(split.channels());
        List<Split> folds = new ArrayList<>();
        for (int fold = 0; fold < settings.folds(); fold++) {
            List<Part> training = new ArrayList<>();
            List<Part> heldOut = new ArrayList<>();
            for (Part part : split.training()) {
                List<Trajectory.Trial> trials = trials(part);
                int from = block(trials.size(), fold);
                int to = block(trials.size(), fold + 1);
                List<Trajectory.Trial> others = new ArrayList<>(trials);
                others.subList(from, to).clear();
                training.add(masks.part(part.trajectory(), others));
                heldOut.add(masks.part(part.trajectory(), trials.subList(from, to)));
            }
            folds.add(new Split(masks.channels(), training, heldOut));
        }
        return folds;
    }

    private int block(int trials, int fold) {
        return (int) ((long) trials * fold / settings.folds());
    }

    /** Lists the trials of a part; its steps if there are no trials. */
    private List<Trajectory.Trial> trials(Part part) {
        List<Trajectory.Trial> trials = new ArrayList<>();
        if (part.trajectory().trials().isEmpty()) {
            part.indices().forEach(step -> trials.add(new Trajectory.Trial(step, step + 1)));
        } else {
            int end = part.spans().getLast().to();
            part.trajectory().trials().stream().filter(trial -> trial.to() <= end).forEach(trials::add);
        }
        if (trials.size() < settings.folds()) {
            throw new InvalidSpecException("Trajectory '" + part.trajectory().id() + "' has " + trials.size()
                    + " trials, too few for " + settings.folds() + " folds over trials; use fewer folds, or leave it out.");
        }
        return trials;
    }
}
