package org.deltaw.kernel.minimise;

/** A method of minimisation at work: it holds the parameters and moves them. For one thread. */
public interface Minimizer {
    /** How an epoch ended. */
    sealed interface End {
        /**
         * Parameters have changed.
         *
         * @param loss as {@link Epoch} shows it
         */
        record Moved(double loss) implements End {}

        /** They are as good as they can be; they have not changed. */
        record AtMinimum(Outcome.Criterion criterion) implements End {}

        /** The listener asked to stop before the epoch was over. */
        record Stopped() implements End {}

        /**
         * A loss or gradient was not finite, and there is no way round.
         *
         * @param trajectory whose; -1 if it may be any
         * @param parameters with which it was computed
         */
        record NotFinite(int trajectory, double[] parameters) implements End {}
    }

    /** Moves the parameters once through all trajectories. If that fails it must not be used again. */
    End epoch();

    /** Returns where the parameters are. */
    double[] parameters();

    /** Returns all else that is needed to go on with the same bits. */
    OptimizerState state();
}
