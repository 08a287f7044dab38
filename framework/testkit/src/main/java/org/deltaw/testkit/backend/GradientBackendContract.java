package org.deltaw.testkit.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.LongStream;
import org.deltaw.expr.Checker;
import org.deltaw.expr.Op;
import org.deltaw.spi.backend.BackendContext;
import org.deltaw.spi.backend.BackendUnavailableException;
import org.deltaw.spi.backend.Batch;
import org.deltaw.spi.backend.CompiledModel;
import org.deltaw.spi.backend.Device;
import org.deltaw.spi.backend.Evaluation;
import org.deltaw.spi.backend.GradientBackend;
import org.deltaw.spi.backend.ModelInput;
import org.deltaw.spi.backend.Pairs;
import org.deltaw.spi.backend.Precision;
import org.deltaw.spi.backend.Simulation;
import org.deltaw.spi.backend.SimulationStart;
import org.deltaw.spi.backend.Stepper;
import org.deltaw.spi.backend.TrajectoryInterpreter;
import org.deltaw.spi.backend.UnsupportedProgramException;
import org.deltaw.testkit.Threads;
import org.deltaw.testkit.Wording;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What every backend must keep; a backend's test extends this. Its numbers are compared with those of
 * {@link TrajectoryInterpreter} on random steps, on models as they are fitted, and on odd ones.
 *
 * @param <S> the backend's settings
 */
public abstract class GradientBackendContract<S extends Record> extends PairAgreement<S> {
    @Test
    @DisplayName("B12: a trajectory gives the same bits in any batch, alone or with others, in any order")
    void batchesDoNotMatter() {
        inAllWays((settings, precision) -> {
            try (Made made = made(settings, precision, TestModels.layer(3, 5))) {
                List<ModelInput> inputs = made.model.trajectories(7, 3, 12, 1);
                List<Evaluation> together = made.evaluate(inputs, ALL);
                List<Evaluation> reversed = made.evaluate(inputs.reversed(), ALL).reversed();
                List<Simulation> simulations = made.simulate(inputs);
                for (int i = 0; i < inputs.size(); i++) {
                    assertSame("alone and with others", together.get(i),
                            made.evaluate(List.of(inputs.get(i)), ALL).getFirst());
                    assertSame("in another order", together.get(i), reversed.get(i));
                    assertSame("alone and with others", simulations.get(i),
                            made.simulate(List.of(inputs.get(i))).getFirst());
                }
            }
        });
    }

    @Test
    @DisplayName("B13: a batch without trajectories gives no results")
    void batchMayBeEmpty() {
        inAllWays((settings, precision) -> {
            try (Made made = made(settings, precision, TestModels.layer(3, 5))) {
                assertEquals(List.of(), made.evaluate(List.of(), ALL));
                assertEquals(List.of(), made.simulate(List.of()));
            }
        });
    }

    @Test
    @DisplayName("B14: the same bits every time, whatever was computed in between, with any number of workers")
    void isDeterministic() {
        inAllWays((settings, precision) -> {
            TestModel model = TestModels.layer(9, 6);
            List<ModelInput> inputs = model.trajectories(20, 5, 11);
            List<Evaluation> first = new ArrayList<>();
            for (int threads = 1; threads <= 3; threads++) {
                try (Made made = made(settings, precision, model, AMPLE, threads); Batch batch = made.load(inputs)) {
                    Pairs pairs = Pairs.of(model.parameters(), inputs.size());
                    first.addAll(first.isEmpty() ? batch.evaluate(pairs, ALL) : List.of());
                    batch.evaluate(Pairs.of(new double[model.parameters().length], inputs.size()), ALL);
                    List<Evaluation> again = batch.evaluate(pairs, ALL);
                    for (int i = 0; i < inputs.size(); i++) {
                        assertSame("once and again with " + threads + " workers", first.get(i), again.get(i));
                    }
                }
            }
        });
    }

    @Test
    @DisplayName("B15: several threads may use one compiled model, each with batches and steppers of its own")
    void modelIsSharedByThreads() {
        inAllWays((settings, precision) -> {
            try (Made made = made(settings, precision, TestModels.recurrent(6))) {
                List<ModelInput> inputs = made.model.trajectories(15, 8);
                List<Evaluation> expected = made.evaluate(inputs, ALL);
                Threads.all(() -> {
                    for (int round = 0; round < 5; round++) {
                        List<Evaluation> found = made.evaluate(inputs, ALL);
                        for (int i = 0; i < inputs.size(); i++) {
                            assertSame("alone and beside others", expected.get(i), found.get(i));
                        }
                        assertSteps(made, inputs.getFirst());
                    }
                    return true;
                });
            }
        });
    }

