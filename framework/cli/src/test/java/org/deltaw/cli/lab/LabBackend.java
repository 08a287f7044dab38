package org.deltaw.cli.lab;

import java.util.List;
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

/** Runs programs by interpreting them, as far as training and evaluation need it. */
public final class LabBackend implements GradientBackend<NoSettings> {
    @Override
    public ExtensionId id() {
        return new ExtensionId("lab-backend");
    }

    @Override
    public String description() {
        return "interprets";
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
        return List.of(Device.processor("in the lab"));
    }

    @Override
    public CompiledModel compile(NoSettings settings, Program program, BackendContext context) {
        return new LabModel(program);
    }
}
