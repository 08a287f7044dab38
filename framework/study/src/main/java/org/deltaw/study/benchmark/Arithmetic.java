package org.deltaw.study.benchmark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Graph;
import org.deltaw.expr.Interpreter;
import org.deltaw.expr.Op;
import org.deltaw.expr.Symbol;
import org.deltaw.expr.UnaryFunction;
import org.deltaw.expr.simplify.Simplifier;
import org.deltaw.expr.simplify.Work;
import org.deltaw.spi.backend.ModelInput;
import org.deltaw.spi.backend.Program;

/**
 * How much arithmetic an evaluation is, counted from the graphs of a program and the data: in each step all of the step's operations (see
 * {@link Work}), but of a choice that depends on data alone, as weights that change in some steps do, only the branch that is chosen.
 * Implementations may need more, for instance if they compute both branches, or less, if they keep what several directions share.
 *
 * @param operations additions, multiplications and the like on one number; a function counts as one
 * @param functions how many of them are exponentials, logarithms and functions made of these, each of which is 10 to 30 operations of a
 *     processor
 */
record Arithmetic(long operations, long functions) {
    private static final Arithmetic NONE = new Arithmetic(0, 0);
    private static final Set<Symbol.Kind> DATA = Set.of(Symbol.Kind.CHANNEL, Symbol.Kind.ATTRIBUTE);
    private static final Set<UnaryFunction> FUNCTIONS = Set.of(UnaryFunction.EXP, UnaryFunction.LOG, UnaryFunction.TANH,
            UnaryFunction.SIGMOID, UnaryFunction.SOFTPLUS);

    /** Counts what values and gradients of some trajectories take together. */
    static Arithmetic ofGradient(Program program, List<ModelInput> inputs) {
        return of(Passes.forward(program), program, inputs).plus(of(Passes.adjoint(program), program, inputs));
    }

    /** Counts what values, gradients and Gauss-Newton matrices of some trajectories take together. */
    static Arithmetic ofCurvature(Program program, List<ModelInput> inputs) {
        return ofGradient(program, inputs).plus(of(Passes.tangent(program), program, inputs));
    }

    /** Counts what it takes to compute some values in each step of some trajectories. */
    static Arithmetic of(List<Expr> values, Program program, List<ModelInput> inputs) {
        List<Expr> gates = gates(values);
        Map<List<Boolean>, Integer> steps = new HashMap<>();
        Interpreter interpreter = new Interpreter(gates);
        for (ModelInput input : inputs) {
            set(interpreter, program.attributes(), input.attributes(), 0);
            for (int t = 0; t < input.steps(); t++) {
                set(interpreter, program.channels(), input.channels(), t);
                interpreter.begin();
                steps.merge(open(interpreter, gates.size()), 1, Integer::sum);
            }
        }
        Arithmetic all = NONE;
        for (Map.Entry<List<Boolean>, Integer> entry : steps.entrySet()) {
            all = all.plus(once(chosen(values, gates, entry.getKey())).times(entry.getValue()));
        }
        return all;
    }

    private static List<Boolean> open(Interpreter interpreter, int gates) {
        return IntStream.range(0, gates).mapToObj(gate -> interpreter.value(gate)[0] != 0).toList();
    }

    private static void set(Interpreter interpreter, List<Symbol> symbols, List<double[]> values, int row) {
        for (int i = 0; i < symbols.size(); i++) {
            interpreter.set(symbols.get(i), values.get(i), row * symbols.get(i).entries());
        }
    }

    /** Lists the conditions that data alone decide, for all entries at once. */
    private static List<Expr> gates(List<Expr> values) {
        return Graph.order(values).stream().filter(node -> node.op() instanceof Op.Where)
                .map(node -> node.argument(0)).distinct()
                .filter(condition -> condition.axes().isEmpty()
                        && condition.symbols().stream().allMatch(symbol -> DATA.contains(symbol.kind())))
                .toList();
    }

    /** Returns the values with the branches that are chosen in place of choices. */
    private static List<Expr> chosen(List<Expr> values, List<Expr> gates, List<Boolean> open) {
        Map<Expr, Expr> done = new IdentityHashMap<>();
        for (Expr node : Graph.order(values)) {
            int gate = node.op() instanceof Op.Where ? gates.indexOf(node.argument(0)) : -1;
            List<Expr> arguments = new ArrayList<>(node.arguments().stream().map(done::get).toList());
            done.put(node, gate < 0 ? Graph.with(node, arguments) : arguments.get(open.get(gate) ? 1 : 2).broadcast(node.axes()));
        }
        return Simplifier.simplify(values.stream().map(done::get).toList());
    }

    private static Arithmetic once(List<Expr> values) {
        long functions = 0;
        for (Expr node : Graph.order(values)) {
            if (node.op() instanceof Op.Unary(UnaryFunction function) && FUNCTIONS.contains(function)) {
                functions += node.axes().entries();
            }
        }
        return new Arithmetic(Work.of(values), functions);
    }

    Arithmetic plus(Arithmetic other) {
        return new Arithmetic(operations + other.operations, functions + other.functions);
    }

    private Arithmetic times(long factor) {
        return new Arithmetic(factor * operations, factor * functions);
    }
}
