package org.deltaw.kernel.separation;

import java.util.Arrays;
import java.util.List;
import org.deltaw.kernel.model.Model;
import org.deltaw.kernel.model.TargetMeans;
import org.deltaw.spi.Warning;
import org.deltaw.spi.loss.Loss;

/** Finds data in which every choice is the same, which say of a rule only what it does not forbid. */
public final class EqualChoices {
    private EqualChoices() {}

    /**
     * Warns of them.
     *
     * @param subject whose they are; empty if they are everybody's
     * @param means of targets over the data that are fitted: of a choice that is always the same they are 0 or 1
     * @param observations how many choices there are
     */
    public static List<Warning> warnings(Model model, String subject, TargetMeans means, double observations) {
        boolean choices = model.weightedMisfits().stream().anyMatch(term -> term.loss() instanceof Loss.NegativeLogLikelihood);
        boolean equal = !means.values().isEmpty()
                && means.values().values().stream().flatMapToDouble(Arrays::stream).allMatch(mean -> mean == 0 || mean == 1);
        return !choices || !equal ? List.of() : List.of(new Warning("choices-equal", "All " + Math.round(observations)
                + " choices are the same, so these data cannot tell learning from a bias, and most coefficients have no finite best value. "
                + "Leave them out, or put weak priors on all parameters, as in priors: {w: {normal: [0, 1]}}", subject));
    }
}
