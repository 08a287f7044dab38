package org.deltaw.testkit.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.deltaw.expr.Checker;
import org.deltaw.spi.backend.BackendContext;
import org.deltaw.spi.backend.BackendUnavailableException;
import org.deltaw.spi.backend.Batch;
import org.deltaw.spi.backend.CompiledModel;
import org.deltaw.spi.backend.Evaluation;
import org.deltaw.spi.backend.GradientBackend;
import org.deltaw.spi.backend.ModelInput;
import org.deltaw.spi.backend.Pairs;
import org.deltaw.spi.backend.Precision;
import org.deltaw.spi.backend.Quantity;
import org.deltaw.spi.backend.Simulation;
import org.deltaw.spi.backend.SimulationPart;
import org.deltaw.spi.backend.SimulationStart;
import org.deltaw.spi.backend.Stepper;
import org.deltaw.spi.backend.TrajectoryInterpreter;
import org.deltaw.testkit.ExtensionContract;
import org.deltaw.testkit.Tolerance;
import org.deltaw.testkit.Wording;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The rules of a backend that compare its numbers with those of {@link TrajectoryInterpreter}. */
abstract class BackendAgreement<S extends Record> extends ExtensionContract<S, GradientBackend<S>> {
    static final long AMPLE = 1L << 30;
    static final Set<Quantity> ALL = EnumSet.allOf(Quantity.class);
    static final Set<SimulationPart> EVERYTHING = EnumSet.allOf(SimulationPart.class);
    private static final int[] LENGTHS = {4, 1, 9, 2, 6};

    BackendAgreement() {}

    /** Returns on how many random steps the backend is tried. */
    int seeds() {
        return 30;
    }

    @Override
    protected final Set<String> reservedKeys() {
        return Set.of("name", "precision", "threads", "memory");
    }

    /** A compiled model with how it was made. */
    final class Made implements AutoCloseable {
        final TestModel model;
        final CompiledModel compiled;
        final Tolerance tolerance;

        final int threads;

        private Made(S settings, Precision precision, TestModel model, long memory, int threads) {
            this.model = model;
            this.threads = threads;
            this.tolerance = Tolerance.of(precision);
            this.compiled = extension().compile(settings, model.program(), new BackendContext(precision, memory));
        }

        List<Evaluation> evaluate(List<ModelInput> inputs, Set<Quantity> wanted) {
            try (Batch batch = load(inputs)) {
                return batch.evaluate(Pairs.of(model.parameters(), inputs.size()), wanted);
            }
        }

        List<Simulation> simulate(List<ModelInput> inputs) {
            try (Batch batch = load(inputs)) {
                List<Simulation> all = new ArrayList<>();
                batch.simulate(Pairs.of(model.parameters(), inputs.size()), EVERYTHING, (_, simulation) -> all.add(simulation));
                return all;
            }
        }

        Batch load(List<ModelInput> inputs) {
            return compiled.load(inputs, new PoolWorkers(threads));
        }

        /** Starts one simulation, step by step. */
        Stepper start(ModelInput input) {
            return compiled.start(List.of(new SimulationStart(model.parameters(), input.attributes(), input.initialStates())));
        }

        @Override
        public void close() {
            compiled.close();
        }
    }

    /** What is asserted of one compiled model. */
    interface Check<M> {
        void accept(M made);
    }

    /** Something to be tried with every setting and precision. */
    interface Way<S> {
        void with(S settings, Precision precision);
    }

    /** Tries a rule in all precisions the backend offers; if it cannot run here, that it refuses to. */
    final void inAllWays(Way<S> rule) {
        boolean refuses = extension().unavailable().isPresent();
        withAll(settings -> {
            for (Precision precision : extension().precisions()) {
                try {
                    if (refuses) {
                        assertRefuses(settings, precision);
                    } else {
                        rule.with(settings, precision);
                    }
                } catch (AssertionError | RuntimeException failure) {
                    throw new AssertionError("in " + precision + ", " + failure.getMessage(), failure);
                }
            }
        });
    }

