package org.deltaw.plugin.nd4j.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.deltaw.spi.backend.BackendContext;
import org.deltaw.spi.backend.Batch;
import org.deltaw.spi.backend.CompiledModel;
import org.deltaw.spi.backend.Evaluation;
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

/** A program as plans of operations; groups of trajectories are computed at once, on as many threads as there are workers. */
final class Nd4jModel implements CompiledModel {
    /** More steps at once make no operation cheaper that has not become cheap long before. */
    private static final int MOST_STEPS = 32;
    /** Arrays of a workspace stay about this small, in bytes, so that they stay in a processor's cache. */
    private static final long WORKSPACE = 32L << 20;
    /** The largest array that Java reads as one, in bytes. */
    private static final long LARGEST_ARRAY = 1L << 30;

    private final Plans plans;
    private final BackendContext context;
    private final String device;
    private final Map<Size, Queue<Workspace>> idle = new ConcurrentHashMap<>();
    private final AtomicInteger loaded = new AtomicInteger();

    private record Size(int trajectories, int steps) {}

    Nd4jModel(Program program, BackendContext context, String device) {
        this.plans = new Plans(program);
        this.context = context;
        this.device = device;
    }

    @Override
    public String device() {
        return device;
    }

    @Override
    public Batch load(List<ModelInput> trajectories, Workers workers) {
        return new LoadedBatch(List.copyOf(trajectories), workers);
    }

    @Override
    public Stepper start(List<SimulationStart> starts) {
        return new Nd4jStepper(plans, context.precision(), starts);
    }

    @Override
    public void close() {
        idle.values().forEach(queue -> {
            for (Workspace each = queue.poll(); each != null; each = queue.poll()) {
                each.close();
            }
        });
    }

    private <T> T with(Size size, Function<Workspace, T> work) {
        Queue<Workspace> queue = idle.computeIfAbsent(size, _ -> new ConcurrentLinkedQueue<>());
        Workspace free = queue.poll();
        Workspace workspace = free != null
                ? free
                : new Workspace(plans, context.precision(), size.trajectories(), size.steps());
        try {
            return work.apply(workspace);
        } finally {
            queue.add(workspace);
        }
    }

    /** Pairs of one vector of parameters that are computed at once, the longest first. */
    private record Job(double[] vector, List<Integer> pairs, Group group) {}

    private final class LoadedBatch implements Batch {
        /** Groups are kept for the next time; a bootstrap never asks for the same twice. */
        private static final int MOST_GROUPS = 1000;

        private final List<ModelInput> inputs;
        private final Workers workers;
        private final Map<List<Integer>, Group> groups = new HashMap<>();

        private boolean closed;

        LoadedBatch(List<ModelInput> inputs, Workers workers) {
            loaded.incrementAndGet();
            this.inputs = inputs;
            this.workers = workers;
        }

        @Override
        public List<Evaluation> evaluate(Pairs pairs, Set<Quantity> wanted) {
            return each(pairs, wanted.contains(Quantity.CURVATURE), (job, workspace) ->
                    new GroupRun(plans, job.group(), workspace, context.memory(), wanted).evaluate(job.vector()),
                    pair -> WithoutSteps.evaluation(plans.program(), wanted));
        }

        @Override
        public void simulate(Pairs pairs, Set<SimulationPart> wanted, SimulationVisitor visitor) {
            for (int from = 0; from < pairs.size();) {
                int count = shownAtATime(pairs, from);
                Pairs range = pairs.range(from, from + count);
                List<Simulation> some = each(range, false, (job, workspace) ->
                        new Trace(plans, job.group(), workspace, wanted).simulate(job.vector()),
                        pair -> WithoutSteps.simulation(plans.program(), inputs.get(range.trajectory(pair)), wanted));
                for (int i = 0; i < count; i++) {
                    visitor.visit(from + i, some.get(i));
                }
                from += count;
            }
        }

