package org.deltaw.study.validate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltaw.kernel.select.Selection;
import org.deltaw.study.record.JsonTree;

/**
 * The terms that were chosen without a fold.
 *
 * @param candidates names of the coefficients of all terms from which was chosen
 * @param selected those of the chosen ones
 */
public record ChosenTerms(List<String> candidates, List<String> selected) {
    public ChosenTerms {
        candidates = List.copyOf(candidates);
        selected = List.copyOf(selected);
    }

    static ChosenTerms of(Selection selection) {
        return new ChosenTerms(selection.candidates(), selection.selected());
    }

    /** Returns what {@code validation.json} says of them. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("candidates", candidates);
        json.put("selected", selected);
        return json;
    }

    /** Reads what was written of a fold; empty if the rule has all its terms. */
    static Optional<ChosenTerms> read(JsonTree fold) {
        return fold.map().containsKey("selected") ? Optional.of(new ChosenTerms(fold.texts("candidates"), fold.texts("selected")))
                : Optional.empty();
    }
}
