package org.deltaw.spi.optimizer;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A minimisation under way. {@link #ask} says what comes next; after a {@link Request.Evaluate} the answers are {@link #tell
 * told} before it is asked again, after a {@link Request.IterationDone} it may be asked at once, and after the other requests
 * it is over. It may be left at any time. For one thread.
 */
@ConsumerType
public interface Search {
    /** Returns what comes next. */
    Request ask();

    /**
     * Answers a {@link Request.Evaluate}. Values that are not finite are answers like any other.
     *
     * @param answers one for each query, in their order; their arrays belong to the search from then on
     */
    void tell(List<Answer> answers);

    /**
     * Returns where the search stands: the fitted numbers that it would end with now, within the bounds.
     *
     * @return a copy
     */
    double[] point();

    /**
     * Returns all else that is needed to go on with the same bits. It is asked for at the beginning and after each {@link
     * Request.IterationDone}, before the next request; at other times it need not mean anything.
     */
    OptimizerState state();
}
