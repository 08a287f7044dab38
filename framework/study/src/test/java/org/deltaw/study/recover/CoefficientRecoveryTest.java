package org.deltaw.study.recover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.deltaw.kernel.evaluation.Proportion;
import org.deltaw.spi.data.Design;
import org.deltaw.spi.data.Resamplings;
import org.junit.jupiter.api.Test;

/** The figures of a recovery, against estimates made by hand. */
class CoefficientRecoveryTest {
    private static final Design.Size SIZE = new Design.Size(80, 1, 0);

    private static Estimate stated(double value, double error) {
        return new Estimate("rule.w", 1.5, Estimate.Status.STATED, value,
                Optional.of(new Estimate.Interval(error, value - 2 * error, value + 2 * error)));
    }

    private static Estimate without(Estimate.Status status, double value) {
        return new Estimate("rule.w", 1.5, status, value, Optional.empty());
    }

    private static CoefficientRecovery row(double truth, Estimate... estimates) {
        return new CoefficientRecovery(SIZE, "rule.w", Stream.of(estimates).map(each ->
                new Estimate(each.parameter(), truth, each.status(), each.value(), each.interval())).toList());
    }

    /** 1 and 2 hold 1.5, and 2 excludes 0; 4 misses it and excludes 0. */
    private static final CoefficientRecovery ROW = row(1.5, stated(1, 0.5), stated(2, 0.8), stated(4, 1),
            without(Estimate.Status.WITHOUT_INTERVAL, 5), without(Estimate.Status.SEPARATED, 40),
            without(Estimate.Status.NOT_DETERMINED, -30), without(Estimate.Status.NOT_CONVERGED, 7),
            without(Estimate.Status.DIVERGED, Double.NaN));

    @Test
    void meansAreOfEstimatesWithAValue() {
        assertEquals(3, ROW.mean().getAsDouble(), 1e-15);
        assertEquals(1.5, ROW.bias().getAsDouble(), 1e-15);
        // Variance (4 + 1 + 1 + 4) / 3.
        assertEquals(Math.sqrt(10 / 3.0), ROW.deviation().getAsDouble(), 1e-15);
        assertEquals((0.5 + 0.8 + 1) / 3, ROW.meanStandardError().getAsDouble(), 1e-15);
        assertEquals(4 * (0.5 + 0.8 + 1) / 3, ROW.meanWidth().getAsDouble(), 1e-14);
    }

    @Test
    void replicateWithoutAnIntervalIsAMiss() {
        // 1 +- 1 and 2 +- 1.6 hold 1.5; 4 +- 2 does not; five have none. 2 - 1.6 and 4 - 2 are above 0, 1 - 1 is not.
        assertEquals(new Proportion(2, 8), ROW.coverage().orElseThrow());
        assertEquals(new Proportion(2, 8), ROW.power().orElseThrow());
        assertEquals(8, ROW.replicates());
        assertEquals(1, ROW.count(Estimate.Status.SEPARATED));
    }

    @Test
    void intervalBelowZeroCountsForPower() {
        assertEquals(new Proportion(1, 2), row(-1, stated(-2, 0.5), stated(-2, 1)).power().orElseThrow());
    }

    @Test
    void allSeparatedIsNoCoverageAndNoMean() {
        CoefficientRecovery row = row(1, without(Estimate.Status.SEPARATED, 40), without(Estimate.Status.SEPARATED, 50));
        assertEquals(new Proportion(0, 2), row.coverage().orElseThrow());
        assertEquals(OptionalDouble.empty(), row.mean());
        assertEquals(OptionalDouble.empty(), row.bias());
        assertEquals(OptionalDouble.empty(), row.deviation());
    }

    @Test
    void fitsThatGiveNoIntervalsAtAllMissNothing() {
        CoefficientRecovery row = row(1, without(Estimate.Status.WITHOUT_INTERVAL, 1), without(Estimate.Status.DIVERGED, Double.NaN));
        assertEquals(Optional.empty(), row.coverage());
        assertEquals(Optional.empty(), row.power());
        assertEquals(1, row.mean().getAsDouble());
    }

    @Test
    void unknownTruthHasNeitherBiasNorCoverage() {
        CoefficientRecovery row = row(Double.NaN, stated(1, 0.1), stated(2, 0.1));
        assertEquals(OptionalDouble.empty(), row.bias());
        assertEquals(Optional.empty(), row.coverage());
        assertEquals(new Proportion(2, 2), row.power().orElseThrow());
    }

    @Test
    void tableHasTheColumnsThatItsReadersRelyOn() {
        RecoveryResult result = new RecoveryResult("the rule", new Design.Telling(Set.of(), Resamplings.AUTOMATIC), List.of(ROW), List.of(),
                List.of(new RecoveryResult.OptimaCount(SIZE, 1, 6), new RecoveryResult.OptimaCount(SIZE, 2, 2)),
                List.of(new RecoveryResult.NumberedEstimate(SIZE, 3, stated(1, 0.5))), List.of(), true);
        RecoveryTables tables = new RecoveryTables(result);
        List<String> lines = tables.csv().lines().toList();
        assertEquals("trials,subjects,parameter,truth,mean,bias,sd,mean_se,coverage,coverage_low,coverage_high,power,separated,replicates",
                lines.getFirst());
        String[] cells = lines.get(1).split(",");
        assertEquals(List.of("80", "1", "rule.w", "1.5", "3.0", "1.5"), List.of(cells).subList(0, 6));
        assertEquals(List.of("0.25", "1", "8"), List.of(cells).subList(11, 14));
        assertEquals("80,1,3,rule.w,stated,1.0,0.5,0.0,2.0", tables.estimatesCsv().lines().toList().get(1));
        assertTrue(tables.notes().contains("rule.w with 80 trials, 1 subject: of 8 replicates 1 without an interval, as at a "
                + "bound or where the curvature is not that of a minimum; 1 separated: "
                + "it runs to infinity; 1 not determined by the data; 1 not converged; 1 diverged."), tables.notes().toString());
        assertTrue(tables.notes().contains("Of 8 fits with 80 trials, 1 subject, the starts of 6 ended in one optimum and 2 ended in "
                + "2 distinct optima."), tables.notes().toString());
        Map<String, Object> json = ROW.json();
        assertEquals(1L, json.get("notDetermined"));
        assertEquals(3L, json.get("stated"));
    }
}
