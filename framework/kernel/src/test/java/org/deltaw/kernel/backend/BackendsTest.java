package org.deltaw.kernel.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Checker;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Symbol;
import org.deltaw.expr.step.StepGraph;
import org.deltaw.kernel.BackendSettings;
import org.deltaw.kernel.CompiledPrograms;
import org.deltaw.kernel.Fit;
import org.deltaw.plugin.interpreter.InterpreterBackend;
import org.deltaw.spi.Configured;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.backend.BackendContext;
import org.deltaw.spi.backend.Batch;
import org.deltaw.spi.backend.CompiledModel;
import org.deltaw.spi.backend.Device;
import org.deltaw.spi.backend.Evaluation;
import org.deltaw.spi.backend.GradientBackend;
import org.deltaw.spi.backend.ModelInput;
import org.deltaw.spi.backend.Pairs;
import org.deltaw.spi.backend.Precision;
import org.deltaw.spi.backend.Program;
import org.deltaw.spi.backend.Quantity;
import org.deltaw.spi.backend.UnsupportedProgramException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A backend that was built when there were fewer primitives runs all models that can do with those. */
class BackendsTest {
    private static final Axis PRE = new Axis("pre", 3);
    private static final Symbol X = Symbol.of(Symbol.Kind.CHANNEL, "x", PRE);
    private static final Symbol W = Symbol.of(Symbol.Kind.STATE, "w", PRE);
    private static final Symbol RATE = Symbol.of(Symbol.Kind.PARAMETER, "rate");
    private static final Symbol SHOWN = Symbol.of(Symbol.Kind.OUTPUT, "shown");

    /** The interpreter as it was when the set of primitives had version 1. */
    private static final class Old implements GradientBackend<NoSettings> {
        private final InterpreterBackend interpreter = new InterpreterBackend();
        private final List<Program> compiled = new ArrayList<>();

        @Override
        public ExtensionId id() {
            return new ExtensionId("old");
        }

        @Override
        public String description() {
            return "a backend of some time ago";
        }

        @Override
        public Class<NoSettings> settingsType() {
            return NoSettings.class;
        }

        @Override
        public int primitives() {
            return 1;
        }

        @Override
        public Set<Precision> precisions() {
            return interpreter.precisions();
        }

        @Override
        public Optional<String> unavailable() {
            return Optional.empty();
        }

        @Override
        public List<Device> devices() {
            return interpreter.devices();
        }

        @Override
        public CompiledModel compile(NoSettings settings, Program program, BackendContext context) {
            assertEquals(Map.of(), Checker.newerThan(1, program.expressions()));
            compiled.add(program);
            return interpreter.compile(settings, program, context);
        }
    }

    private final Old old = new Old();
    private final ThreadWorkers workers = new ThreadWorkers(1);

    @AfterEach
    void close() {
        workers.close();
    }

    private CompiledModel compile(Expr shown) {
        Expr learned = W.read().plus(X.read().times(RATE.read()));
        StepGraph step = new StepGraph(List.of(W), List.of(learned), List.of(new StepGraph.Output(SHOWN, shown)),
                SHOWN.read().squared());
        Program program = Program.of(step, List.of(X), List.of(), List.of(RATE));
        Fit.BackendChoice choice = new Fit.BackendChoice(
                new Configured<>(old, new NoSettings()), new BackendSettings(Precision.F64, 1, 1), new CompiledPrograms(0));
        return Backends.compile(choice, program);
    }

    /** Shows 1 where the weighted input exceeds 0.5, learned through as if twice the input were shown. */
    @Test
    void modelsWithDetachAndSurrogateRunOnAnOldBackend() {
        Expr input = X.read().times(W.read().plus(RATE.read()).plus(W.read().detach())).sum(PRE);
        Expr spike = input.greaterThan(Expr.constant(0.5)).surrogate(input.times(2));
        try (CompiledModel model = compile(spike); Batch batch = model.load(List.of(new ModelInput(
                1, List.of(new double[] {1, 0, 2}), List.of(), List.of(new double[] {0.1, 7, 0.2}))), workers)) {
            Evaluation found = batch.evaluate(Pairs.one(new double[] {0.25}, 0), EnumSet.allOf(Quantity.class)).getFirst();
            assertEquals(1, found.loss());
            assertEquals(2 * 2 * 3, found.gradient()[0], 1e-12);
            assertEquals(2 * 2 * 2, found.initialStateGradient().getFirst()[2], 1e-12);
            assertEquals(2 * 6 * 6, found.curvature()[0], 1e-12);
        }
        assertEquals(1, old.compiled.size());
    }

    @Test
    void modelWithAPrimitiveThatCannotBeReplacedIsRefusedBeforeItRuns() {
        Expr weighted = X.read().times(W.read());
        assertEquals("Backend 'old' knows version 1 of the primitives, but this model uses 'maximum over an axis' (new in version 2); "
                        + "get a newer version of the backend, or choose another.",
                assertThrows(UnsupportedProgramException.class, () -> compile(weighted.maximum(PRE))).getMessage());
        assertEquals(List.of(), old.compiled);
    }
}
