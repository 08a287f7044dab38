package org.deltaw.spi.optimizer;

import java.util.Set;
import org.deltaw.spi.Extension;
import org.deltaw.spi.InvalidSpecException;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A method of minimisation: at which points is the objective to be evaluated next, and what is wanted there?
 *
 * <p>It is asked and told, and never calls back: whoever has the objective decides when, where and together with what else a
 * point is evaluated. Prove one by extending {@code OptimizerContract} from the testkit.
 *
 * @param <S> settings read from the spec file
 */
@ConsumerType
public interface Optimizer<S extends Record> extends Extension<S> {
    /** Returns the most that it wants at a point; asking for more is an error. */
    Wanted most(S settings);

    /** Lists what may be expected of its searches. */
    Set<Trait> traits(S settings);

    /**
     * Begins a search.
     *
     * @param start within the bounds; not kept
     * @throws InvalidSpecException if it cannot minimise such an objective
     */
    Search begin(S settings, SearchProblem problem, double[] start);

    /**
     * Goes on with a search from the end of one of its iterations, or from its beginning, with the same bits.
     *
     * @param problem that with which the search began
     * @param point where it stood, as {@link Search#point} gave it; not kept
     * @param state what it remembered, as {@link Search#state} gave it
     * @throws InvalidSpecException if the state is of another version or shape
     */
    Search resume(S settings, SearchProblem problem, double[] point, OptimizerState state);

    /**
     * Says what a user may try if values stop being finite, as a phrase that names settings by their full keys: "a smaller
     * training.optimizer.learning-rate".
     */
    default String remedy(S settings) {
        return "other initial values (rule.initial)";
    }
}
