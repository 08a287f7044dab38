package org.deltaw.kernel.testing;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.deltaw.plugin.interpreter.InterpreterBackend;
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
import org.deltaw.spi.backend.Workers;

/** The interpreter, and how often it was asked for what. */
public final class CountingBackend implements GradientBackend<NoSettings> {
    private final InterpreterBackend interpreter = new InterpreterBackend();
    private int curvatures;
    private int values;

    /** Returns how often value, gradient and curvature were computed. */
    public int curvatures() {
        return curvatures;
    }

    /** Returns how often values alone were computed. */
    public int values() {
        return values;
    }

    @Override
    public ExtensionId id() {
        return interpreter.id();
    }

    @Override
    public String description() {
        return interpreter.description();
    }

    @Override
    public Class<NoSettings> settingsType() {
        return NoSettings.class;
    }

    @Override
    public Set<Precision> precisions() {
        return interpreter.precisions();
    }

    @Override
    public int primitives() {
        return interpreter.primitives();
    }

    @Override
    public Optional<String> unavailable() {
        return interpreter.unavailable();
    }

    @Override
    public List<Device> devices() {
        return interpreter.devices();
    }

    @Override
    public CompiledModel compile(NoSettings settings, Program program, BackendContext context) {
        return new Counting(interpreter.compile(settings, program, context));
    }

    private final class Counting implements CompiledModel {
        private final CompiledModel model;

        Counting(CompiledModel model) {
            this.model = model;
        }

        @Override
        public String device() {
            return model.device();
        }

        @Override
        public Batch load(List<ModelInput> trajectories, Workers workers) {
            return new CountingBatch(model.load(trajectories, workers));
        }

        @Override
        public Stepper start(List<SimulationStart> starts) {
            return model.start(starts);
        }

        @Override
        public void close() {
            model.close();
        }
    }

    private final class CountingBatch implements Batch {
        private final Batch batch;

        CountingBatch(Batch batch) {
            this.batch = batch;
        }

        @Override
        public List<Evaluation> evaluate(Pairs pairs, Set<Quantity> wanted) {
            curvatures += wanted.contains(Quantity.CURVATURE) ? 1 : 0;
            values += wanted.isEmpty() ? 1 : 0;
            return batch.evaluate(pairs, wanted);
        }

        @Override
        public void simulate(Pairs pairs, Set<SimulationPart> wanted, SimulationVisitor visitor) {
            batch.simulate(pairs, wanted, visitor);
        }

        @Override
        public void close() {
            batch.close();
        }
    }
}
