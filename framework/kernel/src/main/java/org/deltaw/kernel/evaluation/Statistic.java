package org.deltaw.kernel.evaluation;

import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import org.deltaw.kernel.inference.Uncertainty;

/**
 * A figure that says how well a model describes data: what it is called, in which unit and format it is written, where it is shown, and
 * how it is computed. {@link Statistics#ALL} lists them; all texts, tables and files read that list. Immutable.
 *
 * <p>A statistic is either of data, computed from {@link Metrics}, so that it exists of what was fitted and of what was held out; or a
 * criterion, computed from {@link Uncertainty.Information}, which exists of the fit alone.
 */
public final class Statistic {
    /** Which values are better. */
    public enum Better {
        /** The larger. */
        MORE,
        /** The smaller. */
        LESS,
        /** It says nothing of how good a model is. */
        NEITHER
    }

    /** How people read its values. */
    public enum Format {
        /** As a whole number. */
        COUNT,
        /** With a few significant digits. */
        NUMBER,
        /** As a percentage. */
        PERCENT
    }

    /** How the values of trajectories become one. */
    public enum Whole {
        /** It is computed over all steps together. */
        TOTAL,
        /** The same, and the median over trajectories is of interest, too. */
        TOTAL_AND_MEDIAN,
        /** It is the median over those trajectories that have a value. */
        MEDIAN
    }

    /** Whether {@code metrics.json} has it. */
    public enum Recorded {
        /** Always; as null where it is not known. */
        ALWAYS,
        /** Where it is known. */
        IF_KNOWN,
        /** Never: it follows from others, or from what is not kept. */
        NEVER
    }

    /** Where it is shown. Files for programs have all that is recorded. */
    public enum Output {
        /** In what is said of one fit. */
        TEXT,
        /** In a report, for each trajectory. */
        TRAJECTORIES,
        /** On the screen, for each subject that was fitted alone. */
        SUBJECTS,
        /** In cross-validation, for each fold. */
        FOLDS,
        /** In comparisons of fitted models. */
        MODELS,
        /** In comparisons of fitted models, for what was held out. */
        MODELS_HELD_OUT
    }

    /** What statistics have in common that differ in their reference alone. */
    public enum Group {
        /** Nothing. */
        NONE("", ""),
        /** Percent of a null model's deviance. */
        DEVIANCE_EXPLAINED("percent deviance explained", "100 % predicts perfectly, 0 % no better, below 0 % worse"),
        /** R². */
        SHARE_OF_VARIANCE("share of variance reproduced", "R²; 1 is all of it, below 0 worse than the mean");

        private final String title;
        private final String scale;

        Group(String title, String scale) {
            this.title = title;
            this.scale = scale;
        }

        /** Returns what they are, to go on with {@link Statistic#words}. */
        public String title() {
            return title;
        }

        /** Says what they are, and what their values mean. */
        public String explanation() {
            return title + " (" + scale + ")";
        }
    }

    private final Entry entry;

    private Statistic(Entry entry) {
        this.entry = entry;
    }

    /** Returns its name in files; a point goes one level deeper in JSON. */
    public String key() {
        return entry.key;
    }

    /** Returns the head of its column in tables. */
    public String label() {
        return entry.label;
    }

    /** Returns which it belongs to of those that differ in their reference alone. */
    public Group group() {
        return entry.group;
    }

    /** Says what it is; if it is of a group, it goes on with the group's title. */
    public String words() {
        return entry.words;
    }

    /** Says which mean of several it is; empty if there is one only. */
    public String variant() {
        return entry.variant;
    }

    /** Returns what is written behind its value: in which unit it is, or per what; empty for plain numbers. */
    public String unit() {
        return entry.unit;
    }

    /** Returns how people read its values. */
    public Format format() {
        return entry.format;
    }

    /** Returns how the values of trajectories become one. */
    public Whole whole() {
        return entry.whole;
    }

    /** Tells whether {@code metrics.json} has it. */
    public Recorded recorded() {
        return entry.recorded;
    }

    /** Tells whether it is shown somewhere. */
    public boolean isShown(Output output) {
        return entry.outputs.contains(output);
    }

    /** Tells whether the value of a run with several subjects is the sum of theirs; else it is their median. */
    public boolean isSummedOverSubjects() {
        return entry.summed;
    }

    /** Tells whether two models can only be compared by it if their losses are the same. */
    public boolean dependsOnLosses() {
        return entry.dependsOnLosses;
    }