    private void assertRefuses(S settings, Precision precision) {
        BackendUnavailableException refusal = assertThrows(BackendUnavailableException.class,
                () -> made(settings, precision, TestModels.layer(2, 2)).close(), "unavailable, and yet a program is compiled");
        Wording.assertSentence("the refusal", String.valueOf(refusal.getMessage()));
    }

    final Made made(S settings, Precision precision, TestModel model) {
        return new Made(settings, precision, model, AMPLE, 1);
    }

    final Made made(S settings, Precision precision, TestModel model, long memory, int threads) {
        return new Made(settings, precision, model, memory, threads);
    }

    /** Tries a rule with every model whose primitives the backend knows. */
    final void withAllModels(Check<Made> rule) {
        List<TestModel> models = new ArrayList<>(List.of(
                TestModels.layer(1, 1), TestModels.layer(3, 2), TestModels.layer(2, 10), TestModels.layer(17, 9),
                TestModels.layer(30, 20), TestModels.recurrent(1), TestModels.recurrent(5), TestModels.recurrent(24),
                TestModels.everyPrimitive(), TestModels.spiking(1, 1), TestModels.spiking(4, 18),
                TestModels.options(2, 1), TestModels.options(3, 4), TestModels.options(5, 19),
                TestModels.withoutParameters(), TestModels.withoutStates(), TestModels.sparseGroups(3, 4)));
        for (long seed = 1; seed <= seeds(); seed++) {
            models.add(TestModel.of(seed));
        }
        int known = extension().primitives();
        models.removeIf(model -> !Checker.newerThan(known, model.program().expressions()).isEmpty());
        assertFalse(models.isEmpty(), "primitives() is " + known + ", and no model does with these");
        inAllWays((settings, precision) -> {
            for (TestModel model : models) {
                try (Made made = made(settings, precision, model)) {
                    rule.accept(made);
                }
            }
        });
    }

    private void assertEvaluates(Set<Quantity> wanted) {
        withAllModels(made -> {
            List<ModelInput> inputs = made.model.trajectories(LENGTHS);
            assertAgree(made, inputs, made.evaluate(inputs, wanted), wanted);
        });
    }

    static void assertAgree(
            BackendAgreement<?>.Made made, List<ModelInput> inputs, List<Evaluation> found, Set<Quantity> wanted) {
        assertEquals(inputs.size(), found.size(), made.model.name() + ": number of evaluations");
        for (int i = 0; i < inputs.size(); i++) {
            made.tolerance.assertAgree(made.model.name() + ", trajectory " + i,
                    made.model.expected(inputs.get(i), wanted), found.get(i));
        }
    }

    @Test
    @DisplayName("B1: the loss is that of the reference, and what was not wanted is empty")
    void lossAgrees() {
        assertEvaluates(Set.of());
    }

    @Test
    @DisplayName("B2: the gradient by the parameters is that of the reference")
    void gradientAgrees() {
        assertEvaluates(Set.of(Quantity.GRADIENT));
    }

    @Test
    @DisplayName("B3: the gradient by the initial states is that of the reference")
    void initialStateGradientAgrees() {
        assertEvaluates(Set.of(Quantity.INITIAL_STATE_GRADIENT));
    }

    @Test
    @DisplayName("B4: the curvature is that of the reference")
    void curvatureAgrees() {
        assertEvaluates(Set.of(Quantity.CURVATURE));
    }

    @Test
    @DisplayName("B5: all that is wanted at once is what is wanted one by one")
    void everythingAtOnceAgrees() {
        assertEvaluates(ALL);
    }

    @Test
    @DisplayName("B6: a simulation is that of the reference, step by step")
    void simulationAgrees() {
        withAllModels(made -> {
            List<ModelInput> inputs = made.model.trajectories(LENGTHS);
            List<Simulation> found = made.simulate(inputs);
            assertEquals(inputs.size(), found.size(), made.model.name() + ": number of simulations");
            for (int i = 0; i < inputs.size(); i++) {
                made.tolerance.assertAgree(made.model.name() + ", trajectory " + i,
                        made.model.expectedSimulation(inputs.get(i)), found.get(i));
            }
        });
    }

