package org.deltaw.plugin.gaussnewton;

import org.deltaw.spi.Setting;
import org.deltaw.spi.optimizer.Accuracy;

/** When the Gauss-Newton method ends. */
public record GaussNewtonSettings(
        @Setting(value = "it ends when no coefficient's slope leads down: in units of its curvature's root, none more than "
                        + "this times the root of the loss", byDefault = "1e-10", min = 0)
                double gradientTolerance,
        @Setting(value = "it ends when the best step promises less than this fraction of the loss", byDefault = "1e-12",
                        min = 0)
                double reductionTolerance,
        @Setting(value = "it ends when the best step is shorter than this fraction of the coefficients",
                        byDefault = "1e-10", min = 0)
                double stepTolerance) {
    /** A millionth of each coefficient, as {@link Accuracy#COARSE} says, and what that changes the loss by at most. */
    private static final double COARSE = 1e-6;
    private static final double COARSE_REDUCTION = 1e-9;

    /** Returns tolerances for an accuracy: these, or larger ones. */
    GaussNewtonSettings at(Accuracy accuracy) {
        return switch (accuracy) {
            case FULL -> this;
            case COARSE -> new GaussNewtonSettings(Math.max(gradientTolerance, COARSE),
                    Math.max(reductionTolerance, COARSE_REDUCTION), Math.max(stepTolerance, COARSE));
        };
    }
}
