package org.deltaw.kernel.fit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltaw.kernel.evaluation.Metrics;
import org.deltaw.kernel.inference.Uncertainty;
import org.deltaw.kernel.minimise.Checkpoint;
import org.deltaw.kernel.minimise.Method;
import org.deltaw.kernel.minimise.Outcome;
import org.deltaw.kernel.model.ParameterValue;
import org.deltaw.kernel.model.TargetMeans;
import org.deltaw.kernel.stability.Stability;
import org.deltaw.spi.Warning;

/**
 * What came out of a fit.
 *
 * @param subject whose; empty if all subjects were fitted together
 * @param method by which it was trained, and why by that
 * @param outcome how training ended; from several starts, that from the best
 * @param parameters all parameters with their values, fitted or not
 * @param means of targets over the data it was fitted to, by which constant predictions are made
 * @param formulas the fitted rule as a person would write it, by owner ({@code rule} or {@code rule.GROUP}); of a rule
 *     of which something is fitted for each subject or session one for each, as {@code rule@UNIT}
 * @param metrics how well the model describes the data it was fitted to
 * @param heldOut how well it describes data it was not fitted to; empty if none were held out
 * @param uncertainty how far the data determine the parameters
 * @param stability what the weights of each group of plastic synapses do by themselves; empty if training diverged
 * @param warnings what a user should know before concluding anything from it
 * @param starts where training stands, with its history
 * @param device where it was computed
 */
public record FitResult(
        String subject, Method method, Outcome outcome, List<ParameterValue> parameters, TargetMeans means,
        Map<String, String> formulas, Metrics metrics, Optional<Metrics> heldOut, Uncertainty uncertainty, List<Stability> stability,
        List<Warning> warnings, Starts starts, String device) {
    public FitResult {
        parameters = List.copyOf(parameters);
        formulas = Map.copyOf(formulas);
        stability = List.copyOf(stability);
        warnings = List.copyOf(warnings);
    }

    /** Tells whether parameters have priors, so that their values are the mode of the posterior. */
    public boolean isPosteriorMode() {
        return parameters.stream().anyMatch(parameter -> parameter.prior().isPresent());
    }

    /** Returns where training stands: of several starts the one that counts. */
    public Checkpoint.Start best() {
        return starts.standing();
    }
}
