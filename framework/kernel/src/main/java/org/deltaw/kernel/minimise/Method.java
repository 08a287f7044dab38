package org.deltaw.kernel.minimise;

import java.util.List;
import org.deltaw.kernel.TrainingSettings;
import org.deltaw.kernel.model.Model;
import org.deltaw.kernel.model.ParameterTable;

/**
 * By which method a problem is minimised, and why.
 *
 * @param optimizer never {@code AUTOMATIC}
 * @param reason a clause that says why: "the spec says so"
 */
public record Method(TrainingSettings.Optimizer optimizer, String reason) {
    /**
     * The most fitted numbers for which the Gauss-Newton method is chosen, and standard errors are computed, unasked. One
     * of its matrices costs about as many forward passes as there are numbers, and solving with it takes time that
     * grows with the cube of their number.
     */
    public static final int MOST_NUMBERS = 200;

    /** Chooses a method for a model. */
    public static Method of(TrainingSettings settings, Model model) {
        if (settings.optimizer() != TrainingSettings.Optimizer.AUTOMATIC) {
            return new Method(settings.optimizer(), "the spec says so");
        }
        String objection = objection(model);
        if (objection.isEmpty() && settings.gradientClip().isPresent()) {
            objection = "gradient-clip is set, which is for adam";
        }
        return objection.isEmpty()
                ? new Method(TrainingSettings.Optimizer.GAUSS_NEWTON, "the rule has named coefficients")
                : new Method(TrainingSettings.Optimizer.ADAM, objection);
    }

    /** Says why a model is not one for second-order methods; empty if it is. */
    public static String objection(Model model) {
        List<ParameterTable.Entry> ofRules = model.parameters().fitted().stream()
                .filter(entry -> entry.scope().startsWith("rule")).toList();
        int numbers = model.program().layout().size();
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
