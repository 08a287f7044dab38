package org.deltaw.plugin.nd4j.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.deltaw.spi.backend.BackendContext;
import org.deltaw.spi.backend.Batch;
import org.deltaw.spi.backend.CompiledModel;
import org.deltaw.spi.backend.Evaluation;
import org.deltaw.spi.backend.ModelInput;
import org.deltaw.spi.backend.Program;
import org.deltaw.spi.backend.Quantity;
import org.deltaw.spi.backend.Simulation;
import org.deltaw.spi.backend.Stepper;

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

    private record Size(int trajectories, int steps) {}

    Nd4jModel(Program program, BackendContext context, String device) {
        this.plans = new Plans(program);
        this.context = context;
        this.device = device;
    }

    @Override
    public String device() {
        int threads = context.workers().threads();
        return device + ", " + threads + (threads == 1 ? " thread" : " threads");
    }

    @Override
    public Batch load(List<ModelInput> trajectories) {
        return new LoadedBatch(trajectories);
    }

    @Override
    public Stepper start(double[] parameters, List<double[]> attributes, List<double[]> initialStates) {
        return new Nd4jStepper(plans, context.precision(), parameters, attributes, initialStates);
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

    private final class LoadedBatch implements Batch {
        private final List<Integer> order;
        private final List<Group> groups = new ArrayList<>();

        LoadedBatch(List<ModelInput> inputs) {
            this.order = IntStream.range(0, inputs.size()).boxed()
                    .sorted(Comparator.comparingInt(i -> -inputs.get(i).steps())).toList();
            int from = 0;
            while (from < order.size()) {
                int to = Math.min(order.size(), from + groupSize(inputs.size(), inputs.get(order.get(from)).steps()));
                groups.add(new Group(plans.program(), order.subList(from, to).stream().map(inputs::get).toList()));
                from = to;
            }
        }

        /** Shares trajectories out among the workers, but takes no more at once than memory has room for. */
        private int groupSize(int trajectories, int steps) {
            int threads = context.workers().threads();
            long share = (trajectories + threads - 1L) / threads;
            long history = (long) Double.BYTES * Math.max(1, Plans.sum(plans.program().states())) * steps;
            return (int) Math.max(1, Math.min(share, Math.min(LARGEST_ARRAY, context.memory()) / history));
        }

        @Override
        public List<Evaluation> evaluate(double[] parameters, Set<Quantity> wanted) {
            return each(wanted.contains(Quantity.CURVATURE), (group, workspace) ->
                    new GroupRun(plans, group, workspace, context.memory(), wanted).evaluate(parameters));
        }

        @Override
        public List<Simulation> simulate(double[] parameters) {
            return each(false, (group, workspace) ->
                    new Trace(plans, group, workspace).simulate(parameters));
        }

        private interface Work<T> {
            List<T> on(Group group, Workspace workspace);
        }

        /** Has every group worked on, and puts results into the order in which trajectories were loaded. */
        private <T> List<T> each(boolean curved, Work<T> work) {
            Map<Integer, List<T>> results = new ConcurrentHashMap<>();
            context.workers().run(groups.size(), i ->
                    results.put(i, with(size(groups.get(i), curved), workspace -> work.on(groups.get(i), workspace))));
            SortedMap<Integer, T> ordered = new TreeMap<>();
            for (int i = 0; i < groups.size(); i++) {
                Objects.requireNonNull(results.get(i)).forEach(each -> ordered.put(order.get(ordered.size()), each));
            }
            return List.copyOf(ordered.values());
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

        @Override
        public void close() {
            // Holds nothing but arrays of Java.
        }
    }
}
