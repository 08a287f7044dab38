package org.deltaw.kernel.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.deltaw.kernel.testing.FitBuilder;
import org.deltaw.kernel.testing.Networks;
import org.deltaw.kernel.testing.Recordings;
import org.deltaw.kernel.testing.Rules;
import org.deltaw.kernel.testing.Stubs;
import org.deltaw.plugin.feedforward.FeedforwardNetwork;
import org.deltaw.plugin.interpreter.InterpreterBackend;
import org.deltaw.plugin.neural.ActivityMeanSquaredError;
import org.deltaw.plugin.taylor.TaylorRule;
import org.deltaw.spi.BrokenExtensionException;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.Seed;
import org.deltaw.spi.Warning;
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
import org.deltaw.spi.backend.UnsupportedProgramException;
import org.deltaw.spi.backend.Workers;
import org.deltaw.spi.data.DataContext;
import org.deltaw.spi.data.Dataset;
import org.junit.jupiter.api.Test;

class OpenFitTest {
    private static final Dataset DATA = Recordings.random(Recordings.activity(2, 3), 2, 3, 1);

    /** The interpreter, which may say otherwise of itself, and remembers what it was asked. */
    private static final class Backend implements GradientBackend<NoSettings> {
        private final InterpreterBackend real = new InterpreterBackend();
        private final List<String> log = new ArrayList<>();
        private Optional<String> reason = Optional.empty();
        private int version = real.primitives();

        @Override
        public ExtensionId id() {
            return new ExtensionId("double");
        }

        @Override
        public String description() {
            return "a backend for tests";
        }

        @Override
        public Class<NoSettings> settingsType() {
            return NoSettings.class;
        }

        @Override
        public int primitives() {
            return version;
        }

        @Override
        public Set<Precision> precisions() {
            return real.precisions();
        }

        @Override
        public Optional<String> unavailable() {
            return reason;
        }

        @Override
        public List<Device> devices() {
            return real.devices();
        }

        @Override
        public CompiledModel compile(NoSettings settings, Program program, BackendContext context) {
            log.add("compiled for " + context.memory() + " bytes, "
                    + context.precision());
            CompiledModel model = real.compile(settings, program, context);
            return new CompiledModel() {
                @Override
                public String device() {
                    return "abacus";
                }

                @Override
                public Batch load(List<ModelInput> trajectories, Workers workers) {
                    log.add("loaded for " + workers.threads() + " threads");
                    return model.load(trajectories, workers);
                }

                @Override
                public Stepper start(List<SimulationStart> starts) {
                    return model.start(starts);
                }

                @Override
                public void close() {
                    log.add("closed");
                    model.close();
                }
            };
        }
    }

    private final Backend backend = new Backend();

    private FitBuilder fit() {
        return FitBuilder.of(new FeedforwardNetwork(), Networks.layers(2, 3)).rule(new TaylorRule(), Rules.terms("x"))
                .loss(new ActivityMeanSquaredError(), 1).backend(backend, Precision.F64).threads(3);
    }

    @Test
    void dataSourceIsToldAboutTheFit() {
        List<DataContext> told = new ArrayList<>();
        FitBuilder fit = fit().seed(9).data(Stubs.data(context -> {
            told.add(context);
            return Dataset.builder(DATA.channels()).trajectories(DATA.trajectories())
                    .warnings(List.of(Warning.of("few", "Two trajectories are few."))).build();
        }));
        try (OpenFit opened = OpenFit.open(fit.fit())) {
            assertEquals(List.of(Warning.of("few", "Two trajectories are few.")), opened.warnings());
            assertEquals(1, opened.problems().size());
            assertEquals("abacus", opened.device());
        }
        assertEquals(1, told.size());
        assertEquals(new Seed(9).child("data"), told.getFirst().seed());
        assertEquals(Path.of("."), told.getFirst().directory());
        assertEquals(2, told.getFirst().inputs());
    }

    @Test
    void exceptionOfADataSourceIsItsAuthorsFault() {
        FitBuilder fit = fit().data(Stubs.data(_ -> {
            throw new IllegalStateException("no such column");
        }));
        assertEquals("Extension 'stub': no such column",
                assertThrows(BrokenExtensionException.class, () -> OpenFit.open(fit.fit())).getMessage());
    }

    @Test
    void exceptionWhereParametersAreListedIsTheAuthorsFault() {
        FitBuilder fit = FitBuilder.of(new FeedforwardNetwork(), Networks.layers(2, 3))
                .rule(Stubs.ruleWithoutParameters(new IllegalStateException("nothing to infer")), new NoSettings())
                .loss(new ActivityMeanSquaredError(), 1);
        assertEquals("Extension 'stub': in parameters(): nothing to infer",
                assertThrows(BrokenExtensionException.class, () -> fit.open(DATA)).getMessage());
    }

    @Test
    void backendIsGivenWhatTheSpecSays() {
        try (OpenFit opened = fit().open(DATA)) {
            assertEquals(List.of("compiled for 1073741824 bytes, F64"), backend.log);
            assertTrue(opened.problems().getFirst().gradient(new double[1]).isFinite());
            assertEquals("loaded for 3 threads", backend.log.getLast());
        }
        assertEquals("closed", backend.log.getLast());
    }

    @Test
    void fitThatCannotBeOpenedClosesWhatWasCompiled() {
        Dataset wrong = Recordings.of(
                Recordings.starting(DATA.trajectories().getFirst(), Map.of("weights", new double[1])));
        assertEquals("Trajectory 'a' gives 1 initial values for 'weights'; expected 6.",
                assertThrows(InvalidSpecException.class, () -> fit().open(wrong)).getMessage());
        assertEquals("closed", backend.log.getLast());
    }

    @Test
    void initialValuesOfAnUnknownStateAreRefused() {
        Dataset wrong = Recordings.of(
                Recordings.starting(DATA.trajectories().getFirst(), Map.of("weight", new double[6])));
        assertEquals("Trajectory 'a' gives initial values for 'weight', but the model's states are weights.",
                assertThrows(InvalidSpecException.class, () -> fit().open(wrong)).getMessage());
    }

    @Test
    void backendThatCannotRunHereIsRefused() {
        backend.reason = Optional.of("there is no GPU.");
        assertEquals("Backend 'double' cannot run here: there is no GPU.",
                assertThrows(InvalidSpecException.class, () -> fit().open(DATA)).getMessage());
        assertEquals(List.of(), backend.log);
    }

    @Test
    void precisionThatABackendDoesNotOfferIsRefused() {
        InvalidSpecException refusal = assertThrows(InvalidSpecException.class,
                () -> fit().backend(backend, Precision.F32).open(DATA));
        assertEquals("Backend 'double' does not compute in f32; it offers f64.", refusal.getMessage());
        assertEquals("backend.precision", refusal.key());
    }

    @Test
    void backendThatIsOlderThanAPrimitiveIsRefused() {
        backend.version = 0;
        String message = assertThrows(UnsupportedProgramException.class, () -> fit().open(DATA)).getMessage();
        assertTrue(message.startsWith("Backend 'double' knows version 0 of the primitives, but this model uses "), message);
        assertTrue(message.contains("'sigmoid' (new in version 1)"), message);
        assertEquals(List.of(), backend.log);
    }
}
