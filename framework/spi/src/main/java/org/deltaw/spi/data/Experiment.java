package org.deltaw.spi.data;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Seed;
import org.deltaw.spi.rule.KnownRule;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * An experiment that can be run: given networks that take the place of animals, it makes the data that would have been recorded.
 * Immutable; may be run by several threads at once.
 */
@ConsumerType
public interface Experiment {
    /** Returns the rule by which synapses change in it, if it is simulated by one; empty if animals did it. */
    Optional<KnownRule> truth();

    /** Names the subjects of which it is, in their order; at least one. */
    List<String> subjects();

    /** Returns what a fit is told whatever the design says, since it is part of what is recorded. */
    Set<Design.Known> alwaysKnown();

    /** Returns how much of it there is, and what a fit is told of it. */
    Design design();

    /**
     * Runs it. The same design, seed and networks give the same data, bit for bit.
     *
     * <p>With its own design it has as many trials in each session as it had. Subjects are simulated in turn: that of which the first
     * trajectory comes k-th stands for the k-th of {@link #subjects}, which begin anew after the last; trajectories that are held out
     * are of these, too.
     *
     * @param design how much is simulated, and what a fit is told of it
     * @param seed of all chance
     * @param agents what behaves in it, one network after the other
     * @return the data, which name the rule of the agents as their truth, and in each trajectory what really was
     * @throws InvalidSpecException if it cannot have that design, or the networks cannot do the task, as when one stops choosing; a key
     *     is one of the source's settings
     */
    Dataset run(Design design, Seed seed, Agents agents);
}
