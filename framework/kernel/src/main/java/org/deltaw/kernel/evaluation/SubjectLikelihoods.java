package org.deltaw.kernel.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.deltaw.kernel.LikelihoodSettings;
import org.deltaw.kernel.likelihood.Replicates;

/** Log-likelihoods of subjects, put together from those of their trajectories. */
public final class SubjectLikelihoods {
    private SubjectLikelihoods() {}

    /**
     * The log-likelihood of a trajectory, or of a part of it.
     *
     * @param recording of which it is one replicate, or the only one
     * @param logLikelihood in nats
     */
    public record Replicate(String subject, String recording, double logLikelihood) {}

    /**
     * Returns the sum over each subject's recordings, in nats, by the subject's name, sorted.
     *
     * @param combination how the replicates of a recording are put together
     */
    public static SequencedMap<String, Double> of(List<Replicate> replicates, LikelihoodSettings.Combination combination) {
        Map<String, Map<String, List<Double>>> subjects = new TreeMap<>();
        replicates.forEach(each -> subjects.computeIfAbsent(each.subject(), _ -> new LinkedHashMap<>())
                .computeIfAbsent(each.recording(), _ -> new ArrayList<>()).add(each.logLikelihood()));
        SequencedMap<String, Double> sums = new LinkedHashMap<>();
        subjects.forEach((subject, recordings) -> sums.put(subject, recordings.values().stream().mapToDouble(own -> Replicates.of(
                own.stream().mapToDouble(Double::doubleValue).toArray(), combination).logLikelihood()).sum()));
        return sums;
    }
}
