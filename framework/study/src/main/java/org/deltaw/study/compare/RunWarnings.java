package org.deltaw.study.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import org.deltaw.spec.text.Words;
import org.deltaw.spi.Warning;
import org.deltaw.study.record.WarningsJson;
import org.deltaw.study.report.Numbers;
import org.deltaw.study.report.WarningsText;

/** The warnings of a run, by subject; under the empty name if all subjects were fitted together. */
record RunWarnings(Map<String, List<Warning>> bySubject) {
    /**
     * Those because of which a log-likelihood may not be the largest that the model can have, or is not to be compared: training
     * ended early or in one optimum of several, at infinity, on a bound, where weights run away, or with too few replicates to
     * average over. Others are about the data, which compared runs share, or about coefficients alone.
     */
    private static final Set<String> THAT_MATTER = Set.of("not-converged", "not-determined", "unstable-weights", "separated",
            "choices-equal", "on-bound", "few-replicates", "no-likelihood");
    /** More subjects than this are counted, not named. */
    private static final int MOST_NAMES = 3;

    /** Returns all codes, each once, separated by spaces. */
    String codes() {
        return WarningsText.codes(bySubject.values().stream().flatMap(List::stream).toList());
    }

    /** Writes all for programs. */
    List<Map<String, Object>> json() {
        List<Map<String, Object>> all = new ArrayList<>();
        bySubject.forEach((subject, warnings) -> WarningsJson.of(warnings).forEach(warning -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("subject", subject);
            one.putAll(warning);
            all.add(one);
        }));
        return all;
    }

    /**
     * Says in one sentence which runs have warnings that matter to a comparison of likelihoods; empty if none has.
     *
     * @param runs by name
     */
    static Optional<String> sentence(SequencedMap<String, RunWarnings> runs) {
        String found = runs.entrySet().stream().filter(run -> !run.getValue().thatMatter().isEmpty())
                .map(run -> run.getKey() + " " + Words.and(run.getValue().thatMatter())).collect(Collectors.joining("; "));
        return found.isEmpty() ? Optional.empty() : Optional.of("Look at what was warned of before you conclude, for it matters here: "
                + found + "; report.html says more.");
    }

    /** Lists the codes that matter, each with the subjects that have it. */
    private List<String> thatMatter() {
        Map<String, List<String>> subjects = new LinkedHashMap<>();
        bySubject.forEach((subject, warnings) -> warnings.stream().map(Warning::code).distinct().filter(THAT_MATTER::contains)
                .forEach(code -> subjects.computeIfAbsent(code, _ -> new ArrayList<>()).add(subject)));
        return subjects.entrySet().stream().map(each -> each.getKey() + of(each.getValue())).toList();
    }

    private static String of(List<String> subjects) {
        return subjects.equals(List.of("")) ? "" : " (" + (subjects.size() <= MOST_NAMES ? Words.and(subjects)
                : Numbers.count(subjects.size(), "subject")) + ")";
    }
}
