package org.deltaw.kernel;

import java.util.List;
import org.deltaw.spi.Configured;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.optimizer.Optimizer;

/** By what an objective is minimised. */
public sealed interface OptimizerChoice {
    /** What {@link Automatic} chooses for rules with named coefficients. */
    ExtensionId FOR_COEFFICIENTS = new ExtensionId("gauss-newton");
    /** What {@link Automatic} chooses for all others. */
    ExtensionId FOR_WEIGHTS = new ExtensionId("adam");
    /** How a spec asks for {@link Automatic}; no optimizer can have that name. */
    String AUTOMATIC = "automatic";

    /** By the optimizer that the user named. */
    record Named(Configured<Optimizer<?>> optimizer) implements OptimizerChoice {
        @Override
        public List<Configured<Optimizer<?>>> candidates() {
            return List.of(optimizer);
        }
    }

    /**
     * By one of two, as {@code Problem.method} says when the model is known.
     *
     * @param forCoefficients for rules with named coefficients: {@link #FOR_COEFFICIENTS} with its default settings
     * @param forWeights for rules with arrays of weights, and whatever is no case for the other: {@link #FOR_WEIGHTS}
     */
    record Automatic(Configured<Optimizer<?>> forCoefficients, Configured<Optimizer<?>> forWeights) implements OptimizerChoice {
        @Override
        public List<Configured<Optimizer<?>>> candidates() {
            return List.of(forCoefficients, forWeights);
        }
    }

    /** Lists the optimizers that it may be, the one for rules with named coefficients first. */
    List<Configured<Optimizer<?>>> candidates();
}
