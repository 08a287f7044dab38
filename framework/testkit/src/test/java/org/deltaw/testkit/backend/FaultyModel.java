package org.deltaw.testkit.backend;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
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
import org.deltaw.spi.backend.TrajectoryInterpreter;
import org.deltaw.spi.backend.WeightedSum;
import org.deltaw.spi.backend.Workers;
import org.deltaw.testkit.backend.FaultyBackend.Fault;

/** A program that is run by the reference, right but for one fault. */
final class FaultyModel implements CompiledModel {
    private final Fault fault;
    private final Program program;
    private final BackendContext context;
    private final AtomicInteger working = new AtomicInteger();
    private boolean closed;

    FaultyModel(Fault fault, Program program, BackendContext context) {
        this.fault = fault;
        this.program = program;
        this.context = context;
    }

    @Override
    public String device() {
        return "reference";
    }

    @Override
    public Batch load(List<ModelInput> trajectories, Workers workers) {
        if (trajectories.isEmpty() && fault == Fault.NEEDS_A_TRAJECTORY) {
            throw new IllegalArgumentException("an empty batch");
        }
        List<ModelInput> inputs = new ArrayList<>(trajectories);
        if (fault == Fault.SORTS_BY_LENGTH) {
            inputs.sort(Comparator.comparingInt(ModelInput::steps));
        }
        return new FaultyBatch(inputs, workers);
    }

    @Override
    public Stepper start(List<SimulationStart> starts) {
        return new FaultyStepper(starts);
    }

    @Override
    public void close() {
        if (closed && fault == Fault.CLOSES_ONCE) {
            throw new IllegalStateException("closed already");
        }
        closed = true;
    }

    private final class FaultyBatch implements Batch {
        private final List<ModelInput> inputs;
        private final Workers workers;
        private final double[] scratch = new double[program.layout().size()];

        FaultyBatch(List<ModelInput> inputs, Workers workers) {
            this.inputs = inputs;
            this.workers = workers;
        }

        @Override
        public List<Evaluation> evaluate(Pairs pairs, Set<Quantity> wanted) {
            boolean crowded = working.incrementAndGet() > 1;
            try {
                if (fault == Fault.ONE_SCRATCH_FOR_ALL_THREADS) {
                    Thread.sleep(2);
                }
                Evaluation[] results = new Evaluation[pairs.size()];
                workers.run(results.length, i -> results[i] = evaluated(
                        inputs.get(pairs.trajectory(i)), vector(pairs, i), wanted, crowded));
                if (fault == Fault.ROUNDS_PARAMETERS_IN_PLACE) {
                    pairs.vectors().stream().filter(vector -> vector.length > 1).forEach(vector -> vector[0] = (float) vector[0]);
                }
                return Arrays.asList(fault == Fault.DIVERGENCE_SPREADS ? spread(results) : results);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return List.of();
            } finally {
                working.decrementAndGet();
            }
        }

        private double[] vector(Pairs pairs, int pair) {
            return fault == Fault.ONE_VECTOR_FOR_ALL ? pairs.vectors().getFirst() : pairs.vector(pair);
        }

        private static Evaluation[] spread(Evaluation[] results) {
            boolean finite = Arrays.stream(results).allMatch(each -> Double.isFinite(each.loss()));
            return finite ? results : Arrays.stream(results).map(each -> new Evaluation(
                    Double.NaN, each.gradient(), each.initialStateGradient(), each.curvature())).toArray(Evaluation[]::new);
        }

        @Override
        public List<WeightedSum> sums(Pairs pairs, Set<Quantity> wanted) {
            List<WeightedSum> right = Batch.super.sums(pairs, wanted);
            return switch (fault) {
                case FORGETS_WEIGHTS -> Batch.super.sums(new Pairs(pairs.vectors(), pairs.vectorOf(), pairs.trajectoryOf(),
                        Arrays.stream(pairs.weights()).map(_ -> 1).toArray()), wanted);
                case NAMES_NO_DIVERGED_PAIR -> right.stream().map(each ->
                        new WeightedSum(each.loss(), each.gradient(), each.curvature(), OptionalInt.empty())).toList();
                default -> right;
            };
        }

        private Evaluation evaluated(ModelInput input, double[] theta, Set<Quantity> wanted, boolean crowded) {
            Set<Quantity> asked = fault == Fault.GIVES_WHAT_IS_NOT_WANTED ? Set.of(Quantity.values()) : wanted;
            Evaluation right = new TrajectoryInterpreter(program, Long.MAX_VALUE).evaluate(input, theta, asked);
            if (fault == Fault.STOPS_AT_OVERFLOW && !Double.isFinite(right.loss())) {
                throw new ArithmeticException("a trajectory has no finite loss");
            }
            return new Evaluation(loss(input, theta, right.loss(), crowded), gradient(input, right.gradient()),
                    initialStateGradient(input, right.initialStateGradient()),
                    curvature(right.curvature(), wanted));
        }

        private List<double[]> initialStateGradient(ModelInput input, List<double[]> gradient) {
            return switch (fault) {
                case STATES_IN_REVERSE -> gradient.reversed();
                case LOSES_LONG_TRAJECTORIES -> gradient.stream()
                        .map(each -> input.steps() > 64 && context.memory() > 1 << 20 ? new double[each.length] : each)
                        .toList();
                default -> gradient;
            };
        }

