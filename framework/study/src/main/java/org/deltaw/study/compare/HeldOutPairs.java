package org.deltaw.study.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.deltaw.kernel.comparison.Alternative;
import org.deltaw.kernel.comparison.PairedDifferences;
import org.deltaw.spec.text.Words;
import org.deltaw.study.report.Numbers;
import org.deltaw.study.report.TextTable;

/**
 * How two rules predict what they were not fitted to, subject by subject: log-likelihoods of one minus those of the other, and tests.
 *
 * @param relation of the two
 * @param minuend the run from whose log-likelihoods others are subtracted: the larger rule of two that are nested, else the later
 * @param subtrahend the run whose are subtracted
 * @param differences in nats, by subject
 * @param leftOut subjects of which one of them is not known, or not finite
 */
record HeldOutPairs(
        Relation relation, String minuend, String subtrahend, Map<String, Double> differences, List<String> leftOut) {
    /** Differences of log-likelihoods that are smaller, in nats, are within what optimizers leave. */
    static final double TOLERANCE = 1e-6;

    /** More names than these nobody reads. */
    private static final int MOST_NAMES = 24;

    /**
     * Takes the differences of two runs.
     *
     * @param first log-likelihoods of the first, by subject
     * @param other those of the other
     */
    static HeldOutPairs of(ComparedModel one, Map<String, OptionalDouble> first, ComparedModel two, Map<String, OptionalDouble> other,
            Relation relation) {
        boolean turned = relation.kind() == Relation.Kind.OTHER_WITHIN_FIRST;
        Map<String, Double> differences = new TreeMap<>();
        List<String> leftOut = new ArrayList<>();
        new TreeMap<>(first).forEach((subject, value) -> {
            double here = value.orElse(Double.NaN);
            double there = other.getOrDefault(subject, OptionalDouble.empty()).orElse(Double.NaN);
            if (Double.isFinite(there - here)) {
                differences.put(subject, turned ? here - there : there - here);
            } else {
                leftOut.add(subject);
            }
        });
        return new HeldOutPairs(relation, turned ? one.name() : two.name(), turned ? two.name() : one.name(), differences, leftOut);
    }

    private Alternative alternative() {
        return relation.isNested() ? Alternative.GREATER : Alternative.TWO_SIDED;
    }

    private Optional<PairedDifferences> summary() {
        return differences.isEmpty() ? Optional.empty()
                : Optional.of(new PairedDifferences(List.copyOf(differences.values()), TOLERANCE, alternative()));
    }

    private boolean isTested() {
        return relation.allowsTests();
    }

    String title() {
        return "Held out: " + minuend + " minus " + subtrahend + ", log-likelihood of each subject in nats";
    }

    /** Writes each difference, if they are not too many, and what they come to. */
    String text() {
        if (summary().isEmpty()) {
            return "  No subject has a log-likelihood in both.";
        }
        PairedDifferences summary = summary().get();
        StringBuilder text = new StringBuilder();
        if (differences.size() <= MOST_NAMES) {
            TextTable each = new TextTable("subject", "difference");
            differences.forEach((subject, value) -> each.row(subject, Numbers.significant(value, 4)));
            text.append(each).append(System.lineSeparator()).append(System.lineSeparator());
        }
        TextTable table = new TextTable("subjects", "mean", "standard error", "more than 0", "equal", "p of signs", "p of signed ranks",
                "smallest possible p");
        table.row("" + summary.values().size(), Numbers.significant(summary.mean(), 4), rounded(summary.standardError()),
                "" + summary.positive(), "" + summary.equal(), rounded(signP(summary)), rounded(rankP(summary)),
                isTested() ? Numbers.significant(summary.smallestP(), 2) : "-");
        return text.append(table).toString();
    }

    private static String rounded(OptionalDouble value) {
        return value.isPresent() ? Numbers.significant(value.getAsDouble(), 3) : "-";
    }

    private OptionalDouble signP(PairedDifferences summary) {
        return isTested() ? summary.signTest() : OptionalDouble.empty();
    }

    private OptionalDouble rankP(PairedDifferences summary) {
        return isTested() ? summary.signedRankTest().map(test -> OptionalDouble.of(test.pValue())).orElse(OptionalDouble.empty())
                : OptionalDouble.empty();
    }

    /** Says what is tested, and what is left out. */
    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        if (relation.isNested()) {
            sentences.add("The rule of " + subtrahend + " lies within that of "
                    + minuend + ", so p is one-sided: how probable so many subjects, or ranks, in favour of " + minuend
                    + " are if it predicts no better. A useless term costs what it predicts, so a mean below 0 is what to expect of one.");
        } else if (isTested()) {
            sentences.add(relation.sentence(subtrahend, minuend) + " p is two-sided, of whether " + minuend + " and " + subtrahend
                    + " predict differently.");
        } else {
            sentences.add(relation.sentence(subtrahend, minuend));
        }
        if (!leftOut.isEmpty()) {
            sentences.add("Left out, since training diverged or there is no finite log-likelihood in both: " + Words.and(leftOut) + ".");
        }
        return sentences;
    }

    /** Writes it for programs. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("minuend", minuend);
        json.put("subtrahend", subtrahend);
        summary().ifPresent(summary -> {
            json.put("subjects", summary.values().size());
            json.put("mean", summary.mean());
            json.put("standardError", summary.standardError());
            json.put("positive", summary.positive());
            json.put("equal", summary.equal());
            json.put("oneSided", relation.isNested());
            json.put("signTestP", signP(summary));
            json.put("signedRankP", rankP(summary));
            json.put("smallestP", summary.smallestP());
        });
        json.put("differences", differences);
        json.put("leftOut", leftOut);
        return json;
    }
}
