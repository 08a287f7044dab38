package org.deltaw.study.validate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.deltaw.spec.text.Words;
import org.deltaw.study.report.Numbers;

/**
 * How often terms were chosen, each time without another fold.
 *
 * @param folds in how many folds terms were chosen
 * @param counts for each term, by the name of its coefficient, in how many it was; in the order of the rule
 */
record TermCounts(int folds, Map<String, Integer> counts) {
    /** Counts. */
    static TermCounts of(List<FoldResult> rows) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        rows.forEach(row -> row.terms().ifPresent(terms -> {
            terms.candidates().forEach(name -> counts.putIfAbsent(name, 0));
            terms.selected().forEach(name -> counts.merge(name, 1, Integer::sum));
        }));
        return new TermCounts((int) rows.stream().filter(row -> row.terms().isPresent()).count(), counts);
    }

    /** Tells whether terms were chosen at all. */
    boolean isChosen() {
        return folds > 0;
    }

    /** Writes which terms were chosen without a fold, as a cell. */
    static String text(FoldResult row) {
        return row.terms().map(terms -> terms.selected().isEmpty() ? "none"
                : String.join(", ", terms.selected().stream().map(TermCounts::shortName).toList())).orElse("-");
    }

    /** Says how often each was chosen, the most frequent first. */
    List<String> sentences() {
        if (!isChosen()) {
            return List.of();
        }
        Map<Integer, List<String>> byCount = new TreeMap<>((one, other) -> other - one);
        counts.forEach((name, count) -> byCount.computeIfAbsent(count, _ -> new ArrayList<>()).add(shortName(name)));
        List<String> never = byCount.getOrDefault(0, List.of());
        List<String> chosen = byCount.entrySet().stream().filter(each -> each.getKey() > 0)
                .map(each -> Words.and(each.getValue()) + " in " + each.getKey()).toList();
        return List.of("Terms were chosen anew in each fold, from what it does not hold out. Of " + Numbers.count(folds, "fold")
                + (chosen.isEmpty() ? " none has chosen any term" : ": " + String.join("; ", chosen))
                + (never.isEmpty() || chosen.isEmpty() ? "" : "; never " + Words.or(never)) + ".");
    }

    private static String shortName(String name) {
        return name.replaceFirst("^rule\\.", "");
    }
}
