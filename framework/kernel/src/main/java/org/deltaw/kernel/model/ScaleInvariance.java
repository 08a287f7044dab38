package org.deltaw.kernel.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Interpreter;
import org.deltaw.expr.Symbol;
import org.deltaw.expr.differentiate.Reverse;
import org.deltaw.expr.differentiate.Surrogates;
import org.deltaw.expr.step.StepGraph;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.parameter.Initial;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.RealVector;
import org.hipparchus.linear.SingularValueDecomposition;

/**
 * Finds out whether a fitted number of the network only sets the unit of weights, which nothing observed depends on: whether weights in
 * any other unit, with other values of the fitted parameters, predict the same. Then no data can determine it.
 *
 * <p>A change of unit multiplies weights by 1 + ε. It is unobservable if there are derivatives {@code dθ} of the parameters, and rates λ
 * of what neurons carry and rules remember, such that to first order in ε one step leads from multiplied states to multiplied states, and
 * costs the same: {@code ∂next/∂w w + ∂next/∂s λs + ∂next/∂θ dθ = λ next} and {@code ∂loss/∂w w + ∂loss/∂s λs + ∂loss/∂θ dθ = 0}, whatever
 * the data are. These equations are linear in λ and dθ; they are asked of random states and data. (Lie symmetries of dynamical systems,
 * as in Yates, Evans and Chappell, Automatica 2009.)
 */
public final class ScaleInvariance {
    /** Solving for more unknowns takes longer than a fit may. */
    private static final int MOST_UNKNOWNS = 200;
    private static final int SPARE_EQUATIONS = 10;
    /** Rounding is far below, and what is not invariant far above. */
    private static final double NOTHING = 1e-7;
    private static final int MOST_NAMED = 4;

    private final Model model;
    private final Symbol weights;
    private final List<Symbol> others;
    private final List<ParameterTable.Entry> fitted;

    private ScaleInvariance(Model model, Symbol weights) {
        this.model = model;
        this.weights = weights;
        this.others = model.program().step().states().stream()
                .filter(state -> !state.equals(weights) && startsAtZero(model, state)).toList();
        this.fitted = model.parameters().fitted();
    }

    /**
     * Requires that no single number of the network is fitted that only sets the unit of weights.
     *
     * @param trajectories to which the model is fitted
     * @throws InvalidSpecException if one is
     */
    public static void requireNone(Model model, List<Trajectory> trajectories) {
        if (model.parameters().fitted().stream().noneMatch(ScaleInvariance::isNumberOfNetwork)) {
            return;
        }
        for (Symbol weights : model.weights()) {
            String state = model.synapses().shownName(weights);
            boolean given = trajectories.stream().map(trajectory -> trajectory.initialStates().getOrDefault(state, new double[0]))
                    .anyMatch(values -> Arrays.stream(values).anyMatch(value -> value != 0));
            if (startsAtZero(model, weights) && !given) {
                new ScaleInvariance(model, weights).require();
            }
        }
    }

    private static boolean isNumberOfNetwork(ParameterTable.Entry entry) {
        return entry.owner().equals(ParameterTable.NETWORK) && entry.parameter().axes().isEmpty();
    }

    private static boolean startsAtZero(Model model, Symbol state) {
        return model.synapses().startsFitted(state)
                || (model.initials().get(state) instanceof Initial.Constant(double value) && value == 0);
    }

    private void require() {
        int unknowns = others.size() + fitted.stream().mapToInt(entry -> entry.start().length).sum();
        if (unknowns > MOST_UNKNOWNS) {
            return;
        }
        Optional<Equations> found = equations(unknowns);
        found.flatMap(equations -> equations.without(-1)).ifPresent(changes -> refuse(found.get(), changes));
    }

    private void refuse(Equations equations, double[] changes) {
        int column = others.size();
        List<String> trading = new ArrayList<>();
        for (ParameterTable.Entry entry : fitted) {
            int entries = entry.start().length;
            if (!isNumberOfNetwork(entry)
                    && IntStream.range(column, column + entries).anyMatch(i -> Math.abs(changes[i]) > NOTHING)) {
                trading.add(entry.parameter().name());
            }
            column += entries;
        }
        column = others.size();
        for (ParameterTable.Entry entry : fitted) {
            if (isNumberOfNetwork(entry) && equations.without(column).isEmpty()) {
                throw refusal(entry, trading);
            }
            column += entry.start().length;
        }
    }

