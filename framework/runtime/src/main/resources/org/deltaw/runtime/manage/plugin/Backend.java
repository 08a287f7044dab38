package {{package}};

import aQute.bnd.annotation.spi.ServiceProvider;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.deltaw.expr.Op;
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
import org.deltaw.spi.backend.SimulationPart;
import org.deltaw.spi.backend.SimulationStart;
import org.deltaw.spi.backend.SimulationVisitor;
import org.deltaw.spi.backend.Stepper;
import org.deltaw.spi.backend.TrajectoryInterpreter;
import org.deltaw.spi.backend.UnsupportedProgramException;
import org.deltaw.spi.backend.Workers;

/** Runs programs step by step with DeltaW's interpreter: slow, but complete. Replace {@link TrajectoryInterpreter} by something fast. */
@ServiceProvider(GradientBackend.class)
public final class {{class}} implements GradientBackend<NoSettings> {
    @Override
    public ExtensionId id() {
        return new ExtensionId("{{name}}");
    }

    @Override
    public String description() {
        return "interprets expressions one by one";
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
        if (!precisions().contains(context.precision())) {
            throw new UnsupportedProgramException("Backend '" + id() + "' does not compute in "
                    + context.precision().name().toLowerCase(Locale.ROOT) + "; it computes in f64.");
        }
        return new Model(program, context);
    }

    private record Model(Program program, BackendContext context) implements CompiledModel {
        @Override
        public String device() {
            return "JVM, interpreted";
        }

        @Override
        public Batch load(List<ModelInput> trajectories, Workers workers) {
            return new Loaded(this, List.copyOf(trajectories), workers);
        }

        @Override
        public Stepper start(List<SimulationStart> starts) {
            return TrajectoryInterpreter.start(program, starts);
        }

        @Override
        public void close() {
            // Holds nothing but arrays.
        }
    }

    private record Loaded(Model model, List<ModelInput> inputs, Workers workers) implements Batch {
        @Override
        public List<Evaluation> evaluate(Pairs pairs, Set<Quantity> wanted) {
            Evaluation[] results = new Evaluation[pairs.size()];
            // Each piece writes to a place of its own, so the result is the same however many threads there are.
            workers.run(results.length, pair -> results[pair] =
                    interpreter().evaluate(inputs.get(pairs.trajectory(pair)), pairs.vector(pair), wanted));
            return Arrays.asList(results);
        }

        @Override
        public void simulate(Pairs pairs, Set<SimulationPart> wanted, SimulationVisitor visitor) {
            visitor.visitAll(pairs.size(), workers, pair ->
                    interpreter().simulate(inputs.get(pairs.trajectory(pair)), pairs.vector(pair), wanted));
        }

        /** Makes one for each piece of work, since it is for one thread. */
        private TrajectoryInterpreter interpreter() {
            return new TrajectoryInterpreter(model.program(), model.context().memory());
        }

        @Override
        public void close() {
            // Holds nothing but arrays.
        }
    }
}
