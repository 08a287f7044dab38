package org.deltaw.testkit.backend;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Interpreter;
import org.deltaw.expr.Symbol;
import org.deltaw.expr.step.AdjointStep;
import org.deltaw.expr.step.StepGraph;
import org.deltaw.expr.step.TangentStep;
import org.deltaw.spi.backend.Evaluation;
import org.deltaw.spi.backend.ModelInput;
import org.deltaw.spi.backend.Program;
import org.deltaw.spi.backend.Quantity;
import org.deltaw.spi.backend.Simulation;

/**
 * What running a program over one trajectory means: a plain loop over the steps, with {@link
 * Interpreter} for each of them, in double precision. Backends are held to it.
 */
public final class ReferenceRun {
    private final StepGraph step;
    private final List<Symbol> channels;
    private final List<Symbol> attributes;
    private final List<Symbol> parameters;
    private final ModelInput input;

    /** Prepares a run of a program over one trajectory. */
    public ReferenceRun(Program program, ModelInput input) {
        this(program.step(), program.channels(), program.attributes(), program.parameters(), input);
    }

    /** Prepares a run of a step as it is, which need not be simplified. */
    public ReferenceRun(
            StepGraph step, List<Symbol> channels, List<Symbol> attributes, List<Symbol> parameters,
            ModelInput input) {
        this.step = step;
        this.channels = channels;
        this.attributes = attributes;
        this.parameters = parameters;
        this.input = input;
    }

    /** Runs all steps, and tells what happened in each. */
    public Simulation simulate(double[] theta) {
        List<Expr> roots = new ArrayList<>(step.next());
        step.outputs().forEach(output -> roots.add(output.value()));
        roots.add(step.inlinedLoss());
        Interpreter interpreter = prepared(roots, theta);
        int count = step.states().size();
        List<double[]> states = rows(step.states(), input.steps() + 1);
        List<double[]> outputs = rows(step.outputs().stream().map(StepGraph.Output::symbol).toList(), input.steps());
        double[] losses = new double[input.steps()];
        for (int i = 0; i < count; i++) {
            System.arraycopy(input.initialStates().get(i), 0, states.get(i), 0, step.states().get(i).entries());
        }
        for (int t = 0; t < input.steps(); t++) {
            begin(interpreter, t, states);
            for (int i = 0; i < count; i++) {
                Symbol state = step.states().get(i);
                interpreter.copy(i, state.axes(), states.get(i), (t + 1) * state.entries());
            }
            for (int i = 0; i < outputs.size(); i++) {
                Symbol output = step.outputs().get(i).symbol();
                interpreter.copy(count + i, output.axes(), outputs.get(i), t * output.entries());
            }
            losses[t] = interpreter.value(roots.size() - 1)[0];
        }
        return new Simulation(outputs, states, losses);
    }

    /** Returns the sum of the steps' losses. */
    public double loss(double[] theta) {
        double sum = 0;
        for (double loss : simulate(theta).losses()) {
            sum += loss;
        }
        return sum;
    }

    /**
     * Computes what is wanted: the gradients from the last step to the first, with the adjoint step; the
     * curvature from the first to the last, with the tangent step.
     */
    public Evaluation evaluate(Program program, double[] theta, Set<Quantity> wanted) {
        Simulation simulation = simulate(theta);
        double loss = 0;
        for (double each : simulation.losses()) {
            loss += each;
        }
        Gradient gradient = new Gradient(new double[0], List.of());
        if (wanted.contains(Quantity.GRADIENT) || wanted.contains(Quantity.INITIAL_STATE_GRADIENT)) {
            gradient = backwards(program.adjoint(), theta, simulation.states());
        }
        double[] curvature = new double[0];
        if (wanted.contains(Quantity.CURVATURE) && program.tangent().isPresent()) {
            curvature = forwards(program.tangent().orElseThrow(), theta, simulation.states()).curvature();
        }
        return new Evaluation(
                loss,
                wanted.contains(Quantity.GRADIENT) ? gradient.parameters() : new double[0],
                wanted.contains(Quantity.INITIAL_STATE_GRADIENT) ? gradient.initialStates() : List.of(),
                curvature);
    }