    private static InvalidSpecException refusal(ParameterTable.Entry entry, List<String> trading) {
        String name = entry.parameter().name();
        String others = trading.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
                + (trading.size() > MOST_NAMED ? " and more" : "");
        return new InvalidSpecException(entry.key("fitted"), "'" + name + "' is fitted, but no data can determine it: weights in any other "
                + "unit" + (trading.isEmpty() ? "" : ", with other values of " + others) + ", predict the same with another '" + name
                + "'; take it out of fitted, or choose a rule that fixes the unit of weights, as (r - w) does.");
    }

    /** Asks the equations of random states and data; empty if the formulas have no values there. */
    private Optional<Equations> equations(int unknowns) {
        StepGraph step = model.program().step();
        List<Expr> results = new ArrayList<>(step.next());
        results.add(step.inlinedLoss());
        // A random combination of all equations of a draw is one equation.
        List<Symbol> weighing = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            List<Axis> axes = i < step.states().size() ? step.states().get(i).axes() : List.of();
            weighing.add(new Symbol(Symbol.Kind.CHANNEL, "combined " + i, axes));
        }
        List<Symbol> variables = Stream.concat(step.states().stream(), fitted.stream().map(ParameterTable.Entry::symbol)).toList();
        List<Expr> all = new ArrayList<>(Reverse.gradient(results, weighing.stream().map(Symbol::read).toList(), variables));
        all.addAll(results);
        List<Symbol> order = Stream.concat(variables.stream(), weighing.stream()).toList();
        List<Expr> plain = Surrogates.replaced(all);
        RandomValues random = new RandomValues(model.parameters());
        Interpreter interpreter = new Interpreter(plain);
        double[][] matrix = new double[unknowns + SPARE_EQUATIONS][];
        double[] right = new double[matrix.length];
        for (int row = 0; row < matrix.length; row++) {
            Map<Symbol, double[]> values = random.of(plain);
            List<double[]> found = evaluate(interpreter, order, values);
            IntToDoubleFunction rate = state -> rate(state, step.states().get(state), weighing.get(state), variables.size(), found, values);
            matrix[row] = DoubleStream.concat(others.stream().mapToInt(step.states()::indexOf).mapToDouble(rate),
                    found.subList(step.states().size(), variables.size()).stream().flatMapToDouble(Arrays::stream)).toArray();
            right[row] = -rate.applyAsDouble(step.states().indexOf(weights));
            if (!Double.isFinite(right[row]) || !Arrays.stream(matrix[row]).allMatch(Double::isFinite)) {
                return Optional.empty();
            }
        }
        return Optional.of(new Equations(matrix, right));
    }

    /** @param order for each expression a symbol whose axes are laid out as its value is to be */
    private static List<double[]> evaluate(Interpreter interpreter, List<Symbol> order, Map<Symbol, double[]> values) {
        values.forEach((symbol, array) -> interpreter.set(symbol, array, 0));
        interpreter.begin();
        List<double[]> found = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            double[] copy = new double[order.get(i).entries()];
            interpreter.copy(i, order.get(i).axes(), copy, 0);
            found.add(copy);
        }
        return found;
    }

    /** Returns what multiplying a state changes in an equation, on both sides of the step. */
    private static double rate(
            int state, Symbol symbol, Symbol weighing, int variables, List<double[]> found, Map<Symbol, double[]> values) {
        double[] before = values.getOrDefault(symbol, new double[symbol.entries()]);
        return dot(found.get(state), before) - dot(Objects.requireNonNull(values.get(weighing)), found.get(variables + state));
    }

    private static double dot(double[] one, double[] other) {
        return IntStream.range(0, one.length).mapToDouble(i -> one[i] * other[i]).sum();
    }

    /** More equations than unknowns. */
    private record Equations(double[][] matrix, double[] right) {
        /**
         * Solves them without one of the unknowns; empty if that cannot be done.
         *
         * @param column of the unknown; negative to keep all
         */
        Optional<double[]> without(int column) {
            Array2DRowRealMatrix left = new Array2DRowRealMatrix(matrix, true);
            if (column >= 0) {
                left.setColumn(column, new double[right.length]);
            }
            RealVector wanted = new ArrayRealVector(right);
            RealVector solution = new SingularValueDecomposition(left).getSolver().solve(wanted);
            double missed = left.operate(solution).subtract(wanted).getNorm();
            return missed <= NOTHING * wanted.getNorm() && wanted.getNorm() > 0 ? Optional.of(solution.toArray()) : Optional.empty();
        }
    }
}
