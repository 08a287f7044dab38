package org.deltaw.spi.data;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.deltaw.spi.Warning;
import org.deltaw.spi.rule.KnownRule;

/** Trajectories, and what their columns mean. Immutable and thread-safe. */
public final class Dataset {
    private final List<Channel> channels;
    private final List<Trajectory> trajectories;
    private final List<Warning> warnings;
    private final Optional<KnownRule> truth;
    private final List<String> options;
    private final Optional<ReplicateSource> replicates;

    private Dataset(Builder builder) {
        this.channels = List.copyOf(builder.channels);
        this.trajectories = List.copyOf(builder.trajectories);
        this.warnings = List.copyOf(builder.warnings);
        this.truth = builder.truth;
        this.options = List.copyOf(builder.options);
        this.replicates = builder.replicates;
        if (trajectories.stream().allMatch(Trajectory::isHeldOut)) {
            throw new IllegalArgumentException("A dataset needs at least one trajectory that is not held out.");
        }
        if (channels.contains(Channel.SESSION)) {
            throw new IllegalArgumentException("Where sessions begin is said by each trajectory's sessions, not by a channel.");
        }
        Set<String> ids = new HashSet<>();
        for (Trajectory trajectory : trajectories) {
            if (!ids.add(trajectory.id())) {
                throw new IllegalArgumentException("Two trajectories have the id '" + trajectory.id() + "'.");
            }
            trajectory.requireChannels(channels);
        }
    }

    /**
     * Begins to describe data.
     *
     * @param channels the columns that every trajectory has
     */
    public static Builder builder(List<Channel> channels) {
        return new Builder(channels);
    }

    /** Returns the columns that every trajectory has. */
    public List<Channel> channels() {
        return channels;
    }

    /** Returns the trajectories: at least one that is not held out, with unique ids. */
    public List<Trajectory> trajectories() {
        return trajectories;
    }

    /**
     * Returns what a user should know before concluding anything from these data; a warning is about the subject that it names under
     * {@link Warning#where}, or about all.
     */
    public List<Warning> warnings() {
        return warnings;
    }

    /**
     * Returns the rule by which the weights behind these data did change, if it is known because they were simulated; an
     * evaluation repeats it in what each trajectory {@linkplain Trajectory#actual really was}, from the initial states there, to compare
     * weights and activities.
     */
    public Optional<KnownRule> truth() {
        return truth;
    }

    /**
     * Returns what the options are called between which the animals chose, in the order of the values of a choice; empty if they have
     * no names.
     */
    public List<String> options() {
        return options;
    }

    /** Returns what draws more replicates of recordings; empty if there is no chance in them, or their number is the user's choice. */
    public Optional<ReplicateSource> replicates() {
        return replicates;
    }

    /** Describes data, of which at least one trajectory must be known. For one thread. */
    public static final class Builder {
        private final List<Channel> channels;
        private final List<Trajectory> trajectories = new ArrayList<>();
        private final List<Warning> warnings = new ArrayList<>();
        private Optional<KnownRule> truth = Optional.empty();
        private List<String> options = List.of();
        private Optional<ReplicateSource> replicates = Optional.empty();

        private Builder(List<Channel> channels) {
            this.channels = channels;
        }

        /** Adds trajectories. */
        public Builder trajectories(Collection<Trajectory> more) {
            trajectories.addAll(more);
            return this;
        }

        /** Adds trajectories. */
        public Builder trajectories(Trajectory... more) {
            return trajectories(List.of(more));
        }

        /**
         * Adds what a user should know before concluding anything.
         *
         * @param more where one is about a single subject, it names that under {@link Warning#where}; else that is empty
         */
        public Builder warnings(Collection<Warning> more) {
            warnings.addAll(more);
            return this;
        }

        /** Names the rule by which the weights behind the data did change. */
        public Builder truth(KnownRule rule) {
            this.truth = Optional.of(rule);
            return this;
        }

        /** Names the options between which the animals chose, in the order of the values of a choice. */
        public Builder options(List<String> names) {
            this.options = names;
            return this;
        }

        /** Says what draws more replicates of recordings, whose number is left to the program. */
        public Builder replicates(ReplicateSource more) {
            this.replicates = Optional.of(more);
            return this;
        }

        /**
         * Makes the dataset.
         *
         * @throws IllegalArgumentException if all trajectories are held out, two have one id, or one lacks a channel
         */
        public Dataset build() {
            return new Dataset(this);
        }
    }
}
