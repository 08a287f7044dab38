package org.deltaw.plugin.jvm;

import aQute.bnd.annotation.spi.ServiceProvider;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.deltaw.expr.Op;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.backend.BackendContext;
import org.deltaw.spi.backend.CompiledModel;
import org.deltaw.spi.backend.Device;
import org.deltaw.spi.backend.GradientBackend;
import org.deltaw.spi.backend.Precision;
import org.deltaw.spi.backend.Program;

/** Compiles programs to bytecode at run time, with vector instructions where the JVM offers them. */
@ServiceProvider(GradientBackend.class)
public final class JvmBackend implements GradientBackend<NoSettings> {
    private final ToIntFunction<Real> lanes;

    /** Found and created by DeltaW. */
    public JvmBackend() {
        this(Vectors::lanes);
    }

    /** Computes as many numbers at once as it is told, which may be 1. */
    JvmBackend(ToIntFunction<Real> lanes) {
        this.lanes = lanes;
    }

    @Override
    public ExtensionId id() {
        return new ExtensionId("jvm");
    }

    @Override
    public String description() {
        return "compiles the model to JVM bytecode: fast, needs nothing installed";
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
        return Set.of(Precision.F64, Precision.F32);
    }

    @Override
    public Optional<String> unavailable() {
        return Segments.areAllowed()
                ? Optional.empty()
                : Optional.of("this JVM was told to deny access to memory outside the heap; start it with --enable-native-access=ALL-UNNAMED");
    }

    @Override
    public List<Device> devices() {
        int threads = Runtime.getRuntime().availableProcessors();
        int doubles = lanes.applyAsInt(Real.F64);
        return List.of(Device.processor(threads + (threads == 1 ? " thread, " : " threads, ") + (doubles == 1
                ? JvmModel.SCALAR
                : "vectors of " + doubles + " numbers in f64, " + lanes.applyAsInt(Real.F32) + " in f32")));
    }

    @Override
    public CompiledModel compile(NoSettings settings, Program program, BackendContext context) {
        Real real = Real.of(context.precision());
        return new JvmModel(program, context, real, lanes.applyAsInt(real));
    }
}
