package org.deltaw.kernel.minimise;

import java.util.List;
import org.deltaw.kernel.OptimizerChoice;
import org.deltaw.kernel.extension.Unchecked;
import org.deltaw.kernel.model.Model;
import org.deltaw.kernel.model.ParameterTable;
import org.deltaw.spi.Configured;
import org.deltaw.spi.optimizer.Optimizer;
import org.deltaw.spi.optimizer.Trait;
import org.deltaw.spi.optimizer.Wanted;

/**
 * By which optimizer a problem is minimised, and why.
 *
 * @param reason a clause that says why: "the spec says so"
 */
public record Method(Configured<Optimizer<?>> optimizer, String reason) {
    /**
     * The most fitted numbers for which second-order methods are chosen, and standard errors are computed, unasked. One
     * matrix costs about as many forward passes as there are numbers, and solving with it takes time that
     * grows with the cube of their number.
     */
    public static final int MOST_NUMBERS = 200;

    /**
     * Chooses an optimizer for a model.
     *
     * @param numbers how many are fitted
     */
    public static Method of(OptimizerChoice choice, Model model, int numbers) {
        return switch (choice) {
            case OptimizerChoice.Named(Configured<Optimizer<?>> optimizer) -> new Method(optimizer, "the spec says so");
            case OptimizerChoice.Automatic automatic -> {
                String objection = objection(model, numbers);
                yield objection.isEmpty()
                        ? new Method(automatic.forCoefficients(), "the rule has named coefficients")
                        : new Method(automatic.forWeights(), objection);
            }
        };
    }

    /** Tells whether something may be expected of an optimizer with its settings. */
    public static boolean has(Configured<Optimizer<?>> optimizer, Trait trait) {
        return Unchecked.optimizer(optimizer).traits(optimizer.settings()).contains(trait);
    }

    /** Tells whether it asks for matrices of second derivatives, by which it takes few iterations. */
    public boolean isSecondOrder() {
        return Unchecked.optimizer(optimizer).most(optimizer.settings()) == Wanted.SECOND_ORDER;
    }

    /** Says what a user may try if values stop being finite. */
    public String remedy() {
        return Unchecked.optimizer(optimizer).remedy(optimizer.settings());
    }

    /**
     * Says why a model is not one for second-order methods; empty if it is.
     *
     * @param numbers how many are fitted
     */
    public static String objection(Model model, int numbers) {
        List<ParameterTable.Entry> ofRules = model.parameters().fitted().stream()
                .filter(entry -> entry.owner().startsWith("rule")).toList();
        if (numbers == 0) {
            return "nothing is fitted";
        }
        if (ofRules.stream().anyMatch(entry -> !entry.parameter().axes().isEmpty())) {
            return "the rule has arrays of weights, not named coefficients alone";
        }
        if (numbers > MOST_NUMBERS) {
            return "there are " + numbers + " fitted numbers, more than " + MOST_NUMBERS;
        }
        return model.terms().stream().anyMatch(term -> term.weight() < 0) ? "a loss has a negative weight" : "";
    }
}
