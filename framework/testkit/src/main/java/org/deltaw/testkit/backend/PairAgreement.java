package org.deltaw.testkit.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.deltaw.spi.backend.Batch;
import org.deltaw.spi.backend.Evaluation;
import org.deltaw.spi.backend.ModelInput;
import org.deltaw.spi.backend.Pairs;
import org.deltaw.spi.backend.Quantity;
import org.deltaw.spi.backend.Simulation;
import org.deltaw.spi.backend.SimulationPart;
import org.deltaw.spi.backend.SimulationStart;
import org.deltaw.spi.backend.Stepper;
import org.deltaw.spi.backend.WeightedSum;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The rules of a backend by which pairs, and simulations side by side, leave each other alone. */
abstract class PairAgreement<S extends Record> extends BackendAgreement<S> {
    private static final Set<Quantity> SUMMED = EnumSet.of(Quantity.GRADIENT, Quantity.CURVATURE);

    PairAgreement() {}

    @Test
    @DisplayName("B26: a pair gives the same bits alone and beside any others, however often its vector and trajectory occur")
    void pairsDoNotMatterToEachOther() {
        inAllWays((settings, precision) -> {
            for (TestModel model : List.of(TestModels.layer(3, 5), TestModels.recurrent(3), TestModels.explosive())) {
                try (Made made = made(settings, precision, model); Batch batch = made.load(model.trajectories(0, 9, 1, 40, 9, 17))) {
                    Pairs pairs = TestPairs.mixed(model, 6, 45);
                    List<Evaluation> together = batch.evaluate(pairs, ALL);
                    List<Evaluation> reversed = batch.evaluate(TestPairs.reversed(pairs), ALL).reversed();
                    for (int i = 0; i < pairs.size(); i++) {
                        Evaluation alone = batch.evaluate(Pairs.one(pairs.vector(i), pairs.trajectory(i)), ALL).getFirst();
                        assertSame("alone and beside other pairs", alone, together.get(i));
                        assertSame("in another order beside other pairs", alone, reversed.get(i));
                    }
                    assertEquals(List.of(), batch.evaluate(pairs.range(0, 0), ALL));
                }
            }
        });
    }

    @Test
    @DisplayName("B27: a pair whose parameters are no numbers leaves the others alone; sums count weights, and name who diverged")
    void sumsAreByVector() {
        inAllWays((settings, precision) -> {
            TestModel model = TestModels.layer(3, 5);
            try (Made made = made(settings, precision, model); Batch batch = made.load(model.trajectories(5, 3, 12))) {
                double[] broken = model.parameters().clone();
                broken[0] = Double.NaN;
                double[] unused = model.parameters().clone();
                Pairs pairs = new Pairs(List.of(model.parameters(), broken, unused), new int[] {0, 1, 0, 0, 1},
                        new int[] {0, 1, 2, 0, 0}, new double[] {0.5, 1, 2, 0, -1});
                List<Evaluation> each = batch.evaluate(pairs, SUMMED);
                for (int i = 0; i < pairs.size(); i++) {
                    assertSame("alone and beside a pair that diverges",
                            batch.evaluate(Pairs.one(pairs.vector(i), pairs.trajectory(i)), SUMMED).getFirst(), each.get(i));
                }
                List<WeightedSum> expected = WeightedSum.of(pairs, each, SUMMED);
                List<WeightedSum> sums = batch.sums(pairs, SUMMED);
                assertEquals(3, sums.size(), "number of sums");
                for (int vector : new int[] {0, 2}) {
                    made.tolerance.assertAgree("the weighted sum", asEvaluation(expected.get(vector)), asEvaluation(sums.get(vector)));
                }
                assertEquals(List.of(OptionalInt.empty(), OptionalInt.of(1), OptionalInt.empty()),
                        sums.stream().map(WeightedSum::diverged).toList(), "the pair that diverged");
                assertThrows(IllegalArgumentException.class, () -> batch.sums(pairs, ALL), "sums of derivatives by initial states");
            }
        });
    }

    private static Evaluation asEvaluation(WeightedSum sum) {
        return new Evaluation(sum.loss(), sum.gradient(), List.of(), sum.curvature());
    }

