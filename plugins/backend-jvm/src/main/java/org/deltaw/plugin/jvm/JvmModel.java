package org.deltaw.plugin.jvm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.deltaw.lowering.layout.LaneChoice;
import org.deltaw.spi.backend.BackendContext;
import org.deltaw.spi.backend.Batch;
import org.deltaw.spi.backend.CompiledModel;
import org.deltaw.spi.backend.Evaluation;
import org.deltaw.spi.backend.GeneratedCode;
import org.deltaw.spi.backend.ModelInput;
import org.deltaw.spi.backend.Pairs;
import org.deltaw.spi.backend.Program;
import org.deltaw.spi.backend.Quantity;
import org.deltaw.spi.backend.Simulation;
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
    /** Batches and simulations that are not closed. */
    private final AtomicInteger users = new AtomicInteger();

    JvmModel(Program program, BackendContext context, Real real, int lanes) {
        this.program = program;
        this.lanes = lanes;
        long memory = Math.min(context.memory(), Runtime.getRuntime().maxMemory() / LARGEST_SHARE);
        this.reverse = new Lazy<>(() -> new ReverseMachine(program, real, lanes, memory));
        this.forward = new Lazy<>(() -> new ForwardMachine(program, real, lanes));
        this.show = new Lazy<>(() -> new SimulationRun(program, real, LaneChoice.simulation(program, JvmTarget.of(lanes))));
    }

    @Override
    public String device() {
        return "JVM, " + (lanes == 1 ? SCALAR : "vectors of " + lanes);
    }

    @Override
    public int vectorWidth() {
        return LaneChoice.isSameAtEveryWidth(program, JvmTarget.of(lanes)) ? 1 : lanes;
    }

    @Override
    public Batch load(List<ModelInput> trajectories, Workers workers) {
        return new LoadedBatch(List.copyOf(trajectories), workers);
    }

    @Override
    public Stepper start(List<SimulationStart> starts) {
        users.incrementAndGet();
        return show.get().start(starts, this::leave);
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

    /** Some pairs that are computed at once, and which of all they are. */
    private record Job(int[] pairs, List<Integer> trajectories, Group group) {}

    private final class LoadedBatch implements Batch {
        private final List<ModelInput> inputs;
        private final Workers workers;
        private final Lazy<GroupData> reverseData;
        private final Lazy<GroupData> forwardData;
        private final Lazy<GroupData> shownData;

        private boolean closed;

        LoadedBatch(List<ModelInput> inputs, Workers workers) {
            users.incrementAndGet();
            this.inputs = inputs;
            this.workers = workers;
            this.reverseData = new Lazy<>(() -> new GroupData(reverse.get().engine(), inputs));
            this.forwardData = new Lazy<>(() -> new GroupData(forward.get().engine(), inputs));
            this.shownData = new Lazy<>(() -> new GroupData(show.get().engine(), inputs));
        }

        @Override
        public List<Evaluation> evaluate(Pairs pairs, Set<Quantity> wanted) {
            double[][] curvatures = curvatures(pairs, wanted);
            ReverseMachine machine = reverse.get();
            GroupData data = reverseData.get();
            int tiles = machine.tiles();
            List<Job> jobs = jobs(pairs, machine.engine());
            List<List<Evaluation>> shares = new ArrayList<>(Collections.nCopies(jobs.size() * tiles, List.of()));
            workers.run(shares.size(), piece -> {
                Job job = jobs.get(piece / tiles);
                try (DataRows rows = data.of(job.trajectories())) {
                    shares.set(piece, machine.evaluate(job.group(), rows, wanted, piece % tiles));
                }
            });
            Evaluation[] results = new Evaluation[pairs.size()];
            for (int i = 0; i < jobs.size(); i++) {
                List<List<Evaluation>> own = shares.subList(i * tiles, (i + 1) * tiles);
                for (int lane = 0; lane < jobs.get(i).pairs().length; lane++) {
                    int index = lane;
                    Evaluation sum = TileTotals.sum(own.stream().map(share -> share.get(index)).toList());
                    int pair = jobs.get(i).pairs()[lane];
                    results[pair] = new Evaluation(sum.loss(), sum.gradient(), sum.initialStateGradient(), curvatures[pair]);
                }
            }
            return Arrays.asList(results);
        }

        private double[][] curvatures(Pairs pairs, Set<Quantity> wanted) {
            double[][] results = new double[pairs.size()][0];
            if (!wanted.contains(Quantity.CURVATURE) || program.parameters().isEmpty()) {
                return results;
            }
            ForwardMachine machine = forward.get();
            GroupData data = forwardData.get();
            int tiles = machine.tiles();
            List<Job> jobs = jobs(pairs, machine.engine());
            List<List<double[]>> shares = new ArrayList<>(Collections.nCopies(jobs.size() * tiles, List.of()));
            workers.run(shares.size(), piece -> {
                Job job = jobs.get(piece / tiles);
                try (DataRows rows = data.of(job.trajectories())) {
                    shares.set(piece, machine.curvatures(job.group(), rows, piece % tiles));
                }
            });
            for (int i = 0; i < jobs.size(); i++) {
                List<List<double[]>> own = shares.subList(i * tiles, (i + 1) * tiles);
                for (int lane = 0; lane < jobs.get(i).pairs().length; lane++) {
                    int index = lane;
                    results[jobs.get(i).pairs()[lane]] = TileTotals.total(own.stream().map(share -> share.get(index)).toList());
                }
            }
            return results;
        }

        /**
         * Puts pairs of about the same length together, as many as the engine computes at once: first those of one vector, so that the
         * data of a group are laid out once for all vectors, however many there are; then what is left over of all of them.
         */
        private List<Job> jobs(Pairs pairs, Engine engine) {
            int atOnce = engine.lanes().group();
            Comparator<Integer> longestFirst = Comparator.comparingInt(pair -> -inputs.get(pairs.trajectory(pair)).steps());
            List<List<Integer>> groups = new ArrayList<>();
            List<Integer> rest = new ArrayList<>();
            IntStream.range(0, pairs.size()).boxed().sorted(longestFirst)
                    .collect(Collectors.groupingBy(pair -> pairs.vectorOf()[pair], TreeMap::new, Collectors.toList()))
                    .forEach((_, own) -> {
                        int full = own.size() / atOnce * atOnce;
                        addGroups(own.subList(0, full), atOnce, groups);
                        rest.addAll(own.subList(full, own.size()));
                    });
            rest.sort(longestFirst);
            addGroups(rest, atOnce, groups);
            // What takes longest is begun first, so that threads end together.
            groups.sort(Comparator.comparing(List::getFirst, longestFirst));
            return groups.stream().map(group -> job(group, pairs)).toList();
        }

        private static void addGroups(List<Integer> pairs, int size, List<List<Integer>> groups) {
            for (int from = 0; from < pairs.size(); from += size) {
                groups.add(pairs.subList(from, Math.min(pairs.size(), from + size)));
            }
        }

        private Job job(List<Integer> group, Pairs pairs) {
            List<Integer> trajectories = group.stream().map(pairs::trajectory).toList();
            return new Job(group.stream().mapToInt(Integer::intValue).toArray(), trajectories,
                    new Group(trajectories.stream().map(inputs::get).toList(), group.stream().map(pairs::vector).toList()));
        }

        @Override
        public void simulate(Pairs pairs, Set<SimulationPart> wanted, SimulationVisitor visitor) {
            SimulationRun machine = show.get();
            GroupData data = shownData.get();
            int atATime = workers.threads() * machine.engine().lanes().group();
            for (int from = 0; from < pairs.size(); from += atATime) {
                Pairs some = pairs.range(from, Math.min(pairs.size(), from + atATime));
                List<Job> jobs = jobs(some, machine.engine());
                Simulation[] shown = new Simulation[some.size()];
                workers.run(jobs.size(), i -> {
                    Job job = jobs.get(i);
                    try (DataRows rows = data.of(job.trajectories())) {
                        List<Simulation> own = machine.simulate(job.group(), rows, wanted);
                        for (int lane = 0; lane < own.size(); lane++) {
                            shown[job.pairs()[lane]] = own.get(lane);
                        }
                    }
                });
                for (int i = 0; i < shown.length; i++) {
                    visitor.visit(from + i, shown[i]);
                }
            }
        }

        @Override
        public void close() {
            if (!closed) {
                reverseData.ifMade(GroupData::close);
                forwardData.ifMade(GroupData::close);
                shownData.ifMade(GroupData::close);
                leave();
            }
            closed = true;
        }
    }

    /** What runs have used is kept as long as others may need it; a program that is kept for later holds nothing. */
    private void leave() {
        if (users.decrementAndGet() == 0) {
            reverse.ifMade(machine -> machine.engine().forgetIdle());
            forward.ifMade(machine -> machine.engine().forgetIdle());
            show.ifMade(machine -> machine.engine().forgetIdle());
        }
    }
}
