package org.deltaw.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.deltaw.kernel.evaluation.Metrics;
import org.deltaw.kernel.likelihood.Replication;
import org.deltaw.spec.text.Words;
import org.deltaw.study.report.Numbers;

/** Says in sentences on how many replicates of recordings likelihoods rest. */
final class ReplicatesText {
    /** More names than these are counted. */
    private static final int MOST_NAMES = 3;

    private ReplicatesText() {}

    /** Says that training goes on with more replicates. */
    static String more(Map<String, Integer> replicates) {
        return "Too few replicates carry the likelihood, so training goes on with " + each(replicates) + ".";
    }

    /** Says how many there are, and their effective number: as many of equal weight would say as much; empty if none has several. */
    static Optional<String> of(Metrics metrics) {
        List<Replication> all = metrics.replications();
        if (all.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Integer> numbers = new TreeMap<>();
        all.forEach(each -> numbers.put(each.recording(), each.replicates()));
        Replication least = all.stream().min(Comparator.comparingDouble(Replication::effective)).orElseThrow();
        return Optional.of("The likelihood rests on " + each(numbers) + "; their effective number is "
                + Numbers.significant(least.effective(), 3) + (all.size() == 1 ? "." : " or more (" + least.recording() + ")."));
    }

    /** Lists numbers, and which recordings have them. */
    private static String each(Map<String, Integer> replicates) {
        Map<Integer, List<String>> byNumber = new TreeMap<>();
        new TreeMap<>(replicates).forEach((recording, number) ->
                byNumber.computeIfAbsent(number, _ -> new ArrayList<>()).add(recording));
        return Words.and(byNumber.entrySet().stream().map(each -> each.getKey() + " replicates of " + names(each.getValue())).toList());
    }

    private static String names(List<String> recordings) {
        return recordings.size() <= MOST_NAMES ? Words.and(recordings) : Numbers.count(recordings.size(), "recording");
    }
}
