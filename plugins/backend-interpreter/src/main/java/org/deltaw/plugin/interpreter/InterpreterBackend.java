package org.deltaw.plugin.interpreter;

import aQute.bnd.annotation.spi.ServiceProvider;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.deltaw.expr.Op;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.backend.BackendContext;
import org.deltaw.spi.backend.CompiledModel;
import org.deltaw.spi.backend.Device;
import org.deltaw.spi.backend.GradientBackend;
import org.deltaw.spi.backend.Precision;
import org.deltaw.spi.backend.Program;
import org.deltaw.spi.backend.UnsupportedProgramException;

/** Runs programs by interpreting them: slow, in double precision, and what other backends are compared with. */
@ServiceProvider(GradientBackend.class)
public final class InterpreterBackend implements GradientBackend<NoSettings> {
    @Override
    public ExtensionId id() {
        return new ExtensionId("interpreter");
    }

    @Override
    public String description() {
        return "interprets expressions one by one: slow, and the definition of what they mean";
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
        return Set.of(Precision.F64);
    }

    @Override
    public Optional<String> unavailable() {
        return Optional.empty();
    }

    @Override
    public List<Device> devices() {
        return List.of(Device.processor("interpreted"));
    }

    @Override
    public CompiledModel compile(NoSettings settings, Program program, BackendContext context) {
        if (context.precision() != Precision.F64) {
            throw new UnsupportedProgramException("Backend '" + id() + "' does not compute in "
                    + context.precision().name().toLowerCase(Locale.ROOT) + "; it computes in f64.");
        }
        return new InterpretedModel(program, context);
    }
}
