package org.deltaw.spi.optimizer;

import java.util.List;
import java.util.OptionalInt;

/** What a search asks for, or has to say. */
public sealed interface Request {
    /**
     * Asks for values at one or several points, which may be computed together.
     *
     * @param queries at least one
     */
    record Evaluate(List<Query> queries) implements Request {
        public Evaluate {
            queries = List.copyOf(queries);
        }

        /** Asks for one thing. */
        public static Evaluate of(Query query) {
            return new Evaluate(List.of(query));
        }
    }

    /**
     * An iteration is over: an epoch of the training's history. The search may be left here and gone on with.
     *
     * @param loss of the whole objective, absolute values included, as the history shows it; finite
     */
    record IterationDone(double loss) implements Request {}

    /**
     * Nothing is left to gain; the search stands where the last iteration left it.
     *
     * @param criterion how that was noticed, in a word for records: lower case, words joined by {@code -}
     * @param because the same in a clause for readers: "the loss is flat in every direction"
     */
    record Ended(String criterion, String because) implements Request {}

    /**
     * A value was not finite, and there is no way round.
     *
     * @param point where
     * @param trajectory in which; empty if it may be any
     */
    record Diverged(double[] point, OptionalInt trajectory) implements Request {
        public Diverged {
            point = point.clone();
        }
    }
}
