package {{package}};

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.deltaw.expr.Interpreter;
import org.deltaw.expr.Symbol;
import org.deltaw.spi.backend.Evaluation;
import org.deltaw.spi.backend.ModelInput;
import org.deltaw.spi.backend.Program;
import org.deltaw.spi.backend.Quantity;
import org.deltaw.spi.backend.Simulation;

/** A program with its parameters, run over a trajectory; keeps all states, so its memory grows with the steps. */
final class TrajectoryRun {
    private final Program program;
    private final Interpreter interpreter;
    /** Where the parts of {@link Program#expressions} begin: next states are first, then outputs, loss, adjoints, tangents. */
    private final int outputs;
    private final int loss;
    private final int gradients;
    private final int tangents;

    TrajectoryRun(Program program, double[] parameters, List<double[]> attributes) {
        this.program = program;
        this.interpreter = new Interpreter(program.expressions());
        this.outputs = program.states().size();
        this.loss = outputs + program.step().outputs().size();
        this.gradients = loss + 1 + program.states().size();
        this.tangents = gradients + program.parameters().size();
        program.parameters().forEach(each -> interpreter.set(each, parameters, program.layout().offset(each)));
        set(program.attributes(), attributes, 0);
    }

    Evaluation evaluate(ModelInput input, Set<Quantity> wanted) {
        List<List<double[]>> history = new ArrayList<>();
        double sum = 0;
        List<double[]> states = copies(input.initialStates());
        for (int t = 0; t < input.steps(); t++) {
            history.add(copies(states));
            begin(input.channels(), t, states);
            sum += interpreter.value(loss)[0];
            next(states);
        }
        double[] gradient = new double[program.layout().size()];
        List<double[]> adjoints = List.of();
        if (wanted.contains(Quantity.GRADIENT) || wanted.contains(Quantity.INITIAL_STATE_GRADIENT)) {
            adjoints = backward(input, history, gradient);
        }
        return new Evaluation(
                sum,
                wanted.contains(Quantity.GRADIENT) ? gradient : new double[0],
                wanted.contains(Quantity.INITIAL_STATE_GRADIENT) ? adjoints : List.of(),
                wanted.contains(Quantity.CURVATURE) && program.tangent().isPresent()
                        ? curvature(input, history) : new double[0]);
    }

    Simulation simulate(ModelInput input) {
        List<double[]> shown = outputRows(input.steps());
        List<double[]> history = rows(program.states(), input.steps() + 1);
        double[] losses = new double[input.steps()];
        List<double[]> states = copies(input.initialStates());
        record(states, history, 0);
        for (int t = 0; t < input.steps(); t++) {
            begin(input.channels(), t, states);
            outputs(shown, t);
            losses[t] = interpreter.value(loss)[0];
            next(states);
            record(states, history, t + 1);
        }
        return new Simulation(shown, history, losses);
    }

    /** Goes from the last step to the first; adds to the gradient, and returns that by the initial states. */
    private List<double[]> backward(ModelInput input, List<List<double[]>> history, double[] gradient) {
        List<double[]> adjoints = rows(program.states(), 1);
        for (int t = input.steps() - 1; t >= 0; t--) {
            set(program.adjoint().nextAdjoints(), adjoints, 0);
            begin(input.channels(), t, history.get(t));
            for (int i = 0; i < program.parameters().size(); i++) {
                Symbol parameter = program.parameters().get(i);
                double[] share = new double[parameter.entries()];
                interpreter.copy(gradients + i, parameter.axes(), share, 0);
                add(share, gradient, program.layout().offset(parameter));
            }
            List<double[]> before = rows(program.states(), 1);
            copy(loss + 1, program.states(), before);
            adjoints = before;
        }
        return adjoints;
    }

    /** Goes from the first step to the last, with the derivatives of the states by the parameters. */
    private double[] curvature(ModelInput input, List<List<double[]>> history) {
        var tangent = program.tangent().orElseThrow();
        double[] curvature = new double[program.layout().size() * program.layout().size()];
        List<double[]> now = rows(tangent.tangents(), 1);
        for (int t = 0; t < input.steps(); t++) {
            set(tangent.tangents(), now, 0);
            begin(input.channels(), t, history.get(t));
            double[] share = new double[curvature.length];
            interpreter.copy(tangents + tangent.tangents().size() + 1,
                    List.of(tangent.direction(), tangent.transposed()), share, 0);
            add(share, curvature, 0);
            List<double[]> after = rows(tangent.tangents(), 1);
            copy(tangents, tangent.tangents(), after);
            now = after;
        }
        return curvature;
    }

    /** Makes ready for one step: row {@code t} of the channels, and the states before it. */
    void begin(List<double[]> channels, int t, List<double[]> states) {
        set(program.channels(), channels, t);
        set(program.states(), states, 0);
        interpreter.begin();
    }

    void next(List<double[]> states) {
        copy(0, program.states(), states);
    }

    List<double[]> outputRows(int steps) {
        return rows(program.step().outputs().stream().map(output -> output.symbol()).toList(), steps);
    }

    void outputs(List<double[]> into, int t) {
        for (int i = 0; i < into.size(); i++) {
            Symbol symbol = program.step().outputs().get(i).symbol();
            interpreter.copy(outputs + i, symbol.axes(), into.get(i), t * symbol.entries());
        }
    }

    private void set(List<Symbol> symbols, List<double[]> values, int row) {
        for (int i = 0; i < symbols.size(); i++) {
            interpreter.set(symbols.get(i), values.get(i), row * symbols.get(i).entries());
        }
    }

    private void copy(int first, List<Symbol> symbols, List<double[]> into) {
        for (int i = 0; i < symbols.size(); i++) {
            interpreter.copy(first + i, symbols.get(i).axes(), into.get(i), 0);
        }
    }

    private static void record(List<double[]> states, List<double[]> history, int t) {
        for (int i = 0; i < states.size(); i++) {
            System.arraycopy(states.get(i), 0, history.get(i), t * states.get(i).length, states.get(i).length);
        }
    }

    private static void add(double[] share, double[] total, int offset) {
        for (int i = 0; i < share.length; i++) {
            total[offset + i] += share[i];
        }
    }

    private static List<double[]> rows(List<Symbol> symbols, int count) {
        return symbols.stream().map(symbol -> new double[count * symbol.entries()]).toList();
    }

    static List<double[]> copies(List<double[]> arrays) {
        return arrays.stream().map(double[]::clone).toList();
    }
}
