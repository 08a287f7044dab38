package org.deltaw.testkit.backend;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.deltaw.expr.Checker;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Op;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.backend.BackendContext;
import org.deltaw.spi.backend.BackendUnavailableException;
import org.deltaw.spi.backend.CompiledModel;
import org.deltaw.spi.backend.Device;
import org.deltaw.spi.backend.GradientBackend;
import org.deltaw.spi.backend.Precision;
import org.deltaw.spi.backend.Program;
import org.deltaw.spi.backend.TrajectoryInterpreter;
import org.deltaw.spi.backend.UnsupportedProgramException;
import org.deltaw.testkit.Conformance;

/** A backend that asks {@link TrajectoryInterpreter}, right but for one fault. */
public final class FaultyBackend implements GradientBackend<NoSettings> {
    /** What may be wrong with it. */
    enum Fault implements Conformance.Fault {
        NONE("", ""),
        SINGLE_PRECISION("", ""),
        COARSE("B1 B2 B3 B4 B5 B6 B7 B8 B9 B10 B11 B15 B22 B23", ": loss: entry 0 is "),
        FORGETS_THE_LAST_STEP("B1 B2 B3 B4 B5 B8 B9 B10 B11 B22 B23", ": loss: entry 0 is "),
        GIVES_WHAT_IS_NOT_WANTED("B1 B2 B3 B4", ": gradient: number of values"),
        FORGETS_THE_LAST_PARAMETER("B2 B5 B8 B9 B10 B11 B22 B23", ": gradient: entry "),
        GRADIENT_SLIGHTLY_OFF("B2 B5 B8 B9 B10 B11 B22 B23", ": gradient: entry "),
        STATES_IN_REVERSE("B3 B5 B11 B22", ": gradient of initial state"),
        HALF_THE_CURVATURE("B4 B5 B8 B9 B10 B11 B22 B23", ": curvature: entry "),
        CURVATURE_ONLY_BY_ITSELF("B5 B8 B9 B10 B11 B22 B23", ": curvature: number of values"),
        SHOWS_STATES_A_STEP_LATE("B6 B23", ": state 0: entry "),
        ADVANCES_WHEN_LOOKING("B7", ": state after the last step"),
        LEAKS_A_LITTLE("B8", "with gate 0.0 the weights are the same"),
        CHOOSES_BY_MULTIPLYING("B9 B2 B3 B4 B5", "loss NaN"),
        STOPS_AT_OVERFLOW("B10 B25 B26 B27", "has no finite loss"),
        NEEDS_MEMORY("B11", ": gradient: entry "),
        LOSES_LONG_TRAJECTORIES("B22", ": gradient of initial state"),
        BITS_DEPEND_ON_THE_BATCH("B12 B22", "alone and with others: loss"),
        SORTS_BY_LENGTH("B1 B2 B3 B4 B5 B6 B9 B10 B12 B22 B28", ": loss: entry 0 is "),
        NEEDS_A_TRAJECTORY("B13", "an empty batch"),
        BITS_DEPEND_ON_WORKERS("B14", "workers: loss"),
        ONE_SCRATCH_FOR_ALL_THREADS("B15", "alone and beside others: loss"),
        REUSES_ARRAYS("B16", "once and after another evaluation: gradient"),
        ROUNDS_PARAMETERS_IN_PLACE("B16 B1 B2 B3 B4 B5 B8 B11 B12 B14 B15 B21 B22 B26 B27", "parameters ==> "),
        CLOSES_ONCE("B17", "closed already"),
        CLAIMS_NEWER_PRIMITIVES("B18", "the newest are 2"),
        COMPILES_NEWER_PRIMITIVES("B18 B1 B2 B3 B4 B5 B6 B7", "a program with [abs, broadcast, "),
        COMPUTES_IN_ANOTHER_PRECISION("B19", "a program in F32"),
        UNAVAILABLE_WITHOUT_A_REASON("B20", "unavailable() is not a sentence"),
        COMPILES_WHERE_UNAVAILABLE("B1 B2 B3 B4 B5 B6 B7 B8 B9 B10 B11 B12 B13 B14 B15 B16 B17 B18 B19 B21 B22 B23 B24 B25 B26 B27 B28 B29",
                "unavailable, and yet a program is compiled"),
        COMPILES_ONE_AT_A_TIME("B21", "busy"),
        LISTS_NO_DEVICE("B24", "devices() is empty"),
        LISTS_OTHER_DEVICES_EVERY_TIME("B24", "devices() once and again"),
        PASSES_OVER_WHAT_IS_NO_NUMBER("B25", "the maximum of the logarithms of "),
        ONE_VECTOR_FOR_ALL("B26 B27 B28", "alone and beside other pairs: loss"),
        DIVERGENCE_SPREADS("B27 B10 B25 B26", "beside a pair that diverges: loss"),
        FORGETS_WEIGHTS("B27", "the weighted sum: loss"),
        NAMES_NO_DIVERGED_PAIR("B27", "the pair that diverged"),
        VISITS_BACKWARDS("B28 B6 B12", "the order in which pairs are visited"),
        SHOWS_WHAT_IS_NOT_WANTED("B28", "OUTPUTS wanted: number of states"),
        STEPS_WITH_THE_FIRST_VECTOR("B29", "side by side and alone: "),
        RECURSES("B23", "on a thread with a stack of 512 KB: java.lang.StackOverflowError");

