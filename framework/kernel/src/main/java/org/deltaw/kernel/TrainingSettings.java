package org.deltaw.kernel;

import java.util.Optional;
import org.deltaw.kernel.fit.Problem;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Setting;

/** How the loss is minimised. */
public record TrainingSettings(
        @Setting(value = "the method of minimisation; automatic: gauss-newton for a rule with named coefficients, adam for "
                        + "others", byDefault = "automatic")
                Optimizer optimizer,
        @Setting(value = "step size of adam", byDefault = "0.001", min = 0) double learningRate,
        @Setting(value = "how often, at most, all trajectories are used: by adam for a pass, by gauss-newton for a step",
                        byDefault = "250", min = 0)
                int epochs,
        @Setting(value = "how often training is begun: first where the spec says, then at other random initial values; the "
                        + "lowest loss wins", byDefault = "1", min = 1, max = 10_000)
                int starts,
        @Setting(value = "whether adam changes parameters after every trajectory or after all of them",
                        byDefault = "per-trajectory")
                Update update,
        @Setting(value = "whether all subjects share their parameters (pooled) or each is fitted alone (separate)",
                        byDefault = "pooled")
                Subjects subjects,
        @Setting(value = "decay of Adam's mean of gradients", byDefault = "0.9", min = 0, max = 1) double beta1,
        @Setting(value = "decay of Adam's mean of squared gradients", byDefault = "0.999", min = 0, max = 1)
                double beta2,
        @Setting(value = "what Adam adds to the root of the mean of squares", byDefault = "1e-8", min = 0)
                double epsilon,
        @Setting("the largest norm of a gradient for adam; longer ones are shortened") Optional<Double> gradientClip,
        @Setting(value = "stop after so many epochs without improvement; 0 to use all epochs", byDefault = "0", min = 0)
                int patience,
        @Setting(value = "what counts as improvement of the loss, as a fraction of it", byDefault = "1e-6", min = 0)
                double tolerance,
        @Setting(value = "gauss-newton ends when no coefficient's slope leads down: in units of its curvature's root, none "
                        + "more than this times the root of the loss", byDefault = "1e-10", min = 0)
                double gradientTolerance,
        @Setting(value = "gauss-newton ends when the best step promises less than this fraction of the loss",
                        byDefault = "1e-12", min = 0)
                double reductionTolerance,
        @Setting(value = "gauss-newton ends when the best step is shorter than this fraction of the coefficients",
                        byDefault = "1e-10", min = 0)
                double stepTolerance,
        @Setting(value = "whether standard errors are computed at the end where that is possible", byDefault = "true")
                boolean uncertainty,
        @Setting(value = "seconds between two checkpoints", byDefault = "10", min = 0) double checkpointInterval) {
    public TrainingSettings {
        requireDecay("beta1", beta1);
        requireDecay("beta2", beta2);
        requirePositive("epsilon", epsilon);
        gradientClip.ifPresent(limit -> requirePositive("gradient-clip", limit));
        if (gradientClip.isPresent() && optimizer == Optimizer.GAUSS_NEWTON) {
            throw new InvalidSpecException("gradient-clip", "The gradient-clip shortens gradients for adam, but the "
                    + "optimizer is gauss-newton, which limits its steps by itself; leave it out.");
        }
    }

    /** A decay of 1 would keep Adam's means at 0 for ever, and 0 divided by 0 is not a number. */
    private static void requireDecay(String key, double decay) {
        if (!(decay >= 0 && decay < 1)) {
            throw new InvalidSpecException(key, "The decay " + key + " is " + decay
                    + "; expected at least 0 and less than 1.");
        }
    }

    private static void requirePositive(String key, double value) {
        if (!(value > 0)) {
            throw new InvalidSpecException(key, "The " + key + " is " + value + "; expected a positive number.");
        }
    }

    /** A method of minimisation. */
    public enum Optimizer {
        /** Gauss-Newton where {@link Problem#method} says so, else Adam. */
        AUTOMATIC,
        /**
         * Steps to the minimum of a quadratic model within a trust region; the model is made with the generalised
         * Gauss-Newton matrix.
         */
        GAUSS_NEWTON,
        /** Kingma and Ba, Adam: a method for stochastic optimization, ICLR 2015, arXiv 1412.6980, algorithm 1. */
        ADAM
    }

    /** When parameters change. */
    public enum Update {
        /** After every trajectory. */
        PER_TRAJECTORY,
        /** After all trajectories, by the mean of their gradients. */
        PER_BATCH
    }

    /** Who shares parameters. */
    public enum Subjects {
        /** All subjects have the same parameters. */
        POOLED,
        /** Each subject has its own: one fit for each. */
        SEPARATE
    }
}
