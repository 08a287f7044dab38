package org.deltaw.plugin.interpreter;

import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.deltaw.spi.backend.BackendContext;
import org.deltaw.spi.backend.Batch;
import org.deltaw.spi.backend.CompiledModel;
import org.deltaw.spi.backend.Evaluation;
import org.deltaw.spi.backend.ModelInput;
import org.deltaw.spi.backend.Pairs;
import org.deltaw.spi.backend.Program;
import org.deltaw.spi.backend.Quantity;
import org.deltaw.spi.backend.SimulationPart;
import org.deltaw.spi.backend.SimulationStart;
import org.deltaw.spi.backend.SimulationVisitor;
import org.deltaw.spi.backend.Stepper;
import org.deltaw.spi.backend.TrajectoryInterpreter;
import org.deltaw.spi.backend.Workers;

/** A program with the interpreters that run it, one for each thread that is at work. */
final class InterpretedModel implements CompiledModel {
    private final Program program;
    private final BackendContext context;
    private final Queue<TrajectoryInterpreter> idle = new ConcurrentLinkedQueue<>();

    InterpretedModel(Program program, BackendContext context) {
        this.program = program;
        this.context = context;
    }

    @Override
    public String device() {
        return "JVM, interpreted";
    }

    @Override
    public Batch load(List<ModelInput> trajectories, Workers workers) {
        return new LoadedBatch(List.copyOf(trajectories), workers);
    }

    @Override
    public Stepper start(List<SimulationStart> starts) {
        return TrajectoryInterpreter.start(program, starts);
    }

    @Override
    public void close() {
        idle.clear();
    }

    private <T> T with(Function<TrajectoryInterpreter, T> work) {
        TrajectoryInterpreter free = idle.poll();
        TrajectoryInterpreter run = free == null ? new TrajectoryInterpreter(program, context.memory()) : free;
        try {
            return work.apply(run);
        } finally {
            idle.add(run);
        }
    }

    private final class LoadedBatch implements Batch {
        private final List<ModelInput> inputs;
        private final Workers workers;

        LoadedBatch(List<ModelInput> inputs, Workers workers) {
            this.inputs = inputs;
            this.workers = workers;
        }

        @Override
        public List<Evaluation> evaluate(Pairs pairs, Set<Quantity> wanted) {
            Evaluation[] results = new Evaluation[pairs.size()];
            workers.run(results.length, pair -> results[pair] = with(run ->
                    run.evaluate(inputs.get(pairs.trajectory(pair)), pairs.vector(pair), wanted)));
            return Arrays.asList(results);
        }

        @Override
        public void simulate(Pairs pairs, Set<SimulationPart> wanted, SimulationVisitor visitor) {
            visitor.visitAll(pairs.size(), workers, pair -> with(run ->
                    run.simulate(inputs.get(pairs.trajectory(pair)), pairs.vector(pair), wanted)));
        }

        @Override
        public void close() {
            // Nothing is held beyond the arrays that were handed over.
        }
    }
}
