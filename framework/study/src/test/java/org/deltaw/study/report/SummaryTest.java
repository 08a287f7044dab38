package org.deltaw.study.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.deltaw.kernel.evaluation.Metrics;
import org.deltaw.kernel.fit.FitResult;
import org.deltaw.kernel.fit.Starts;
import org.deltaw.kernel.inference.Uncertainty;
import org.deltaw.kernel.minimise.Checkpoint;
import org.deltaw.kernel.minimise.Method;
import org.deltaw.kernel.minimise.Outcome;
import org.deltaw.kernel.minimise.SearchStand;
import org.deltaw.kernel.model.TargetMeans;
import org.deltaw.spec.testing.FakeExtensions;
import org.deltaw.spi.Configured;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.Warning;
import org.deltaw.spi.optimizer.OptimizerState;
import org.junit.jupiter.api.Test;

class SummaryTest {
    private static FitResult result(String subject, List<Warning> warnings, double... fitted) {
        Metrics.Fitness all = new Metrics.Fitness(300, 0.5, OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(),
                OptionalDouble.empty());
        Method method = new Method(new Configured<>(
                new FakeExtensions.Method<>("gauss-newton", NoSettings.class), new NoSettings()), "the spec says so");
        SearchStand stand = new SearchStand(new ExtensionId("gauss-newton"), fitted, new OptimizerState(1, Map.of()));
        return new FitResult(subject, method, new Outcome.Finished(), List.of(), new TargetMeans(Map.of()), Map.of(),
                new Metrics(all, List.of()), Optional.empty(), new Uncertainty.NotStated(Uncertainty.Reason.TOO_FEW_DATA, "there are too few"),
                List.of(), warnings, new Starts(new Checkpoint(List.of(Checkpoint.Start.before(stand))), 1, List.of()), "cpu");
    }

    /** Each subject that is fitted alone may have sessions of its own, with numbers of their own. */
    @Test
    void subjectsThatHaveOtherNumbersShareTheTable() {
        Summary summary = new Summary();
        summary.add(result("A", List.of(), 1, 2), List.of("rule.w", "network.bias@A/1"));
        summary.add(result("B", List.of(Warning.of("dark", "It was dark."), Warning.of("on-bound", "On it."), Warning.of("dark", "Again.")),
                3, 4), List.of("rule.w", "network.bias@B/1"));
        List<String> lines = summary.csv().lines().toList();
        assertTrue(lines.get(0).startsWith("subject,outcome,epochs,warnings,steps,loss"), lines.get(0));
        assertTrue(lines.get(0).contains(",rule.w,network.bias@A/1,network.bias@B/1,rule.w.standard_error"), lines.get(0));
        assertTrue(lines.get(1).endsWith(",1.0,2.0,,,,"), lines.get(1));
        assertTrue(lines.get(1).startsWith("A,finished,0,,300,"), lines.get(1));
        assertTrue(lines.get(2).endsWith(",3.0,,4.0,,,"), lines.get(2));
        assertTrue(lines.get(2).startsWith("B,finished,0,dark on-bound,300,"), lines.get(2));
        List<String> table = summary.table().lines().map(line -> line.strip().replaceAll(" +", " ")).toList();
        assertEquals("A finished 0.5 - - 1 2 - -", table.get(1));
        assertEquals("B finished 0.5 - - 3 - 4 dark on-bound", table.get(2));
        assertEquals("median 0.5 - - 2 2 4", table.get(3));
    }
}