    @Test
    @DisplayName("B7: going step by step shows what a simulation shows, and looking changes nothing")
    void stepperAgrees() {
        withAllModels(made -> {
            ModelInput input = made.model.inputs().of(5, 7);
            Simulation expected = made.model.expectedSimulation(input);
            try (Stepper stepper = made.start(input)) {
                for (int t = 0; t < input.steps(); t++) {
                    made.tolerance.assertValues("state before step " + t, rows(expected.states(), t, 6),
                            stepper.states());
                    List<double[]> channels = rows(input.channels(), t, 5);
                    for (int look = 0; look < t % 3; look++) {
                        made.tolerance.assertValues(made.model.name() + ": output in step " + t,
                                rows(expected.outputs(), t, 5), stepper.observe(channels));
                    }
                    stepper.advance(channels);
                }
                made.tolerance.assertValues(made.model.name() + ": state after the last step",
                        rows(expected.states(), 5, 6), stepper.states());
            }
        });
    }

    /** Takes one row out of arrays that hold so many. */
    private static List<double[]> rows(List<double[]> arrays, int row, int count) {
        return arrays.stream().map(array -> {
            int width = array.length / count;
            return Arrays.copyOfRange(array, row * width, (row + 1) * width);
        }).toList();
    }

    @Test
    @DisplayName("B8: a closed gate leaves the weights as they are, bit for bit; an open one changes them")
    void gateDecides() {
        inAllWays((settings, precision) -> {
            for (double gate : new double[] {0, 1}) {
                try (Made made = made(settings, precision, TestModels.layer(4, 3).with(TestModels.GATE, gate))) {
                    ModelInput input = made.model.inputs().of(3, 1);
                    double[] weights = made.simulate(List.of(input)).getFirst().states().getFirst();
                    boolean same = Arrays.equals(weights, 0, 12, weights, 36, 48);
                    assertEquals(gate == 0, same, "with gate " + gate + " the weights are the same after as before");
                    assertAgree(made, List.of(input), made.evaluate(List.of(input), ALL), ALL);
                }
            }
        });
    }

    @Test
    @DisplayName("B9: what a closed gate shuts out may be no number, and is not seen")
    void closedGateShutsOut() {
        inAllWays((settings, precision) -> {
            TestModel model = TestModels.poisonous().with(TestModels.GATE, 0);
            try (Made made = made(settings, precision, model)) {
                List<ModelInput> inputs = model.trajectories(4, 2);
                List<Evaluation> found = made.evaluate(inputs, ALL);
                found.forEach(each -> assertTrue(Double.isFinite(each.loss()), "loss " + each.loss()));
                assertAgree(made, inputs, found, ALL);
            }
        });
    }

    @Test
    @DisplayName("B10: a run that overflows gives numbers that are not finite, and leaves the others alone")
    void overflowIsAResult() {
        inAllWays((settings, precision) -> {
            try (Made made = made(settings, precision, TestModels.explosive())) {
                List<ModelInput> inputs = made.model.trajectories(2, 30, 3);
                List<Evaluation> found = made.evaluate(inputs, ALL);
                assertFalse(Double.isFinite(found.get(1).loss()), "loss " + found.get(1).loss()
                        + " of a run that overflows");
                assertAgree(made, List.of(inputs.get(0), inputs.get(2)), List.of(found.get(0), found.get(2)), ALL);
                made.simulate(inputs);
            }
        });
    }

    @Test
    @DisplayName("B11: with next to no memory the results are the same as with plenty")
    void littleMemoryIsEnough() {
        inAllWays((settings, precision) -> {
            for (TestModel model : List.of(TestModels.layer(5, 4), TestModels.recurrent(3))) {
                List<ModelInput> inputs = model.trajectories(1, 2, 10, 97);
                for (long memory : new long[] {1, 4_000}) {
                    try (Made made = made(settings, precision, model, memory, 1)) {
                        assertAgree(made, inputs, made.evaluate(inputs, ALL), ALL);
                    }
                }
            }
        });
    }
}