        private final String rules;
        private final String message;

        Fault(String rules, String message) {
            this.rules = rules;
            this.message = message;
        }

        @Override
        public String rules() {
            return rules;
        }

        @Override
        public String message() {
            return message;
        }
    }

    private final Fault fault;
    private final AtomicInteger compiling = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();

    /** Makes the backend without fault. */
    public FaultyBackend() {
        this(Fault.NONE);
    }

    FaultyBackend(Fault fault) {
        this.fault = fault;
    }

    @Override
    public ExtensionId id() {
        return new ExtensionId("faulty");
    }

    @Override
    public String description() {
        return "asks the reference";
    }

    @Override
    public Class<NoSettings> settingsType() {
        return NoSettings.class;
    }

    @Override
    public int primitives() {
        return switch (fault) {
            case CLAIMS_NEWER_PRIMITIVES -> Op.VERSION + 1;
            case COMPILES_NEWER_PRIMITIVES -> 0;
            default -> Op.VERSION;
        };
    }

    @Override
    public Set<Precision> precisions() {
        return Set.of(fault == Fault.SINGLE_PRECISION ? Precision.F32 : Precision.F64);
    }

    @Override
    public Optional<String> unavailable() {
        return switch (fault) {
            case UNAVAILABLE_WITHOUT_A_REASON -> Optional.of("no device");
            case COMPILES_WHERE_UNAVAILABLE -> Optional.of("There is no device.");
            default -> Optional.empty();
        };
    }

    @Override
    public List<Device> devices() {
        return switch (fault) {
            case UNAVAILABLE_WITHOUT_A_REASON -> throw new BackendUnavailableException("There is no device.", null);
            case LISTS_NO_DEVICE -> List.of();
            case LISTS_OTHER_DEVICES_EVERY_TIME -> List.of(Device.processor("asked " + asked.incrementAndGet() + " times"));
            default -> List.of(Device.processor("of the reference"));
        };
    }

    @Override
    public CompiledModel compile(NoSettings settings, Program program, BackendContext context) {
        if (fault == Fault.UNAVAILABLE_WITHOUT_A_REASON) {
            throw new BackendUnavailableException("There is no device.", null);
        }
        if (!precisions().contains(context.precision()) && fault != Fault.COMPUTES_IN_ANOTHER_PRECISION) {
            throw new UnsupportedProgramException("Programs in " + context.precision() + " are not supported.");
        }
        Set<String> unknown = Checker.newerThan(primitives(), program.expressions()).keySet();
        if (!unknown.isEmpty() && fault != Fault.COMPILES_NEWER_PRIMITIVES) {
            throw new UnsupportedProgramException("Unknown: " + unknown);
        }
        if (fault == Fault.COMPILES_ONE_AT_A_TIME) {
            compileAlone();
        }
        if (fault == Fault.RECURSES) {
            program.step().next().forEach(node -> depth(node, new IdentityHashMap<>()));
        }
        Program run = fault == Fault.CHOOSES_BY_MULTIPLYING ? MultipliedGates.of(program) : program;
        return new FaultyModel(fault, run, context);
    }

    private static int depth(Expr node, Map<Expr, Integer> known) {
        // By a stream, as people write it: a plain loop, once compiled, takes some 50 bytes of stack a level.
        int depth = 1 + node.arguments().stream()
                .mapToInt(argument -> known.containsKey(argument) ? known.get(argument) : depth(argument, known))
                .max().orElse(0);
        known.put(node, depth);
        return depth;
    }

    private void compileAlone() {
        try {
            if (compiling.incrementAndGet() > 1) {
                throw new IllegalStateException("busy");
            }
            Thread.sleep(20);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            compiling.decrementAndGet();
        }
    }
}