    private static void assertSteps(BackendAgreement<?>.Made made, ModelInput input) {
        try (Stepper stepper = made.start(input)) {
            for (int t = 0; t < input.steps(); t++) {
                stepper.advance(row(input, t));
            }
            List<double[]> last = made.model.expectedSimulation(input).states().stream()
                    .map(states -> {
                        int width = states.length / (input.steps() + 1);
                        return Arrays.copyOfRange(states, states.length - width, states.length);
                    })
                    .toList();
            made.tolerance.assertValues("state after the last step", last, stepper.states());
        }
    }

    @Test
    @DisplayName("B16: arrays that were handed over are not changed, and those handed back are not used again")
    void arraysAreNotShared() {
        inAllWays((settings, precision) -> {
            try (Made made = made(settings, precision, TestModels.layer(3, 4))) {
                ModelInput input = made.model.inputs().of(6, 1);
                ModelInput same = made.model.inputs().of(6, 1);
                double[] theta = made.model.parameters().clone();
                try (Batch batch = made.load(List.of(input)); Stepper stepper = made.compiled.start(
                        List.of(new SimulationStart(theta, input.attributes(), input.initialStates())))) {
                    Evaluation first = batch.evaluate(Pairs.one(theta, 0), ALL).getFirst();
                    Evaluation copy = copied(first);
                    List<double[]> states = stepper.states();
                    double[] before = states.getFirst().clone();
                    batch.evaluate(Pairs.one(new double[theta.length], 0), ALL);
                    stepper.advance(row(input, 0));
                    assertSame("once and after another evaluation", copy, first);
                    assertArrayEquals(before, states.getFirst(), "states that a stepper gave before it went on");
                }
                assertArrayEquals(made.model.parameters(), theta, "parameters");
                assertSameArrays("channels", same.channels(), input.channels());
                assertSameArrays("attributes", same.attributes(), input.attributes());
                assertSameArrays("initial states", same.initialStates(), input.initialStates());
            }
        });
    }

    private static Evaluation copied(Evaluation from) {
        return new Evaluation(from.loss(), from.gradient().clone(),
                from.initialStateGradient().stream().map(double[]::clone).toList(), from.curvature().clone());
    }

    @Test
    @DisplayName("B17: batches, steppers and models may be closed twice, and a model is named by its device")
    void closingTwiceIsHarmless() {
        inAllWays((settings, precision) -> {
            try (Made made = made(settings, precision, TestModels.layer(2, 2))) {
                Wording.assertOneLine("device()", made.compiled.device());
                ModelInput input = made.model.inputs().of(2, 1);
                Batch batch = made.load(List.of(input));
                batch.evaluate(Pairs.one(made.model.parameters(), 0), ALL);
                batch.close();
                batch.close();
                Stepper stepper = made.start(input);
                stepper.close();
                stepper.close();
                made.compiled.close();
            }
        });
    }

    @Test
    @DisplayName("B18: it knows a version of the primitives that exists, and refuses programs with newer ones by name")
    void refusesUnknownPrimitives() {
        int known = extension().primitives();
        assertTrue(known <= Op.VERSION, "primitives() is " + known + ", the newest are " + Op.VERSION);
        inAllWays((settings, precision) -> {
            TestModel model = TestModels.everyPrimitive();
            Set<String> unknown = Checker.newerThan(known, model.program().expressions()).keySet();
            if (unknown.isEmpty()) {
                made(settings, precision, model).close();
            } else {
                UnsupportedProgramException refusal = assertThrows(UnsupportedProgramException.class,
                        () -> made(settings, precision, model).close(), "a program with " + unknown);
                unknown.forEach(word -> assertTrue(String.valueOf(refusal.getMessage()).contains(word),
                        "the refusal does not name '" + word + "': " + refusal.getMessage()));
            }
        });
    }

    @Test
    @DisplayName("B19: it offers a precision, and refuses to compute in those that it does not offer")
    void refusesOtherPrecisions() {
        Set<Precision> offered = extension().precisions();
        assertFalse(offered.isEmpty(), "precisions() is empty");
        inAllWays((settings, _) -> {
            for (Precision other : EnumSet.complementOf(EnumSet.copyOf(offered))) {
                UnsupportedProgramException refusal = assertThrows(UnsupportedProgramException.class,
                        () -> made(settings, other, TestModels.layer(2, 2)).close(), "a program in " + other);
                assertTrue(String.valueOf(refusal.getMessage()).toUpperCase(Locale.ROOT).contains(other.name()),
                        "the refusal does not name the precision " + other + ": " + refusal.getMessage());
            }
        });
    }

