package org.deltaw.cli.lab;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.deltaw.expr.Interpreter;
import org.deltaw.expr.Symbol;
import org.deltaw.expr.step.TangentStep;
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

/** A program that is interpreted, trajectory after trajectory. */
record LabModel(Program program) implements CompiledModel {
    @Override
    public String device() {
        return "lab bench";
    }

    @Override
    public Batch load(List<ModelInput> trajectories, Workers workers) {
        return new LabBatch(trajectories);
    }

    @Override
    public Stepper start(List<SimulationStart> starts) {
        return new LabStepper(starts.getFirst());
    }

    @Override
    public void close() {}

    private static List<double[]> rooms(List<Symbol> symbols, int rows) {
        return new ArrayList<>(symbols.stream().map(symbol -> new double[rows * symbol.entries()]).toList());
    }

    /** One simulation, in trajectories of a single step. */
    private final class LabStepper implements Stepper {
        private final SimulationStart start;
        private List<double[]> states;

        LabStepper(SimulationStart start) {
            this.start = start;
            this.states = start.initialStates();
        }

        private Simulation step(List<double[]> channels) {
            return new LabBatch(List.of()).simulate(new ModelInput(1, channels, start.attributes(), states), start.parameters());
        }

        @Override
        public List<double[]> observe(List<double[]> channels) {
            return step(channels).outputs();
        }

        @Override
        public void advance(List<double[]> channels) {
            states = step(channels).states().stream().map(both -> Arrays.copyOfRange(both, both.length / 2, both.length)).toList();
        }

        @Override
        public List<double[]> states() {
            return states;
        }

        @Override
        public void close() {}
    }

    private final class LabBatch implements Batch {
        private final List<ModelInput> inputs;

        LabBatch(List<ModelInput> inputs) {
            this.inputs = List.copyOf(inputs);
        }

        @Override
        public List<Evaluation> evaluate(Pairs pairs, Set<Quantity> wanted) {
            return IntStream.range(0, pairs.size())
                    .mapToObj(pair -> wanted(evaluate(inputs.get(pairs.trajectory(pair)), pairs.vector(pair)), wanted)).toList();
        }

        @Override
        public void simulate(Pairs pairs, Set<SimulationPart> wanted, SimulationVisitor visitor) {
            for (int pair = 0; pair < pairs.size(); pair++) {
                visitor.visit(pair, simulate(inputs.get(pairs.trajectory(pair)), pairs.vector(pair)));
            }
        }

        @Override
        public void close() {}

        private static Evaluation wanted(Evaluation all, Set<Quantity> wanted) {
            return new Evaluation(all.loss(), wanted.contains(Quantity.GRADIENT) ? all.gradient() : new double[0],
                    wanted.contains(Quantity.INITIAL_STATE_GRADIENT) ? all.initialStateGradient() : List.of(),
                    wanted.contains(Quantity.CURVATURE) ? all.curvature() : new double[0]);
        }

        private Simulation simulate(ModelInput input, double[] parameters) {
            Interpreter forward = interpreter(input, parameters);
            List<Symbol> symbols = program.step().outputs().stream().map(output -> output.symbol()).toList();
            List<double[]> outputs = rooms(symbols, input.steps());
            List<double[]> states = rooms(program.states(), input.steps() + 1);
            double[] losses = new double[input.steps()];
            copy(input.initialStates(), states, 0);
            for (int t = 0; t < input.steps(); t++) {
                begin(forward, input, states, t);
                List<double[]> next = values(forward, 0, program.states());
                copy(values(forward, next.size(), symbols), outputs, t);
                losses[t] = forward.value(next.size() + symbols.size())[0];
                copy(next, states, t + 1);
            }
            return new Simulation(outputs, states, losses);
        }

        private Evaluation evaluate(ModelInput input, double[] parameters) {
            Simulation simulation = simulate(input, parameters);
            Interpreter backward = interpreter(input, parameters);
            int first = program.states().size() + program.step().outputs().size() + 1;
            double[] gradient = new double[parameters.length];
            List<double[]> adjoints = rooms(program.states(), 1);
            double loss = 0;
            for (int t = input.steps() - 1; t >= 0; t--) {
                for (int i = 0; i < adjoints.size(); i++) {
                    backward.set(program.adjoint().nextAdjoints().get(i), adjoints.get(i), 0);
                }
                begin(backward, input, simulation.states(), t);
                loss += simulation.losses()[t];
                adjoints = values(backward, first, program.states());
                List<double[]> shares = values(backward, first + adjoints.size(), program.parameters());
                int at = 0;
                for (double[] share : shares) {
                    for (double value : share) {
                        gradient[at++] += value;
                    }
                }
            }
            return new Evaluation(loss, gradient, adjoints, curvature(input, simulation.states(), parameters));
        }

        private double[] curvature(ModelInput input, List<double[]> states, double[] parameters) {
            if (program.tangent().isEmpty()) {
                return new double[0];
            }
            TangentStep tangent = program.tangent().get();
            Interpreter forward = interpreter(input, parameters);
            int curvature = program.expressions().size() - 1;
            int first = curvature - 1 - tangent.tangents().size();
            List<double[]> tangents = rooms(tangent.tangents(), 1);
            double[] matrix = new double[parameters.length * parameters.length];
            for (int t = 0; t < input.steps(); t++) {
                set(forward, tangent.tangents(), tangents, 0);
                begin(forward, input, states, t);
                double[] share = forward.value(curvature);
                for (int i = 0; i < matrix.length; i++) {
                    matrix[i] += share[i];
                }
                tangents = values(forward, first, tangent.tangents());
            }
            return matrix;
        }

        private Interpreter interpreter(ModelInput input, double[] parameters) {
            Interpreter interpreter = new Interpreter(program.expressions());
            program.parameters().forEach(symbol ->
                    interpreter.set(symbol, parameters, program.layout().offset(symbol)));
            set(interpreter, program.attributes(), input.attributes(), 0);
            return interpreter;
        }

        private void begin(Interpreter interpreter, ModelInput input, List<double[]> states, int t) {
            set(interpreter, program.channels(), input.channels(), t);
            set(interpreter, program.states(), states, t);
            interpreter.begin();
        }

        private static void set(Interpreter interpreter, List<Symbol> symbols, List<double[]> rows, int row) {
            for (int i = 0; i < symbols.size(); i++) {
                interpreter.set(symbols.get(i), rows.get(i), row * symbols.get(i).entries());
            }
        }

        private static List<double[]> values(Interpreter interpreter, int first, List<Symbol> symbols) {
            List<double[]> values = rooms(symbols, 1);
            for (int i = 0; i < symbols.size(); i++) {
                interpreter.copy(first + i, symbols.get(i).axes(), values.get(i), 0);
            }
            return values;
        }

        private static void copy(List<double[]> from, List<double[]> to, int row) {
            for (int i = 0; i < from.size(); i++) {
                System.arraycopy(from.get(i), 0, to.get(i), row * from.get(i).length, from.get(i).length);
            }
        }
    }
}
