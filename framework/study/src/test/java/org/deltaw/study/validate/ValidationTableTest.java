package org.deltaw.study.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.deltaw.kernel.data.FoldSettings;
import org.deltaw.spec.json.JsonFile;
import org.deltaw.spec.json.JsonText;
import org.deltaw.spi.Warning;
import org.deltaw.study.task.Task;
import org.junit.jupiter.api.Test;

class ValidationTableTest {
    private static final Warning SEPARATED = new Warning("separated", "One goes to infinity.", "rule.w");
    private static final Warning MORE = new Warning("separated", "Another does.", "rule.x");
    private static final ValidationDesign DESIGN = new ValidationDesign(
            new ValidationSettings(new FoldSettings(3, FoldSettings.Over.TRIALS)), "digest", List.of("nll"));

    private static FoldResult fold(int number, Optional<ChosenTerms> terms, Warning... warnings) {
        return new FoldResult("", number, "converged in 3", false, true, List.of("a"), 1, Map.of("ada", OptionalDouble.of(-2)), terms,
                Map.of("rule", "dw = w"), Map.of(), Map.of("loss", 0.5), List.of(warnings));
    }

    private static Optional<ChosenTerms> terms(String... selected) {
        return Optional.of(new ChosenTerms(List.of("rule.w", "rule.x", "rule.x*r", "rule.1"), List.of(selected)));
    }

    @Test
    void warningsOfFoldsAreCountedAndShown() {
        ValidationTable table = new ValidationTable(DESIGN, List.of(fold(1, Optional.empty(), SEPARATED, MORE), fold(2, Optional.empty()),
                fold(3, Optional.empty(), MORE)));
        List<String> csv = table.csv().lines().toList();
        assertTrue(csv.getFirst().endsWith(",warnings"), csv.getFirst());
        assertTrue(csv.get(1).endsWith(",separated") && csv.get(2).endsWith(",") && csv.get(3).endsWith(",separated"), table.csv());
        assertTrue(table.notes().contains("Warning separated in 2 of 3 folds (1 and 3), the first: One goes to infinity."),
                () -> "" + table.notes());
        assertTrue(table.text().lines().findFirst().orElseThrow().contains("warnings"), table.text());
        assertFalse(new ValidationTable(DESIGN, List.of(fold(2, Optional.empty()))).text().contains("warnings"));
    }

    @Test
    void termsAreCountedOverFolds() {
        ValidationTable table = new ValidationTable(DESIGN, List.of(fold(1, terms("rule.w", "rule.x*r")), fold(2, terms("rule.x*r")),
                fold(3, terms("rule.w", "rule.x*r", "rule.1"))));
        assertTrue(table.notes().contains("Terms were chosen anew in each fold, from what it does not hold out. Of 3 folds: x*r in 3; w "
                + "in 2; 1 in 1; never x."), () -> "" + table.notes());
        assertTrue(table.csv().lines().toList().get(1).endsWith(",rule.w;rule.x*r,"), table.csv());
        assertTrue(table.text().lines().toList().get(1).endsWith("w, x*r"), table.text());
        assertTrue(new ValidationTable(DESIGN, List.of(fold(1, terms()))).notes().contains(
                "Terms were chosen anew in each fold, from what it does not hold out. Of 1 fold none has chosen any term."));
    }

    @Test
    void whatIsWrittenIsRead() {
        for (FoldResult fold : List.of(fold(1, terms(), SEPARATED, MORE), fold(2, Optional.empty()), fold(3, terms("rule.w")))) {
            Object written = JsonFile.read("fold", JsonText.write(FoldResult.FORMAT.write(fold)));
            assertEquals(fold, FoldResult.FORMAT.read(new Task("fold", "fold.json", "1"), written));
        }
    }
}
