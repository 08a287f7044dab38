package org.deltaw.study.recover;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.deltaw.spi.data.Design;
import org.deltaw.spi.data.Resamplings;
import org.junit.jupiter.api.Test;

class ModelConfusionTest {
    private static final Design.Size SIZE = new Design.Size(80, 6, 6);

    private static Replicate.ModelFit fit(double heldOut, Estimate.Status status) {
        return new Replicate.ModelFit(List.of("converged in 3"), true, OptionalDouble.of(heldOut), List.of(1),
                List.of(new Estimate("rule.w", Double.NaN, status, 1, Optional.empty())));
    }

    private static Replicate.ModelFit fit(double heldOut) {
        return fit(heldOut, Estimate.Status.WITHOUT_INTERVAL);
    }

    @Test
    void bestIsTheModelWithTheHighestLikelihoodOfWhatWasHeldOut() {
        assertEquals(OptionalInt.of(1), ModelConfusion.best(new Replicate("", List.of(fit(-50), fit(-40), fit(-45)))));
    }

    @Test
    void modelThatDivergedOrHasNoLikelihoodIsNeverBest() {
        Replicate.ModelFit none = new Replicate.ModelFit(List.of(), true, OptionalDouble.empty(), List.of(), List.of());
        assertEquals(OptionalInt.of(2), ModelConfusion.best(new Replicate("",
                List.of(fit(-1, Estimate.Status.DIVERGED), none, fit(-900)))));
        assertEquals(OptionalInt.empty(), ModelConfusion.best(new Replicate("", List.of(none, none))));
        assertEquals(OptionalInt.empty(), ModelConfusion.best(Replicate.failed("The network stopped choosing.")));
    }

    @Test
    void rowCountsReplicatesAndThoseThatTellNothing() {
        ModelConfusion row = ModelConfusion.of(SIZE, "a", List.of("a", "b"), List.of(new Replicate("", List.of(fit(-1), fit(-2))),
                new Replicate("", List.of(fit(-1), fit(-2))), new Replicate("", List.of(fit(-3), fit(-2))), Replicate.failed("So.")));
        assertEquals(List.of(2, 1), row.counts());
        assertEquals(1, row.untold());
        assertEquals(0.5, row.proportion(0).share());
        RecoveryResult result = new RecoveryResult("the rule", new Design.Telling(Set.of(), Resamplings.AUTOMATIC),
                List.of(), List.of(row), List.of(), List.of(), List.of(), true);
        assertEquals(List.of("trials,subjects,simulated,fitted,best,share,share_low,share_high,replicates"),
                new RecoveryTables(result).confusionCsv().orElseThrow().lines().limit(1).toList());
        assertEquals(List.of(List.of("a", "50 % (7 to 93)", "25 % (1 to 81)")), new RecoveryTables(result).confusionCells(SIZE));
    }
}
