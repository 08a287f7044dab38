package org.deltaw.study.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltaw.kernel.ExtensionCatalog;
import org.deltaw.kernel.evaluation.Statistics;

/**
 * A fit and the one to which it is compared.
 *
 * @param ratio the likelihood-ratio test if one lies within the other
 * @param inSample differences of what was fitted, if each subject has parameters of its own in both
 * @param heldOut differences of what was held out, if that is the same
 */
record FitPair(ComparedRun first, ComparedRun other, Relation relation, Optional<LikelihoodRatio> ratio,
        Optional<SubjectPairs> inSample, Optional<HeldOutPairs> heldOut) {
    /** @param figures those that may be compared */
    static FitPair of(ComparedRun first, ComparedRun other, List<ModelFigure> figures, ExtensionCatalog extensions) {
        Relation relation = Relation.of(first, other, extensions);
        Optional<LikelihoodRatio> ratio = relation.isNested()
                ? Optional.of(LikelihoodRatio.of(relation.smaller(first, other), relation.larger(first, other), extensions))
                : Optional.empty();
        List<ModelFigure> fitted = figures.stream()
                .filter(figure -> !figure.heldOut() && figure.statistic() != Statistics.PARAMETERS).toList();
        Optional<SubjectPairs> inSample = first.isSeparate() && other.isSeparate()
                ? Optional.of(SubjectPairs.of(first, other, fitted)) : Optional.empty();
        Optional<HeldOutPairs> heldOut = figures.contains(ModelFigure.HELD_OUT_LOG_LIKELIHOOD)
                ? Optional.of(HeldOutPairs.of(first, first.heldOut(), other, other.heldOut(), relation)) : Optional.empty();
        return new FitPair(first, other, relation, ratio, inSample, heldOut);
    }

    List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        inSample.ifPresent(pairs -> sections.add(new Section(
                "Fitted: " + other.name() + " minus " + first.name() + ", in pairs of subjects", pairs.table())));
        heldOut.ifPresent(pairs -> sections.add(new Section(pairs.title(), pairs.text())));
        return sections;
    }

    /** Says how the rules are related, and what tests say of them. */
    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        String related = relation.sentence(first.name(), other.name());
        sentences.add(related + ratio.map(test -> " " + test.sentence()).orElse(""));
        heldOut.ifPresent(pairs -> pairs.sentences().stream().filter(sentence -> !sentence.equals(related)).forEach(sentences::add));
        return sentences;
    }

    /** Writes it for programs. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("first", first.name());
        json.put("other", other.name());
        json.put("relation", relation.key());
        json.put("likelihoodRatio", ratio.map(LikelihoodRatio::json));
        json.put("figures", inSample.map(SubjectPairs::json).orElse(Map.of()));
        json.put("heldOut", heldOut.map(HeldOutPairs::json));
        return json;
    }
}