    @Test
    @DisplayName("B28: simulations are shown in the order of the pairs, each as its trajectory alone, and hold what was wanted")
    void simulationsAreVisitedInOrder() {
        inAllWays((settings, precision) -> {
            TestModel model = TestModels.layer(3, 5);
            try (Made made = made(settings, precision, model, AMPLE, 2); Batch batch = made.load(model.trajectories(5, 0, 12, 1, 7))) {
                Pairs pairs = TestPairs.mixed(model, 5, 21);
                List<Integer> order = new ArrayList<>();
                List<Simulation> all = new ArrayList<>();
                batch.simulate(pairs, EVERYTHING, (pair, simulation) -> {
                    order.add(pair);
                    all.add(simulation);
                });
                assertEquals(IntStream.range(0, 21).boxed().toList(), order, "the order in which pairs are visited");
                for (int i = 0; i < pairs.size(); i++) {
                    Simulation beside = all.get(i);
                    batch.simulate(Pairs.one(pairs.vector(i), pairs.trajectory(i)), EVERYTHING,
                            (_, alone) -> assertSame("alone and beside other pairs", alone, beside));
                }
                for (SimulationPart part : SimulationPart.values()) {
                    batch.simulate(Pairs.one(model.parameters(), 2), Set.of(part), (_, shown) -> assertShows(part, shown));
                }
            }
        });
    }

    private static void assertShows(SimulationPart part, Simulation shown) {
        assertEquals(part == SimulationPart.OUTPUTS ? 1 : 0, shown.outputs().size(), part + " wanted: number of outputs");
        assertEquals(part == SimulationPart.STATES ? 1 : 0, shown.states().size(), part + " wanted: number of states");
        assertEquals(part == SimulationPart.LOSSES ? 12 : 0, shown.losses().length, part + " wanted: number of losses");
    }

    @Test
    @DisplayName("B29: simulations that go on side by side show what each shows alone")
    void steppersSideBySide() {
        inAllWays((settings, precision) -> {
            for (TestModel model : List.of(TestModels.layer(3, 5), TestModels.recurrent(4), TestModels.options(2, 3))) {
                List<ModelInput> inputs = LongStream.range(0, 11).mapToObj(number -> model.inputs().of(4, number)).toList();
                List<SimulationStart> starts = IntStream.range(0, inputs.size()).mapToObj(i -> new SimulationStart(
                        TestPairs.vector(model, i), inputs.get(i).attributes(), inputs.get(i).initialStates())).toList();
                try (Made made = made(settings, precision, model); Stepper together = made.compiled.start(starts)) {
                    List<Stepper> alone = starts.stream().map(start -> made.compiled.start(List.of(start))).toList();
                    for (int t = 0; t < 4; t++) {
                        int step = t;
                        List<List<double[]>> rows = inputs.stream().map(input -> row(input, step)).toList();
                        List<List<double[]>> shown = IntStream.range(0, alone.size())
                                .mapToObj(i -> alone.get(i).observe(rows.get(i))).toList();
                        assertSameArrays("side by side and alone: outputs", beside(shown), together.observe(beside(rows)));
                        IntStream.range(0, alone.size()).forEach(i -> alone.get(i).advance(rows.get(i)));
                        together.advance(beside(rows));
                        assertSameArrays("side by side and alone: states", beside(alone.stream().map(Stepper::states).toList()),
                                together.states());
                    }
                    alone.forEach(Stepper::close);
                }
            }
        });
    }

    private static List<double[]> beside(List<List<double[]>> rows) {
        return IntStream.range(0, rows.getFirst().size()).mapToObj(i ->
                rows.stream().flatMapToDouble(row -> Arrays.stream(row.get(i))).toArray()).toList();
    }

    static List<double[]> row(ModelInput input, int t) {
        return input.channels().stream().map(rows -> {
            int width = rows.length / input.steps();
            return Arrays.copyOfRange(rows, t * width, (t + 1) * width);
        }).toList();
    }

    static void assertSame(String what, Evaluation expected, Evaluation actual) {
        assertEquals(expected.loss(), actual.loss(), what + ": loss");
        assertArrayEquals(expected.gradient(), actual.gradient(), what + ": gradient");
        assertSameArrays(what + ": gradient of initial states", expected.initialStateGradient(),
                actual.initialStateGradient());
        assertArrayEquals(expected.curvature(), actual.curvature(), what + ": curvature");
    }

    static void assertSame(String what, Simulation expected, Simulation actual) {
        assertSameArrays(what + ": outputs", expected.outputs(), actual.outputs());
        assertSameArrays(what + ": states", expected.states(), actual.states());
        assertArrayEquals(expected.losses(), actual.losses(), what + ": losses");
    }

    static void assertSameArrays(String what, List<double[]> expected, List<double[]> actual) {
        assertEquals(expected.size(), actual.size(), what);
        for (int i = 0; i < expected.size(); i++) {
            assertArrayEquals(expected.get(i), actual.get(i), what + " " + i);
        }
    }
}
