package org.deltaw.kernel.evaluation;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.deltaw.kernel.likelihood.Replication;

/**
 * The log-likelihood of a recording, or of a part of it, with its replicates put together.
 *
 * @param recording its name
 * @param subject whose it is
 * @param logLikelihood in nats
 * @param replication on how many replicates it rests; empty if there are none, or it is not their marginal one
 */
public record RecordingLikelihood(String recording, String subject, double logLikelihood, Optional<Replication> replication) {
    /** Adds up the log-likelihoods of each subject's recordings, by the subject's name, sorted. */
    public static SequencedMap<String, Double> bySubject(Collection<RecordingLikelihood> recordings) {
        SequencedMap<String, Double> sums = new TreeMap<>();
        recordings.forEach(each -> sums.merge(each.subject(), each.logLikelihood(), Double::sum));
        return new LinkedHashMap<>(sums);
    }
}
