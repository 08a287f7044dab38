package org.deltaw.spi.backend;

import java.util.List;
import java.util.Set;
import org.deltaw.expr.Symbol;

/**
 * What running a program over a trajectory means: a plain loop over the steps, in double precision, with {@link
 * org.deltaw.expr.Interpreter} for each of them. Forwards from the first step to the last for values and curvature, backwards from
 * the last to the first for gradients. Slow; backends are compared with it, and those that do better in a part may leave the rest
 * to it.
 *
 * <p>Holds no more than the room for one step and, during a gradient, the states that are kept for the way back. For one thread
 * at a time.
 */
public final class TrajectoryInterpreter {
    private final Program program;
    private final StepInterpreter step;
    private final long memory;

    /**
     * Makes room for a step.
     *
     * @param memory for the states of a trajectory, in bytes: what does not fit is computed again on the way back, to the same bits
     */
    public TrajectoryInterpreter(Program program, long memory) {
        this.program = program;
        this.step = new StepInterpreter(program);
        this.memory = memory;
    }

    /**
     * Computes the loss of a trajectory, the sum of its steps' losses, and whatever else is wanted; what is not wanted is empty.
     *
     * @param parameters laid out by {@link Program#layout}
     */
    public Evaluation evaluate(ModelInput input, double[] parameters, Set<Quantity> wanted) {
        step.parameters(parameters);
        step.attributes(input.attributes());
        boolean reverse = wanted.contains(Quantity.GRADIENT) || wanted.contains(Quantity.INITIAL_STATE_GRADIENT);
        boolean curved = wanted.contains(Quantity.CURVATURE) && program.tangent().isPresent();
        Evaluation backward = reverse
                ? backward(input, wanted)
                : new Evaluation(curved ? 0 : loss(input), new double[0], List.of(), new double[0]);
        if (!curved) {
            return backward;
        }
        Evaluation forward = forward(input);
        return new Evaluation(forward.loss(), backward.gradient(), backward.initialStateGradient(), forward.curvature());
    }

    /**
     * Tells what happens in each step of a trajectory.
     *
     * @param parameters laid out by {@link Program#layout}
     * @param wanted what is shown; the rest is empty
     */
    public Simulation simulate(ModelInput input, double[] parameters, Set<SimulationPart> wanted) {
        step.parameters(parameters);
        step.attributes(input.attributes());
        Simulation shown = Simulation.of(program, input.steps(), wanted);
        List<double[]> states = StateHistory.copies(input.initialStates());
        for (int t = 0; t < input.steps(); t++) {
            record(states, shown.states(), t);
            begin(input, states, t);
            if (wanted.contains(SimulationPart.OUTPUTS)) {
                step.outputs(shown.outputs(), t);
            }
            if (wanted.contains(SimulationPart.LOSSES)) {
                shown.losses()[t] = step.loss();
            }
            step.next(states);
        }
        record(states, shown.states(), input.steps());
        return shown;
    }

    /** Starts simulations that go on step by step, with room of their own. What is handed over is copied. */
    public static Stepper start(Program program, List<SimulationStart> starts) {
        return new InterpretedStepper(program, starts);
    }

    private double loss(ModelInput input) {
        double loss = 0;
        List<double[]> states = StateHistory.copies(input.initialStates());
        for (int t = 0; t < input.steps(); t++) {
            begin(input, states, t);
            loss += step.loss();
            step.next(states);
        }
        return loss;
    }

    private Evaluation backward(ModelInput input, Set<Quantity> wanted) {
        StateHistory history = new StateHistory(program.states(), input.steps(), memory);
        double loss = 0;
        List<double[]> states = StateHistory.copies(input.initialStates());
        for (int t = 0; t < input.steps(); t++) {
            history.offer(t, states);
            begin(input, states, t);
            loss += step.loss();
            step.next(states);
        }
        double[] gradient = new double[program.layout().size()];
        List<double[]> adjoints = zeros(program.states());
        for (int t = input.steps() - 1; t >= 0; t--) {
            begin(input, history.states(t, (from, before) -> {
                begin(input, before, from);
                step.next(before);
            }), t);
            step.adjoints(adjoints);
            step.begin();
            step.addParameterGradient(gradient);
            step.stateAdjoints(adjoints);
        }
        boolean initial = wanted.contains(Quantity.INITIAL_STATE_GRADIENT);
        return new Evaluation(loss, wanted.contains(Quantity.GRADIENT) ? gradient : new double[0],
                initial ? adjoints : List.of(), new double[0]);
    }

    private Evaluation forward(ModelInput input) {
        int size = program.layout().size();
        double loss = 0;
        double[] curvature = new double[size * size];
        List<double[]> states = StateHistory.copies(input.initialStates());
        List<double[]> tangents = zeros(program.tangent().orElseThrow().tangents());
        for (int t = 0; t < input.steps(); t++) {
            step.tangents(tangents);
            begin(input, states, t);
            loss += step.loss();
            step.addCurvature(curvature);
            step.nextTangents(tangents);
            step.next(states);
        }
        return new Evaluation(loss, new double[0], List.of(), curvature);
    }

    private void begin(ModelInput input, List<double[]> states, int t) {
        step.channels(input.channels(), t);
        step.states(states);
        step.begin();
    }

    private void record(List<double[]> states, List<double[]> history, int t) {
        for (int i = 0; i < history.size(); i++) {
            System.arraycopy(states.get(i), 0, history.get(i), t * states.get(i).length, states.get(i).length);
        }
    }

    private static List<double[]> zeros(List<Symbol> symbols) {
        return symbols.stream().map(symbol -> new double[symbol.entries()]).toList();
    }
}
