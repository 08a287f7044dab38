package org.deltaw.testkit.backend;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
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
    public Batch load(List<ModelInput> trajectories) {
        if (trajectories.isEmpty() && fault == Fault.NEEDS_A_TRAJECTORY) {
            throw new IllegalArgumentException("an empty batch");
        }
        List<ModelInput> inputs = new ArrayList<>(trajectories);
        if (fault == Fault.SORTS_BY_LENGTH) {
            inputs.sort(Comparator.comparingInt(ModelInput::steps));
        }
        return new FaultyBatch(inputs);
    }

    @Override
    public Stepper start(double[] parameters, List<double[]> attributes, List<double[]> initialStates) {
        return new FaultyStepper(parameters, attributes, initialStates);
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
        private final double[] scratch = new double[program.layout().size()];

        FaultyBatch(List<ModelInput> inputs) {
            this.inputs = inputs;
        }

        @Override
        public List<Evaluation> evaluate(double[] parameters, Set<Quantity> wanted) {
            boolean crowded = working.incrementAndGet() > 1;
            try {
                if (fault == Fault.ONE_SCRATCH_FOR_ALL_THREADS) {
                    Thread.sleep(2);
                }
                double[] theta = parameters.clone();
                if (fault == Fault.ROUNDS_PARAMETERS_IN_PLACE && parameters.length > 1) {
                    parameters[0] = (float) parameters[0];
                }
                Evaluation[] results = new Evaluation[inputs.size()];
                context.workers().run(results.length, i ->
                        results[i] = evaluated(inputs.get(i), theta, wanted, crowded));
                return Arrays.asList(results);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return List.of();
            } finally {
                working.decrementAndGet();
            }
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
                    double[] losses = new TrajectoryInterpreter(program, Long.MAX_VALUE).simulate(input, theta).losses();
                    yield loss - losses[losses.length - 1];
                }
                case BITS_DEPEND_ON_THE_BATCH -> loss * (1 + 1e-15 * inputs.size());
                case BITS_DEPEND_ON_WORKERS -> loss * (1 + 1e-15 * context.workers().threads());
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
        public List<Simulation> simulate(double[] parameters) {
            TrajectoryInterpreter right = new TrajectoryInterpreter(program, Long.MAX_VALUE);
            return inputs.stream().map(input -> spoilt(right.simulate(input, parameters))).toList();
        }

        private Simulation spoilt(Simulation right) {
            switch (fault) {
                case COARSE -> right.losses()[0] += 1e-3;
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
        private final double[] parameters;
        private final List<double[]> attributes;
        private List<double[]> states;

        FaultyStepper(double[] parameters, List<double[]> attributes, List<double[]> initialStates) {
            this.parameters = parameters.clone();
            this.attributes = attributes;
            this.states = initialStates;
        }

        private Simulation step(List<double[]> channels) {
            return new TrajectoryInterpreter(program, Long.MAX_VALUE)
                    .simulate(new ModelInput(1, channels, attributes, states), parameters);
        }

        @Override
        public List<double[]> observe(List<double[]> channels) {
            List<double[]> outputs = step(channels).outputs();
            if (fault == Fault.ADVANCES_WHEN_LOOKING) {
                advance(channels);
            }
            return outputs;
        }

        @Override
        public void advance(List<double[]> channels) {
            states = step(channels).states().stream()
                    .map(both -> Arrays.copyOfRange(both, both.length / 2, both.length))
                    .map(after -> fault == Fault.COARSE ? Arrays.stream(after).map(value -> value * 1.01).toArray()
                            : after)
                    .toList();
        }

        @Override
        public List<double[]> states() {
            return states.stream().map(double[]::clone).toList();
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }
}
