package org.deltaw.kernel.fit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.evaluation.Evaluator;
import org.deltaw.kernel.evaluation.Metrics;
import org.deltaw.kernel.evaluation.Prediction;
import org.deltaw.kernel.extension.Unchecked;
import org.deltaw.kernel.model.Formulas;
import org.deltaw.kernel.model.ModelAssembly;
import org.deltaw.kernel.model.TargetMeans;
import org.deltaw.spi.network.Observable;
import org.deltaw.spi.parameter.Parameter;
import org.deltaw.spi.rule.RuleFamily;

/** What a model with given numbers says of the data of a problem, and how well. */
record Description(Posed posed, Evaluator evaluator) {
    /**
     * Says how well the training data are described.
     *
     * @param fitted the means of targets over the data that the parameters were fitted to
     * @param penalty on the parameters
     */
    Metrics training(double[] parameters, TargetMeans fitted, double penalty) {
        return evaluator.evaluate(posed.data().training(), posed.data().vectors(), parameters, fitted, penalty);
    }

    /** Says the same of what is held out, without penalties; empty if nothing is. */
    Optional<Metrics> heldOut(double[] parameters, TargetMeans fitted) {
        return posed.data().heldOut().isEmpty() ? Optional.empty()
                : Optional.of(evaluator.evaluate(posed.data().heldOut(), posed.data().heldOutVectors(), parameters, fitted, 0));
    }

    /** Predicts an observable, in training data first; none if the network does not show it. */
    List<Prediction> predict(Observable observable, double[] parameters) {
        List<Prediction> predictions = new ArrayList<>(
                evaluator.predict(observable, posed.data().training(), posed.data().vectors(), parameters, posed.means(), false));
        predictions.addAll(evaluator.predict(
                observable, posed.data().heldOut(), posed.data().heldOutVectors(), parameters, posed.means(), true));
        return predictions;
    }

    /** Writes each rule as a person would, by owner, and by unit where something of it is fitted for each. */
    Map<String, String> formulas(double[] parameters) {
        Map<String, String> formulas = new LinkedHashMap<>();
        for (Fit.RuleChoice choice : posed.fit().rules()) {
            RuleFamily<Record> family = Unchecked.rule(choice.family());
            String owner = ModelAssembly.owner(choice);
            List<Parameter> declared = family.parameters(choice.family().settings());
            posed.numbers().vectors(owner, parameters).forEach((whose, vector) -> formulas.put(
                    whose, Formulas.of(choice, posed.model().parameters().values(owner, declared, vector))));
        }
        return formulas;
    }
}