        /** Counts the pairs from one on whose simulations have room in memory together. */
        private int shownAtATime(Pairs pairs, int from) {
            long room = Math.min(LARGEST_ARRAY, context.memory());
            int count = 0;
            while (from + count < pairs.size() && (count == 0 || room > 0)) {
                room -= historyBytes(inputs.get(pairs.trajectory(from + count)).steps());
                count++;
            }
            return count;
        }

        private interface Work<T> {
            List<T> on(Job job, Workspace workspace);
        }

        /** Has every group worked on, and puts results into the order of the pairs. */
        private <T> List<T> each(Pairs pairs, boolean curved, Work<T> work, IntFunction<T> withoutSteps) {
            List<Job> jobs = jobs(pairs);
            Map<Integer, List<T>> results = new ConcurrentHashMap<>();
            workers.run(jobs.size(), i -> results.put(i, with(size(jobs.get(i).group(), curved), workspace ->
                    work.on(jobs.get(i), workspace))));
            SortedMap<Integer, T> ordered = new TreeMap<>();
            IntStream.range(0, pairs.size()).filter(pair -> !hasSteps(pairs, pair))
                    .forEach(pair -> ordered.put(pair, withoutSteps.apply(pair)));
            for (int i = 0; i < jobs.size(); i++) {
                List<T> found = Objects.requireNonNull(results.get(i));
                for (int row = 0; row < found.size(); row++) {
                    ordered.put(jobs.get(i).pairs().get(row), found.get(row));
                }
            }
            return List.copyOf(ordered.values());
        }

        /** Shares the pairs of each vector out among the workers, but takes no more at once than memory has room for. */
        private List<Job> jobs(Pairs pairs) {
            List<Job> jobs = new ArrayList<>();
            for (int vector = 0; vector < pairs.vectors().size(); vector++) {
                int index = vector;
                List<Integer> own = IntStream.range(0, pairs.size())
                        .filter(pair -> pairs.vectorOf()[pair] == index && hasSteps(pairs, pair)).boxed()
                        .sorted(Comparator.comparingInt(pair -> -inputs.get(pairs.trajectory(pair)).steps())).toList();
                for (int from = 0; from < own.size();) {
                    int longest = inputs.get(pairs.trajectory(own.get(from))).steps();
                    List<Integer> some = own.subList(from, Math.min(own.size(), from + groupSize(pairs.size(), longest)));
                    jobs.add(new Job(pairs.vectors().get(vector), some, group(some.stream().map(pairs::trajectory).toList())));
                    from += some.size();
                }
            }
            return jobs;
        }

        private boolean hasSteps(Pairs pairs, int pair) {
            return inputs.get(pairs.trajectory(pair)).steps() > 0;
        }

        private Group group(List<Integer> trajectories) {
            if (groups.size() > MOST_GROUPS) {
                groups.clear();
            }
            return groups.computeIfAbsent(trajectories, _ ->
                    new Group(plans.program(), trajectories.stream().map(inputs::get).toList()));
        }

        private int groupSize(int pairs, int steps) {
            long share = Math.ceilDiv(pairs, workers.threads());
            return (int) Math.max(1, Math.min(share, Math.min(LARGEST_ARRAY, context.memory()) / historyBytes(steps)));
        }

        private long historyBytes(int steps) {
            return (long) Double.BYTES * Math.max(1, Plans.sum(plans.program().states())) * Math.max(1, steps);
        }

        private Size size(Group group, boolean curved) {
            long bytes = Double.BYTES * plans.numbersPerStep(curved) * group.size();
            long room = Math.max(1, Math.min(WORKSPACE, context.memory()) / bytes);
            int atMost = (int) Math.min(Math.min(MOST_STEPS, room), roundedUp(group.longest()));
            return new Size(group.size(), Integer.highestOneBit(atMost));
        }

        private static int roundedUp(int steps) {
            return steps == 1 ? 1 : Integer.highestOneBit(steps - 1) << 1;
        }

        /** Workspaces are kept as long as others are loaded; a program that is kept for later holds none. */
        @Override
        public void close() {
            if (!closed && loaded.decrementAndGet() == 0) {
                Nd4jModel.this.close();
            }
            closed = true;
        }
    }
}
