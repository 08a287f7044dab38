package org.deltaw.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Symbol;
import org.deltaw.expr.step.StepGraph;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.backend.BackendContext;
import org.deltaw.spi.backend.Batch;
import org.deltaw.spi.backend.CompiledModel;
import org.deltaw.spi.backend.Device;
import org.deltaw.spi.backend.GradientBackend;
import org.deltaw.spi.backend.ModelInput;
import org.deltaw.spi.backend.Precision;
import org.deltaw.spi.backend.Program;
import org.deltaw.spi.backend.SimulationStart;
import org.deltaw.spi.backend.Stepper;
import org.deltaw.spi.backend.Workers;
import org.junit.jupiter.api.Test;

class CompiledProgramsTest {
    private static final BackendContext CONTEXT = new BackendContext(Precision.F64, 1 << 20);

    /** Counts what it compiles, and what of it is open. */
    private static final class Counting implements GradientBackend<Record> {
        private final AtomicInteger compiled = new AtomicInteger();
        private final AtomicInteger open = new AtomicInteger();
        private final AtomicInteger failed = new AtomicInteger();
        private int failures;
        private boolean slow;

        @Override
        public ExtensionId id() {
            return new ExtensionId("counting");
        }

        @Override
        public String description() {
            return "counts";
        }

        @Override
        @SuppressWarnings({"unchecked", "rawtypes"})
        public Class<Record> settingsType() {
            return (Class) NoSettings.class;
        }

        @Override
        public int primitives() {
            return 1;
        }

        @Override
        public Set<Precision> precisions() {
            return Set.of(Precision.F64);
        }

        @Override
        public Optional<String> unavailable() {
            return Optional.empty();
        }

        @Override
        public List<Device> devices() {
            return List.of();
        }

        @Override
        public CompiledModel compile(Record settings, Program program, BackendContext context) {
            if (slow) {
                LockSupport.parkNanos(50_000_000);
            }
            if (compiled.incrementAndGet() <= failures) {
                throw new IllegalStateException("broken");
            }
            open.incrementAndGet();
            return new CompiledModel() {
                @Override
                public String device() {
                    return "none";
                }

                @Override
                public Batch load(List<ModelInput> trajectories, Workers workers) {
                    throw new AssertionError("Nothing is computed.");
                }

                @Override
                public Stepper start(List<SimulationStart> starts) {
                    throw new AssertionError("Nothing is computed.");
                }

                @Override
                public void close() {
                    open.decrementAndGet();
                }
            };
        }
    }

    private final Counting backend = new Counting();

    /** Made anew each time; alike for the same number. */
    private static Program program(double number) {
        Symbol x = Symbol.of(Symbol.Kind.CHANNEL, "x", new Axis("pre", 3));
        Symbol w = Symbol.of(Symbol.Kind.STATE, "w", new Axis("pre", 3));
        Symbol rate = Symbol.of(Symbol.Kind.PARAMETER, "rate");
        Expr learned = w.read().plus(x.read().times(rate.read()).times(number));
        return Program.of(new StepGraph(List.of(w), List.of(learned), List.of(), w.read().sum(w.axes().getFirst()).squared()),
                List.of(x), List.of(), List.of(rate));
    }

    private CompiledModel compile(CompiledPrograms programs, double number) {
        return programs.compile(backend, new NoSettings(), program(number), CONTEXT);
    }

    @Test
    void programThatWasMadeAnewIsNotCompiledAgain() {
        CompiledPrograms programs = new CompiledPrograms();
        compile(programs, 2).close();
        compile(programs, 2).close();
        assertEquals(1, backend.compiled.get());
        compile(programs, 3).close();
        programs.compile(backend, new NoSettings(), program(2), new BackendContext(Precision.F32, 1 << 20)).close();
        programs.compile(new Counting(), new NoSettings(), program(2), CONTEXT).close();
        assertEquals(3, backend.compiled.get());
        assertEquals(3, backend.open.get());
        programs.close();
        assertEquals(0, backend.open.get());
    }

    @Test
    void whatIsUsedStaysOpenUntilItsLastUserIsDone() {
        CompiledPrograms programs = new CompiledPrograms(0);
        CompiledModel one = compile(programs, 2);
        CompiledModel other = compile(programs, 2);
        one.close();
        one.close();
        assertEquals(1, backend.open.get());
        other.close();
        assertEquals(0, backend.open.get());
        assertEquals(1, backend.compiled.get());
    }

    @Test
    void theLongestUnusedIsClosedFirst() {
        CompiledPrograms programs = new CompiledPrograms(2);
        compile(programs, 1).close();
        compile(programs, 2).close();
        compile(programs, 1).close();
        compile(programs, 3).close();
        assertEquals(2, backend.open.get());
        compile(programs, 1).close();
        assertEquals(3, backend.compiled.get());
        compile(programs, 2).close();
        assertEquals(4, backend.compiled.get());
    }

    @Test
    void closingIdleOnesLeavesThoseInUse() {
        CompiledPrograms programs = new CompiledPrograms();
        CompiledModel used = compile(programs, 1);
        compile(programs, 2).close();
        programs.closeIdle();
        assertEquals(1, backend.open.get());
        used.close();
        assertEquals(1, backend.open.get());
    }

    @Test
    void failureIsToldToEveryoneAndNotKept() {
        CompiledPrograms programs = new CompiledPrograms();
        backend.failures = 1;
        assertThrows(IllegalStateException.class, () -> compile(programs, 1));
        compile(programs, 1).close();
        assertEquals(2, backend.compiled.get());
    }

    @Test
    void whatWasCompiledAfterAFailureThatAnotherWaitedForIsClosed() throws InterruptedException {
        CompiledPrograms programs = new CompiledPrograms(0);
        backend.failures = 1;
        backend.slow = true;
        List<Thread> threads = IntStream.range(0, 8).mapToObj(_ -> Thread.ofPlatform().start(() -> {
            try {
                compile(programs, 1).close();
            } catch (IllegalStateException broken) {
                backend.failed.incrementAndGet();
            }
        })).toList();
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(1, backend.failed.get());
        assertEquals(0, backend.open.get());
    }

    @Test
    void threadsThatAskAtTheSameTimeShareOneProgram() {
        CompiledPrograms programs = new CompiledPrograms();
        List<CompiledModel> all = IntStream.range(0, 64).parallel().mapToObj(_ -> compile(programs, 5)).toList();
        assertEquals(1, backend.compiled.get());
        new ArrayList<>(all).forEach(CompiledModel::close);
        assertEquals(1, backend.open.get());
    }
}
