package org.deltaw.kernel.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Seed;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Trajectory;

/**
 * Divides what rules are fitted to into folds. Every part is held out in one fold and fitted in all others; repetitions
 * of a recording are always in the same. Which is which follows from the names of subjects, recordings and sessions and from the seed
 * alone: neither from the rule, nor from the order of files, nor from whether each subject is fitted by itself. So all rules have the
 * same folds.
 *
 * @param seed by which whole recordings, sessions or subjects are dealt out; blocks of trials are where they are
 */
public record Folds(FoldSettings settings, Seed seed) {
    /** What is in one fold as a whole: of a subject a recording, a session of it, or all there is. */
    private record Unit(String subject, String recording, String session) implements Comparable<Unit> {
        private static final Comparator<Unit> ORDER =
                Comparator.comparing(Unit::subject).thenComparing(Unit::recording).thenComparing(Unit::session);

        @Override
        public int compareTo(Unit other) {
            return ORDER.compare(this, other);
        }
    }

    /** A unit's steps in a trajectory. */
    private record Piece(Unit unit, Trajectory.Trial span) {}

    /** Returns the channels of the parts, given those of the data. */
    public List<Channel> channels(List<Channel> channels) {
        return settings.over().dividesTrajectories() ? Masks.of(channels).channels() : channels;
    }

    /**
     * Divides the parts that are fitted; what a split holds out already is in no fold.
     *
     * @throws InvalidSpecException if there are too few recordings, sessions, subjects or trials
     */
    public List<Split> of(Split split) {
        return settings.over() == FoldSettings.Over.TRIALS ? blocks(split) : dealt(split);
    }

    private List<Split> dealt(Split split) {
        Map<Unit, Integer> foldOf = dealtUnits(split.training());
        Masks masks = settings.over().dividesTrajectories() ? Masks.of(split.channels()) : Masks.none(split.channels());
        List<Split> folds = new ArrayList<>();
        for (int fold = 0; fold < settings.folds(); fold++) {
            List<Part> training = new ArrayList<>();
            List<Part> heldOut = new ArrayList<>();
            for (Part part : split.training()) {
                List<Trajectory.Trial> here = new ArrayList<>();
                List<Trajectory.Trial> others = new ArrayList<>();
                for (Piece piece : pieces(part)) {
                    (Objects.requireNonNull(foldOf.get(piece.unit())) == fold ? here : others).add(piece.span());
                }
                add(part, here, masks, heldOut);
                add(part, others, masks, training);
            }
            folds.add(new Split(masks.channels(), training, heldOut));
        }
        return folds;
    }

    private static void add(Part part, List<Trajectory.Trial> spans, Masks masks, List<Part> parts) {
        if (!spans.isEmpty()) {
            parts.add(masks.masks().isEmpty() ? part : masks.part(part.trajectory(), spans));
        }
    }

    /** Lists what of a part is in one fold as a whole. */
    private List<Piece> pieces(Part part) {
        Trajectory trajectory = part.trajectory();
        if (settings.over() != FoldSettings.Over.SESSIONS || trajectory.sessions().size() < 2) {
            boolean whole = settings.over() == FoldSettings.Over.SUBJECTS;
            Unit unit = new Unit(trajectory.subject(), whole ? "" : trajectory.recording(), "");
            return part.spans().stream().map(span -> new Piece(unit, span)).toList();
        }
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < trajectory.sessions().size(); i++) {
            Trajectory.Session session = trajectory.sessions().get(i);
            int to = i + 1 < trajectory.sessions().size() ? trajectory.sessions().get(i + 1).from() : trajectory.steps();
            Unit unit = new Unit(trajectory.subject(), trajectory.recording(), session.name());
            part.within(new Trajectory.Trial(session.from(), to)).forEach(span -> pieces.add(new Piece(unit, span)));
        }
        return pieces;
    }

    /** Deals out units like shuffled cards, one subject after the other, so that sizes differ by at most 1, of each subject, too. */
    private Map<Unit, Integer> dealtUnits(List<Part> parts) {
        Map<String, Set<Unit>> units = units(parts);
        requireEnough(units.values().stream().mapToInt(Set::size).sum(), "The data have ");
        List<String> subjects = new ArrayList<>(units.keySet());
        Collections.shuffle(subjects, seed.generator());
        Map<Unit, Integer> foldOf = new HashMap<>();
        for (String subject : subjects) {
            List<Unit> own = new ArrayList<>(Objects.requireNonNull(units.get(subject)));
            Collections.shuffle(own, seed.child(subject).generator());
            own.forEach(unit -> foldOf.put(unit, foldOf.size() % settings.folds()));
        }
        return foldOf;
    }

    /** Lists the units of each subject, in the order of names. */
    private Map<String, Set<Unit>> units(List<Part> parts) {
        Map<String, Set<Unit>> units = new TreeMap<>();
        parts.stream().flatMap(part -> pieces(part).stream()).map(Piece::unit)
                .forEach(unit -> units.computeIfAbsent(unit.subject(), _ -> new TreeSet<>()).add(unit));
        return units;
    }

    /**
     * Requires that each subject by itself has something in all folds.
     *
     * @throws InvalidSpecException that names one that has not
     */
    public void requireEnoughOfEach(Split split) {
        units(split.training()).forEach((subject, own) -> requireEnough(own.size(), "Subject '" + subject + "' has "));
    }

    private void requireEnough(int count, String whoHas) {
        String noun = switch (settings.over()) {
            case RECORDINGS -> "recording";
            case SESSIONS -> "session";
            case SUBJECTS -> "subject";
            case TRIALS -> "trial";
        };
        if (settings.over() != FoldSettings.Over.TRIALS && count < settings.folds()) {
            throw new InvalidSpecException(whoHas + count + " " + noun + (count == 1 ? "" : "s")
                    + ", too few for " + settings.folds() + " folds over " + noun + "s; use fewer folds, or blocks of trials "
                    + "(--over trials).");
        }
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
            part.trajectory().trials().stream().filter(part::holds).forEach(trials::add);
        }
        if (trials.size() < settings.folds()) {
            throw new InvalidSpecException("Trajectory '" + part.trajectory().id() + "' has " + trials.size()
                    + " trials, too few for " + settings.folds() + " folds over trials; use fewer folds, or leave it out.");
        }
        return trials;
    }
}
