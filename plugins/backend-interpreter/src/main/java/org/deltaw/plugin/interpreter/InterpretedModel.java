package org.deltaw.plugin.interpreter;

import java.util.ArrayList;
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
import org.deltaw.spi.backend.Program;
import org.deltaw.spi.backend.Quantity;
import org.deltaw.spi.backend.Simulation;
import org.deltaw.spi.backend.Stepper;
import org.deltaw.spi.backend.TrajectoryInterpreter;

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
        return "JVM, " + context.workers().threads() + (context.workers().threads() == 1 ? " thread" : " threads");
    }

    @Override
    public Batch load(List<ModelInput> trajectories) {
        return new LoadedBatch(List.copyOf(trajectories));
    }

    @Override
    public Stepper start(double[] parameters, List<double[]> attributes, List<double[]> initialStates) {
        return TrajectoryInterpreter.start(program, parameters, attributes, initialStates);
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

        LoadedBatch(List<ModelInput> inputs) {
            this.inputs = inputs;
        }

        @Override
        public List<Evaluation> evaluate(double[] parameters, Set<Quantity> wanted) {
            Evaluation[] results = new Evaluation[inputs.size()];
            context.workers().run(results.length, i ->
                    results[i] = with(run -> run.evaluate(inputs.get(i), parameters, wanted)));
            return Arrays.asList(results);
        }

        @Override
        public List<Simulation> simulate(double[] parameters) {
            List<Simulation> results = new ArrayList<>();
            inputs.forEach(input -> results.add(with(run -> run.simulate(input, parameters))));
            return results;
        }

        @Override
        public void close() {
            // Nothing is held beyond the arrays that were handed over.
        }
    }
}