    /** Tells whether it is computed from data; else it is a criterion. */
    public boolean isOfData() {
        return entry.criterion.isEmpty();
    }

    /** Says in full what it is, without a full stop. */
    public String explanation() {
        String what = entry.group == Group.NONE ? entry.words : entry.group.title() + " " + entry.words;
        String direction = switch (entry.better) {
            case MORE -> " (more is better)";
            case LESS -> " (less is better)";
            case NEITHER -> "";
        };
        return what + (entry.variant.isEmpty() ? "" : ", " + entry.variant)
                + (entry.whole == Whole.MEDIAN ? ", median of trajectories" : "") + direction;
    }

    /** Computes it over all trajectories; empty if it is not known. */
    public OptionalDouble of(Metrics metrics) {
        return entry.whole == Whole.MEDIAN ? median(metrics) : entry.overall.apply(metrics);
    }

    /** Computes it for one trajectory; empty if it is not known. */
    public OptionalDouble of(Metrics.TrajectoryFitness trajectory) {
        return entry.each.apply(trajectory);
    }

    /** Computes the median over those trajectories that have a value; empty if none has. */
    public OptionalDouble median(Metrics metrics) {
        return metrics.median(entry.each);
    }

    /** Computes a criterion; empty if it is not known, or is none. */
    public OptionalDouble of(Uncertainty.Information information) {
        return entry.criterion.map(each -> OptionalDouble.of(each.apply(information))).orElse(OptionalDouble.empty());
    }

    @Override
    public String toString() {
        return entry.key;
    }

    /** What is said of a statistic, in the order in which it reads best. */
    static final class Entry {
        private final String key;
        private final String label;
        private final String words;
        private Group group = Group.NONE;
        private String variant = "";
        private String unit = "";
        private Better better = Better.NEITHER;
        private Format format = Format.NUMBER;
        private Whole whole = Whole.TOTAL;
        private Recorded recorded = Recorded.IF_KNOWN;
        private final Set<Output> outputs = EnumSet.noneOf(Output.class);
        private boolean summed;
        private boolean dependsOnLosses;
        private Function<Metrics, OptionalDouble> overall = metrics -> OptionalDouble.empty();
        private Function<Metrics.TrajectoryFitness, OptionalDouble> each = trajectory -> OptionalDouble.empty();
        private Optional<Function<Uncertainty.Information, Double>> criterion = Optional.empty();

        /** Begins with its name in files, the head of its column, and what it is. */
        Entry(String key, String label, String words) {
            this.key = key;
            this.label = label;
            this.words = words;
        }

        Entry in(Group itsGroup) {
            group = itsGroup;
            return this;
        }

        Entry variant(String itsVariant) {
            variant = itsVariant;
            return this;
        }

        Entry unit(String itsUnit) {
            unit = itsUnit;
            return this;
        }

        Entry better(Better which) {
            better = which;
            return this;
        }

        Entry written(Format itsFormat) {
            format = itsFormat;
            return this;
        }

        Entry recorded(Recorded when) {
            recorded = when;
            return this;
        }

        Entry shown(Output... where) {
            outputs.addAll(Set.of(where));
            return this;
        }

        Entry summedOverSubjects() {
            summed = true;
            return this;
        }

        Entry dependingOnLosses() {
            dependsOnLosses = true;
            return this;
        }

        /** Ends with how it is computed from the figures for some steps, be they of all trajectories or of one. */
        Statistic computed(Whole how, Function<Metrics.Fitness, OptionalDouble> computation) {
            return computed(how, metrics -> computation.apply(metrics.total()),
                    trajectory -> computation.apply(trajectory.fitness()));
        }

        /** Ends with how it is computed for all trajectories, and for one. */
        Statistic computed(Whole how, Function<Metrics, OptionalDouble> ofAll,
                Function<Metrics.TrajectoryFitness, OptionalDouble> ofOne) {
            whole = how;
            overall = ofAll;
            each = ofOne;
            return new Statistic(this);
        }

        /** Ends with how it is computed for each trajectory, of which the median counts. */
        Statistic median(Function<Metrics.TrajectoryFitness, OptionalDouble> ofOne) {
            return computed(Whole.MEDIAN, metrics -> metrics.median(ofOne), ofOne);
        }

        /** Ends with which criterion it is. */
        Statistic criterion(Function<Uncertainty.Information, Double> which) {
            criterion = Optional.of(which);
            return new Statistic(this);
        }
    }
}
