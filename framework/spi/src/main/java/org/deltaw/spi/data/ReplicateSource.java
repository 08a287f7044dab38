package org.deltaw.spi.data;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Draws replicates of recordings beyond those that a dataset holds: the same choices and rewards with other noise of the inputs. The
 * likelihood of a recording is a mean over replicates, and how many it takes is known only when a rule is fitted. May be used by several
 * threads.
 */
@ConsumerType
@FunctionalInterface
public interface ReplicateSource {
    /**
     * Draws one. The same recording and number always give the same trajectory, so that those with the first numbers stay what they are
     * when more are drawn.
     *
     * @param recording as {@link Trajectory#recording} names it
     * @param number from 1 on; the dataset holds those with the first numbers, in their order
     */
    Trajectory replicate(String recording, int number);
}