    /** The derivatives of the loss with respect to the parameters and the initial states. */
    record Gradient(double[] parameters, List<double[]> initialStates) {}

    /** The gradient and the curvature as forward mode gives them. */
    public record Forwards(double[] gradient, double[] curvature) {}

    Gradient backwards(AdjointStep adjoint, double[] theta, List<double[]> states) {
        List<Expr> roots = new ArrayList<>(adjoint.stateAdjoints());
        roots.addAll(adjoint.parameterGradients());
        Interpreter interpreter = prepared(roots, theta);
        int count = step.states().size();
        List<double[]> adjoints = rows(step.states(), 1);
        double[] gradient = new double[theta.length];
        for (int t = input.steps() - 1; t >= 0; t--) {
            begin(interpreter, t, states);
            for (int i = 0; i < count; i++) {
                interpreter.set(adjoint.nextAdjoints().get(i), adjoints.get(i), 0);
            }
            List<double[]> before = rows(step.states(), 1);
            for (int i = 0; i < count; i++) {
                interpreter.copy(i, step.states().get(i).axes(), before.get(i), 0);
            }
            int offset = 0;
            for (int i = 0; i < parameters.size(); i++) {
                double[] share = new double[parameters.get(i).entries()];
                interpreter.copy(count + i, parameters.get(i).axes(), share, 0);
                for (double value : share) {
                    gradient[offset++] += value;
                }
            }
            adjoints = before;
        }
        return new Gradient(gradient, adjoints);
    }

    public Forwards forwards(TangentStep tangent, double[] theta, List<double[]> states) {
        List<Expr> roots = new ArrayList<>(tangent.nextTangents());
        roots.add(tangent.lossTangent());
        roots.add(tangent.curvature());
        Interpreter interpreter = prepared(roots, theta);
        int count = tangent.tangents().size();
        List<double[]> tangents = rows(tangent.tangents(), 1);
        double[] gradient = new double[theta.length];
        double[] curvature = new double[theta.length * theta.length];
        for (int t = 0; t < input.steps(); t++) {
            begin(interpreter, t, states);
            for (int i = 0; i < count; i++) {
                interpreter.set(tangent.tangents().get(i), tangents.get(i), 0);
            }
            List<double[]> after = rows(tangent.tangents(), 1);
            for (int i = 0; i < count; i++) {
                interpreter.copy(i, tangent.tangents().get(i).axes(), after.get(i), 0);
            }
            add(gradient, interpreter.value(count));
            double[] share = new double[curvature.length];
            interpreter.copy(count + 1, List.of(tangent.direction(), tangent.transposed()), share, 0);
            add(curvature, share);
            tangents = after;
        }
        return new Forwards(gradient, curvature);
    }

    private Interpreter prepared(List<Expr> roots, double[] theta) {
        Interpreter interpreter = new Interpreter(roots);
        int offset = 0;
        for (Symbol parameter : parameters) {
            interpreter.set(parameter, theta, offset);
            offset += parameter.entries();
        }
        for (int i = 0; i < attributes.size(); i++) {
            interpreter.set(attributes.get(i), input.attributes().get(i), 0);
        }
        return interpreter;
    }

    private void begin(Interpreter interpreter, int t, List<double[]> states) {
        interpreter.begin();
        for (int i = 0; i < channels.size(); i++) {
            interpreter.set(channels.get(i), input.channels().get(i), t * channels.get(i).entries());
        }
        for (int i = 0; i < step.states().size(); i++) {
            interpreter.set(step.states().get(i), states.get(i), t * step.states().get(i).entries());
        }
    }

    private static List<double[]> rows(List<Symbol> symbols, int count) {
        return symbols.stream().map(symbol -> new double[count * symbol.entries()]).toList();
    }

    private static void add(double[] total, double[] share) {
        for (int i = 0; i < total.length; i++) {
            total[i] += share[i];
        }
    }
}
