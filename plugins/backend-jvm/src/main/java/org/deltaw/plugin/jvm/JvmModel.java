package org.deltaw.plugin.jvm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.deltaw.spi.backend.BackendContext;
import org.deltaw.spi.backend.Batch;
import org.deltaw.spi.backend.CompiledModel;
import org.deltaw.spi.backend.Evaluation;
import org.deltaw.spi.backend.GeneratedCode;
import org.deltaw.spi.backend.ModelInput;
import org.deltaw.spi.backend.Pairs;
import org.deltaw.spi.backend.Program;
import org.deltaw.spi.backend.Quantity;
import org.deltaw.spi.backend.SimulationPart;
import org.deltaw.spi.backend.SimulationStart;
import org.deltaw.spi.backend.SimulationVisitor;
import org.deltaw.spi.backend.Stepper;
import org.deltaw.spi.backend.Workers;

/** A program, compiled part by part as it is needed. */
final class JvmModel implements CompiledModel {
    static final String SCALAR = "scalar code (no module jdk.incubator.vector)";

    /** Histories take at most one part in so many of what the JVM may have. */
    private static final int LARGEST_SHARE = 4;

    private final Program program;
    private final int lanes;
    private final Lazy<ReverseMachine> reverse;
    private final Lazy<ForwardMachine> forward;
    private final Lazy<SimulationRun> show;

    JvmModel(Program program, BackendContext context, Real real, int lanes) {
        this.program = program;
        this.lanes = lanes;
        long memory = Math.min(context.memory(), Runtime.getRuntime().maxMemory() / LARGEST_SHARE);
        this.reverse = new Lazy<>(() -> new ReverseMachine(program, real, lanes, memory));
        this.forward = new Lazy<>(() -> new ForwardMachine(program, real, lanes));
        this.show = new Lazy<>(() -> new SimulationRun(program, real));
    }

    @Override
    public String device() {
        return "JVM, " + (lanes == 1 ? SCALAR : "vectors of " + lanes);
    }

    @Override
    public int vectorWidth() {
        return lanes;
    }

    @Override
    public Batch load(List<ModelInput> trajectories, Workers workers) {
        return new LoadedBatch(List.copyOf(trajectories), workers);
    }

    @Override
    public Stepper start(List<SimulationStart> starts) {
        return show.get().start(starts);
    }

    @Override
    public List<GeneratedCode> code() {
        List<GeneratedCode> code = new ArrayList<>(reverse.get().engine().code());
        if (!program.parameters().isEmpty()) {
            code.addAll(forward.get().engine().code());
        }
        return code;
    }

    @Override
    public void close() {
        // Generated classes go with the last reference to them.
    }

    private final class LoadedBatch implements Batch {
        private final List<ModelInput> inputs;
        private final Workers workers;
        private final Lazy<List<Numbers>> reverseData;
        private final Lazy<List<Numbers>> forwardData;
        private final Lazy<List<Numbers>> shownData;

        LoadedBatch(List<ModelInput> inputs, Workers workers) {
            this.inputs = inputs;
            this.workers = workers;
            this.reverseData = new Lazy<>(() -> inputs.stream().map(reverse.get().engine()::data).toList());
            this.forwardData = new Lazy<>(() -> inputs.stream().map(forward.get().engine()::data).toList());
            this.shownData = new Lazy<>(() -> inputs.stream().map(show.get().engine()::data).toList());
        }

        @Override
        public List<Evaluation> evaluate(Pairs pairs, Set<Quantity> wanted) {
            ReverseMachine machine = reverse.get();
            List<Numbers> data = reverseData.get();
            int tiles = machine.tiles();
            Evaluation[] shares = new Evaluation[pairs.size() * tiles];
            workers.run(shares.length, piece -> {
                int pair = piece / tiles;
                int trajectory = pairs.trajectory(pair);
                shares[piece] = machine.evaluate(
                        inputs.get(trajectory), data.get(trajectory), pairs.vector(pair), wanted, piece % tiles);
            });
            List<double[]> curvatures = curvatures(pairs, wanted);
            List<Evaluation> results = new ArrayList<>();
            for (int i = 0; i < pairs.size(); i++) {
                Evaluation sum = TileTotals.sum(Arrays.asList(shares).subList(i * tiles, (i + 1) * tiles));
                results.add(new Evaluation(sum.loss(), sum.gradient(), sum.initialStateGradient(), curvatures.get(i)));
            }
            return results;
        }

        private List<double[]> curvatures(Pairs pairs, Set<Quantity> wanted) {
            if (!wanted.contains(Quantity.CURVATURE) || program.parameters().isEmpty()) {
                return Collections.nCopies(pairs.size(), new double[0]);
            }
            ForwardMachine machine = forward.get();
            List<Numbers> data = forwardData.get();
            int tiles = machine.tiles();
            double[][] shares = new double[pairs.size() * tiles][];
            workers.run(shares.length, piece -> {
                int pair = piece / tiles;
                int trajectory = pairs.trajectory(pair);
                shares[piece] = machine.curvature(
                        inputs.get(trajectory), data.get(trajectory), pairs.vector(pair), piece % tiles);
            });
            return IntStream.range(0, pairs.size())
                    .mapToObj(i -> TileTotals.total(Arrays.asList(shares).subList(i * tiles, (i + 1) * tiles))).toList();
        }

        @Override
        public void simulate(Pairs pairs, Set<SimulationPart> wanted, SimulationVisitor visitor) {
            SimulationRun machine = show.get();
            List<Numbers> data = shownData.get();
            visitor.visitAll(pairs.size(), workers, pair -> {
                int trajectory = pairs.trajectory(pair);
                return machine.simulate(inputs.get(trajectory), data.get(trajectory), pairs.vector(pair), wanted);
            });
        }

        @Override
        public void close() {
            // Holds nothing but arrays.
        }
    }
}
