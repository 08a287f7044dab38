package org.deltaw.spi.loss;

import java.util.List;
import org.deltaw.expr.Expr;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.network.Observable;
import org.osgi.annotation.versioning.ProviderType;

/** What a loss may read. */
@ProviderType
public interface LossInputs {
    /** Tells whether the network shows something that {@link #prediction} reads. */
    boolean shows(Observable observable);

    /** Tells whether the data hold something that {@link #target} reads. */
    boolean holds(Target target);

    /**
     * Reads what the network shows in this step.
     *
     * @throws InvalidSpecException if it does not show that; the message lists what it shows
     */
    Expr prediction(Observable observable);

    /**
     * Reads what was recorded in this step, over the axes of the observable with which it is compared. Where it
     * was not observed it may be anything, not a number included: choose with {@link #observed} before computing.
     *
     * @throws InvalidSpecException if the data do not hold the target, or hold another number of values per
     *     step than the observable has
     */
    Expr target(Target target, Observable comparedWith);

    /** Reads 1 where the target was observed and 0 where it was not, over the target's axes or none. */
    Expr observed(Target target, Observable comparedWith);

    /**
     * Reads the mean of a target over the observed steps of the data that are fitted, over the target's axes: the same in all
     * trajectories, also in those that are held out or that a fitted model is tried with later. Replicates of a recording count
     * once.
     */
    Expr mean(Target target, Observable comparedWith);

    /** Reads the fitted parameters of the rules. */
    List<Expr> ruleParameters();
}