        private double loss(ModelInput input, double[] theta, double loss, boolean crowded) {
            return switch (fault) {
                case SINGLE_PRECISION -> (float) loss;
                case COARSE -> loss * (1 + 1e-3);
                case FORGETS_THE_LAST_STEP -> {
                    double[] losses = new TrajectoryInterpreter(program, Long.MAX_VALUE)
                            .simulate(input, theta, Set.of(SimulationPart.LOSSES)).losses();
                    yield losses.length == 0 ? loss : loss - losses[losses.length - 1];
                }
                case BITS_DEPEND_ON_THE_BATCH -> loss * (1 + 1e-15 * inputs.size());
                case BITS_DEPEND_ON_WORKERS -> loss * (1 + 1e-15 * workers.threads());
                case ONE_SCRATCH_FOR_ALL_THREADS -> crowded ? loss + 1e-12 : loss;
                case PASSES_OVER_WHAT_IS_NO_NUMBER -> Double.isNaN(loss) ? 0 : loss;
                default -> loss;
            };
        }

        private double[] gradient(ModelInput input, double[] gradient) {
            switch (fault) {
                case SINGLE_PRECISION -> Arrays.setAll(gradient, i -> (float) gradient[i]);
                case COARSE -> Arrays.setAll(gradient, i -> gradient[i] * 1.01);
                case GRADIENT_SLIGHTLY_OFF -> Arrays.setAll(gradient, i -> gradient[i] * (1 + 1e-7));
                case FORGETS_THE_LAST_PARAMETER ->
                        Arrays.fill(gradient, Math.max(0, gradient.length - 1), gradient.length, 0);
                case NEEDS_MEMORY -> Arrays.setAll(gradient, i ->
                        context.memory() < 10_000 && input.steps() > 50 ? 0 : gradient[i]);
                case REUSES_ARRAYS -> {
                    if (gradient.length > 0 && inputs.size() == 1) {
                        System.arraycopy(gradient, 0, scratch, 0, scratch.length);
                        return scratch;
                    }
                }
                default -> { }
            }
            return gradient;
        }

        private double[] curvature(double[] curvature, Set<Quantity> wanted) {
            return switch (fault) {
                case HALF_THE_CURVATURE -> Arrays.stream(curvature).map(value -> value / 2).toArray();
                case CURVATURE_ONLY_BY_ITSELF -> wanted.size() == 1 ? curvature : new double[0];
                default -> curvature;
            };
        }

        @Override
        public void simulate(Pairs pairs, Set<SimulationPart> wanted, SimulationVisitor visitor) {
            Set<SimulationPart> shown = fault == Fault.SHOWS_WHAT_IS_NOT_WANTED ? EnumSet.allOf(SimulationPart.class) : wanted;
            TrajectoryInterpreter right = new TrajectoryInterpreter(program, Long.MAX_VALUE);
            for (int i = 0; i < pairs.size(); i++) {
                int pair = fault == Fault.VISITS_BACKWARDS ? pairs.size() - 1 - i : i;
                visitor.visit(pair, spoilt(right.simulate(inputs.get(pairs.trajectory(pair)), vector(pairs, pair), shown)));
            }
        }

        private Simulation spoilt(Simulation right) {
            switch (fault) {
                case COARSE -> Arrays.setAll(right.losses(), i -> right.losses()[i] + 1e-3);
                case LEAKS_A_LITTLE -> right.states().forEach(states -> states[states.length - 1] *= 1 + 1e-15);
                case SHOWS_STATES_A_STEP_LATE -> right.states().forEach(states -> {
                    int width = states.length / (right.losses().length + 1);
                    System.arraycopy(states, width, states, 0, states.length - width);
                });
                default -> { }
            }
            return right;
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }

    private final class FaultyStepper implements Stepper {
        private final List<SimulationStart> starts;
        private final List<List<double[]>> states = new ArrayList<>();

        FaultyStepper(List<SimulationStart> starts) {
            this.starts = starts.stream().map(start -> new SimulationStart(
                    start.parameters().clone(), start.attributes(), start.initialStates())).toList();
            starts.forEach(start -> states.add(start.initialStates()));
        }

        private Simulation step(List<double[]> channels, int row) {
            List<double[]> own = channels.stream().map(rows -> {
                int width = rows.length / starts.size();
                return Arrays.copyOfRange(rows, row * width, (row + 1) * width);
            }).toList();
            SimulationStart start = starts.get(fault == Fault.STEPS_WITH_THE_FIRST_VECTOR ? 0 : row);
            return new TrajectoryInterpreter(program, Long.MAX_VALUE).simulate(
                    new ModelInput(1, own, starts.get(row).attributes(), states.get(row)), start.parameters(),
                    EnumSet.allOf(SimulationPart.class));
        }

        @Override
        public List<double[]> observe(List<double[]> channels) {
            List<double[]> outputs = beside(IntStream.range(0, starts.size()).mapToObj(row -> step(channels, row).outputs()).toList());
            if (fault == Fault.ADVANCES_WHEN_LOOKING) {
                advance(channels);
            }
            return outputs;
        }

        @Override
        public void advance(List<double[]> channels) {
            for (int row = 0; row < starts.size(); row++) {
                states.set(row, step(channels, row).states().stream()
                        .map(both -> Arrays.copyOfRange(both, both.length / 2, both.length))
                        .map(after -> fault == Fault.COARSE ? Arrays.stream(after).map(value -> value * 1.01).toArray() : after)
                        .toList());
            }
        }

        @Override
        public List<double[]> states() {
            return beside(states);
        }

        private static List<double[]> beside(List<List<double[]>> rows) {
            return IntStream.range(0, rows.getFirst().size()).mapToObj(i ->
                    rows.stream().flatMapToDouble(row -> Arrays.stream(row.get(i))).toArray()).toList();
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }
}