    @Test
    @DisplayName("B20: if it cannot run here it says why in a sentence")
    void saysWhyItCannotRun() {
        extension().unavailable().ifPresent(reason -> Wording.assertSentence("unavailable()", reason));
    }

    @Test
    @DisplayName("B21: one program may be compiled several times, by several threads, at once")
    void compilesOnSeveralThreads() {
        inAllWays((settings, precision) -> {
            TestModel model = TestModels.layer(3, 3);
            List<ModelInput> inputs = model.trajectories(4);
            GradientBackend<S> backend = extension();
            List<Evaluation> results = Threads.all(() -> {
                BackendContext context = new BackendContext(precision, AMPLE);
                try (CompiledModel compiled = backend.compile(settings, model.program(), context);
                        Batch batch = compiled.load(inputs, new PoolWorkers(1))) {
                    return batch.evaluate(Pairs.one(model.parameters(), 0), ALL).getFirst();
                }
            });
            results.forEach(each -> assertSame("on one thread and on another", results.getFirst(), each));
        });
    }

    @Test
    @DisplayName("B22: long trajectories agree with the reference, in any batch, however much their lengths differ")
    void longTrajectoriesAgree() {
        inAllWays((settings, precision) -> {
            for (TestModel model : List.of(TestModels.layer(2, 6), TestModels.recurrent(3))) {
                try (Made made = made(settings, precision, model)) {
                    List<ModelInput> inputs = model.trajectories(97, 1, 40, 33, 96, 3, 70, 97);
                    List<Evaluation> found = made.evaluate(inputs, ALL);
                    assertAgree(made, inputs, found, ALL);
                    for (int i = 0; i < inputs.size(); i++) {
                        assertSame("alone and with others", found.get(i),
                                made.evaluate(List.of(inputs.get(i)), ALL).getFirst());
                    }
                }
            }
        });
    }

    /**
     * Returns how many operations the longest expression of a step has. A backend that can compute as many and would take minutes for
     * it may ask for fewer, and says why.
     */
    protected int longest() {
        return 20_000;
    }

    @Test
    @DisplayName("B23: a step of many operations, one within the other, is computed on a thread with a stack of 512 KB")
    void longExpressionsAreComputed() {
        inAllWays((settings, precision) -> {
            // The graphs are the same in every precision.
            if (precision == Collections.min(extension().precisions())) {
                LongChains.onSmallStack(() -> {
                    try (Made made = made(settings, precision, LongChains.mixed(longest()))) {
                        List<ModelInput> inputs = made.model.trajectories(3);
                        assertAgree(made, inputs, made.evaluate(inputs, ALL), ALL);
                        made.tolerance.assertAgree(made.model.name(), made.model.expectedSimulation(inputs.getFirst()),
                                made.simulate(inputs).getFirst());
                    }
                });
            }
        });
    }

    @Test
    @DisplayName("B24: it lists at least one device, the same every time; if it cannot run here it says so instead")
    void listsDevices() {
        GradientBackend<S> backend = extension();
        if (backend.unavailable().isPresent()) {
            BackendUnavailableException refusal = assertThrows(BackendUnavailableException.class, backend::devices,
                    "unavailable, and yet there are devices");
            Wording.assertSentence("the refusal", String.valueOf(refusal.getMessage()));
            return;
        }
        List<Device> devices = backend.devices();
        assertFalse(devices.isEmpty(), "devices() is empty");
        assertEquals(devices, backend.devices(), "devices() once and again");
        devices.forEach(device -> Wording.assertOneLine("the name of a device", device.name()));
    }

    @Test
    @DisplayName("B25: the maximum over an axis is no number where one entry is none, and only there, wherever that entry is")
    void maximumPassesOverNothing() {
        TestModel model = TestModels.logarithms();
        if (!Checker.newerThan(extension().primitives(), model.program().expressions()).isEmpty()) {
            return;
        }
        inAllWays((settings, precision) -> {
            try (Made made = made(settings, precision, model)) {
                List<ModelInput> inputs = LongStream.range(0, 60).mapToObj(number -> model.inputs().of(1, number)).toList();
                List<Evaluation> found = made.evaluate(inputs, Set.of());
                for (int i = 0; i < inputs.size(); i++) {
                    double loss = model.expected(inputs.get(i), Set.of()).loss();
                    assertEquals(Double.isNaN(loss), Double.isNaN(found.get(i).loss()), "the maximum of the logarithms of "
                            + Arrays.toString(inputs.get(i).channels().getFirst()) + " is " + found.get(i).loss());
                }
            }
        });
    }
}
