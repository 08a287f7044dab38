package org.deltaw.plugin.nd4j.engine;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.deltaw.expr.Op;
import org.deltaw.spi.BackendContext;
import org.deltaw.spi.CompiledModel;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.GradientBackend;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.Precision;
import org.deltaw.spi.Program;
import org.deltaw.testkit.GradientBackendContract;

class EngineContractTest extends GradientBackendContract<NoSettings> {
    private static final Engine ENGINE = new Engine("CPU");

    @Override
    protected GradientBackend<NoSettings> extension() {
        return new OnClassPath();
    }

    @Override
    protected List<NoSettings> settings() {
        return List.of(new NoSettings());
    }

    public static final class OnClassPath implements GradientBackend<NoSettings> {
        @Override
        public ExtensionId id() {
            return new ExtensionId("nd4j");
        }

        @Override
        public String description() {
            return "computes with ND4J";
        }

        @Override
        public Class<NoSettings> settingsType() {
            return NoSettings.class;
        }

        @Override
        public int primitives() {
            return Op.VERSION;
        }

        @Override
        public Set<Precision> precisions() {
            return EnumSet.allOf(Precision.class);
        }

        @Override
        public Optional<String> unavailable() {
            return Optional.empty();
        }

        @Override
        public CompiledModel compile(NoSettings settings, Program program, BackendContext context) {
            return ENGINE.apply(program, context);
        }
    }
}
