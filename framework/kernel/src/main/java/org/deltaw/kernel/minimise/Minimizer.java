package org.deltaw.kernel.minimise;

import java.util.List;
import org.deltaw.spi.optimizer.Answer;
import org.deltaw.spi.optimizer.Query;

/** A search for the minimum of an objective, up to its end, as one of several in a {@link Minimization}. For one thread. */
public interface Minimizer {
    /** Returns where it wants values next; nowhere once it has come to its end. It is told before it is asked again. */
    List<Query> ask();

    /**
     * Answers what it asked.
     *
     * @param answers one for each query, in their order
     */
    void tell(List<Answer> answers);
}
