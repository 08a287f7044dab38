package org.deltaw.plugin.nd4j;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

/**
 * A backend that computes with ND4J on one kind of device. Loads nothing of ND4J before a program is compiled
 * or the devices are asked for.
 *
 * <p>The bundle of an implementation holds ND4J with the natives of the device as jars, which are no part of its class path;
 * they lie in the folder {@code jars} of the implementation's package, with a list of their names, separated by commas, in
 * {@code jars/index}.
 */
public abstract class Nd4jBackend implements GradientBackend<NoSettings> {
    private final ExtensionId id;
    private final String device;

    /**
     * Describes a backend.
     *
     * @param device as ND4J calls it: {@code CPU} or {@code CUDA}
     */
    public Nd4jBackend(ExtensionId id, String device) {
        this.id = id;
        this.device = device;
    }

    @Override
    public final ExtensionId id() {
        return id;
    }

    @Override
    public final Class<NoSettings> settingsType() {
        return NoSettings.class;
    }

    @Override
    public final int primitives() {
        return Op.VERSION;
    }

    @Override
    public final Set<Precision> precisions() {
        return EnumSet.allOf(Precision.class);
    }

    /** {@inheritDoc} Looks for natives for this platform, and for whatever {@link #missing} looks for. */
    @Override
    public final Optional<String> unavailable() {
        return Platform.here().missing(new Jars(getClass()).names()).or(this::missing);
    }

    /** Says in one sentence what the device needs and this machine lacks. Must not load anything native. */
    protected abstract Optional<String> missing();

    @Override
    public final List<Device> devices() {
        return engine().devices();
    }

    @Override
    public final CompiledModel compile(NoSettings settings, Program program, BackendContext context) {
        return engine().compile(program, context);
    }

    private RunningEngine engine() {
        unavailable().ifPresent(reason -> {
            throw new BackendUnavailableException(reason, null);
        });
        return Engines.engine(getClass(), device);
    }
}
