package org.deltaw.expr;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Computes expressions in double precision, one part after the other: slow, obvious, and the
 * definition of what every primitive means.
 *
 * <p>Made once for some expressions, then used for many values of their symbols: {@link #set} the
 * symbols, {@link #begin} an evaluation, read results with {@link #value}. Not safe for use by several
 * threads.
 */
public final class Interpreter {
    private final Map<Symbol, Node> inputs = new LinkedHashMap<>();
    private final List<Node> roots;
    private final Deque<Node> path = new ArrayDeque<>();
    private int evaluation;

    /** Prepares the evaluation of some expressions; their order is the order of their results. */
    public Interpreter(List<Expr> expressions) {
        Map<Expr, Node> nodes = new IdentityHashMap<>();
        List<Expr> interned = new Interner().intern(expressions);
        for (Expr expression : Graph.order(interned)) {
            Node node = new Node(expression, expression.arguments().stream().map(nodes::get).toArray(Node[]::new));
            nodes.put(expression, node);
            if (expression.op() instanceof Op.Input(Symbol symbol)) {
                inputs.put(symbol, node);
            }
        }
        roots = interned.stream().map(nodes::get).toList();
        begin();
    }

    /** Computes one expression that reads no symbol and has no axes. */
    public static double evaluate(Expr constant) {
        return new Interpreter(List.of(constant)).value(0)[0];
    }

    /**
     * Computes expressions for given values of the symbols they read.
     *
     * @param values row-major over each symbol's axes in their declared order
     * @return one array for each expression, row-major in the order of {@link Axes}
     */
    public static List<double[]> evaluate(List<Expr> expressions, Map<Symbol, double[]> values) {
        Interpreter interpreter = new Interpreter(expressions);
        values.forEach((symbol, array) -> interpreter.set(symbol, array, 0));
        List<double[]> results = new ArrayList<>();
        for (int i = 0; i < expressions.size(); i++) {
            results.add(interpreter.value(i).clone());
        }
        return results;
    }

    /**
     * Gives a symbol its values from here on; a symbol that is not read is ignored.
     *
     * @param values holds them from {@code offset}, row-major over the symbol's axes in declared order
     * @throws IllegalArgumentException if the array is too short
     */
    public void set(Symbol symbol, double[] values, int offset) {
        Node node = inputs.get(symbol);
        if (node == null) {
            return;
        }
        if (offset < 0 || values.length - offset < node.entries) {
            throw new IllegalArgumentException("Symbol '" + symbol + "' needs " + node.entries
                    + " values from " + offset + ", but the array has " + values.length + ".");
        }
        node.load(values, offset);
    }

    /** Tells whether some expression reads a symbol. */
    public boolean reads(Symbol symbol) {
        return inputs.containsKey(symbol);
    }

    /** Forgets all results, so that the next ones are computed from the symbols' present values. */
    public void begin() {
        evaluation++;
    }

    /**
     * Returns the value of one expression, computed unless it has been since {@link #begin}.
     *
     * @return row-major in the order of {@link Axes}; overwritten by the next evaluation
     * @throws IllegalStateException if a symbol it reads was never set
     */
    public double[] value(int expression) {
        return value(roots.get(expression));
    }

    /**
     * Copies the value of one expression into an array.
     *
     * @param order the axes in the order in which the array is laid out
     */
    public void copy(int expression, List<Axis> order, double[] target, int offset) {
        Node node = roots.get(expression);
        double[] value = value(node);
        int[] map = node.permutation(order);
        for (int i = 0; i < value.length; i++) {
            target[offset + i] = value[map == null ? i : map[i]];
        }
    }

    /** Computes what is missing, without recursion: expressions may be deeper than the stack. */
    private double[] value(Node root) {
        // An evaluation that failed has left its way.
        path.clear();
        path.push(root);
        while (!path.isEmpty()) {
            Node node = path.peek();
            Node missing = node.computed == evaluation ? null : node.missing(evaluation);
            if (missing != null) {
                path.push(missing);
            } else {
                path.pop().completed(evaluation);
            }
        }
        return root.result;
    }

    /** One part of an expression, with room for its value from when it is computed first: some never are. */
    private static final class Node {
        private final Expr expression;
        private final Node[] arguments;
        private final int entries;
        /** For each argument, where in its array the value for each entry of the result stands; null: same place. */
        private int[] @Nullable [] sources = {};
        private double[] result = {};
        /** Of a symbol, where each of its values stands in the result; null: same place. */
        private int @Nullable [] loaded;
        private final Map<List<Axis>, int[]> permutations = new HashMap<>();
        private int computed;
        private boolean set;

        Node(Expr expression, Node[] arguments) {
            this.expression = expression;
            this.arguments = arguments;
            this.entries = expression.axes().entries();
        }

        /** Takes room, the first time. */
        private void prepare() {
            if (result.length == entries) {
                return;
            }
            result = new double[entries];
            sources = new int[arguments.length][];
            for (int i = 0; i < arguments.length; i++) {
                List<Axis> own = argumentAxes(expression, i);
                sources[i] = identityAsNull(places(entryAxes(expression), own), arguments[i].entries);
            }
            if (expression.op() instanceof Op.Input(Symbol symbol)) {
                loaded = identityAsNull(permutation(symbol.axes()), entries);
            }
        }

        /** The axes over which a node loops: those of the result, and last the one along which values are summed or compared. */
        private static List<Axis> entryAxes(Expr expression) {
            List<Axis> axes = new ArrayList<>(expression.axes().toList());
            switch (expression.op()) {
                case Op.Sum(Axis axis) -> axes.add(axis);
                case Op.Maximum(Axis axis) -> axes.add(axis);
                default -> { }
            }
            return axes;
        }

        /** The axes of an argument in the order of its array, by the names they have in the result. */
        private static List<Axis> argumentAxes(Expr expression, int argument) {
            List<Axis> axes = new ArrayList<>(expression.argument(argument).axes().toList());
            if (expression.op() instanceof Op.Rename(Axis from, Axis to)) {
                axes.replaceAll(axis -> axis.equals(from) ? to : axis);
            }
            return axes;
        }

        /** Returns an argument that has to be computed first, if any; only the chosen branch of a gate is. */
        private @Nullable Node missing(int evaluation) {
            if (expression.op() instanceof Op.Where && arguments[0].entries == 1) {
                Node condition = arguments[0];
                Node needed = condition.computed != evaluation ? condition : arguments[branch()];
                return needed.computed != evaluation ? needed : null;
            }
            for (Node argument : arguments) {
                if (argument.computed != evaluation) {
                    return argument;
                }
            }
            return null;
        }

        private int branch() {
            return arguments[0].result[0] != 0 ? 1 : 2;
        }

        private void completed(int evaluation) {
            if (computed != evaluation) {
                prepare();
                compute();
                computed = evaluation;
            }
        }

        private void compute() {
            switch (expression.op()) {
                case Op.Constant(double constant) -> result[0] = constant;
                case Op.Input(Symbol symbol) -> requireSet(symbol);
                case Op.Indicator indicator -> indicate(indicator);
                case Op.Unary(UnaryFunction function) -> {
                    double[] a = arguments[0].result;
                    for (int i = 0; i < result.length; i++) {
                        result[i] = function.apply(a[i]);
                    }
                }
                case Op.LeakyRelu(double slope) -> {
                    double[] a = arguments[0].result;
                    for (int i = 0; i < result.length; i++) {
                        result[i] = a[i] > 0 ? a[i] : slope * a[i];
                    }
                }
                case Op.Power(int exponent) -> power(exponent, arguments[0].result);
                case Op.Binary(BinaryFunction function) -> {
                    double[] a = arguments[0].result;
                    double[] b = arguments[1].result;
                    for (int i = 0; i < result.length; i++) {
                        result[i] = function.apply(a[place(0, i)], b[place(1, i)]);
                    }
                }
                case Op.Where _ -> where();
                case Op.Sum(Axis axis) -> sum(axis.size(), arguments[0].result);
                case Op.Maximum(Axis axis) -> maximum(axis.size(), arguments[0].result);
                case Op.Rename _, Op.Broadcast _ -> {
                    double[] a = arguments[0].result;
                    for (int i = 0; i < result.length; i++) {
                        result[i] = a[place(0, i)];
                    }
                }
            }
        }

        private int place(int argument, int entry) {
            int @Nullable [] map = sources[argument];
            return map == null ? entry : map[entry];
        }

        private void requireSet(Symbol symbol) {
            if (!set) {
                throw new IllegalStateException("Symbol '" + symbol + "' of kind " + symbol.kind() + " has no value.");
            }
        }

        private void indicate(Op.Indicator indicator) {
            Arrays.fill(result, 0);
            List<Axis> order = new ArrayList<>(indicator.axes());
            order.add(indicator.direction());
            int[] map = places(order, expression.axes().toList());
            int directions = indicator.direction().size();
            for (int i = 0; i < Axes.of(indicator.axes()).entries(); i++) {
                result[map[i * directions + indicator.offset() + i]] = 1;
            }
        }

        private void power(int exponent, double[] a) {
            for (int i = 0; i < result.length; i++) {
                double product = a[i];
                for (int n = 1; n < exponent; n++) {
                    product *= a[i];
                }
                result[i] = product;
            }
        }

        private void where() {
            double[] condition = arguments[0].result;
            if (condition.length == 1) {
                int branch = branch();
                double[] chosen = arguments[branch].result;
                for (int i = 0; i < result.length; i++) {
                    result[i] = chosen[place(branch, i)];
                }
                return;
            }
            double[] then = arguments[1].result;
            double[] otherwise = arguments[2].result;
            for (int i = 0; i < result.length; i++) {
                result[i] = condition[place(0, i)] != 0 ? then[place(1, i)] : otherwise[place(2, i)];
            }
        }

        private void sum(int length, double[] a) {
            int entry = 0;
            for (int i = 0; i < result.length; i++) {
                double total = 0;
                for (int n = 0; n < length; n++) {
                    total += a[place(0, entry++)];
                }
                result[i] = total;
            }
        }

        private void maximum(int length, double[] a) {
            int entry = 0;
            for (int i = 0; i < result.length; i++) {
                double greatest = Double.NEGATIVE_INFINITY;
                for (int n = 0; n < length; n++) {
                    greatest = Math.max(greatest, a[place(0, entry++)]);
                }
                result[i] = greatest;
            }
        }

        private void load(double[] values, int offset) {
            prepare();
            int[] map = loaded;
            for (int i = 0; i < result.length; i++) {
                result[map == null ? i : map[i]] = values[offset + i];
            }
            set = true;
        }

        /** For an array laid out in another order of the axes: where each of its entries stands in the result. */
        int[] permutation(List<Axis> order) {
            return permutations.computeIfAbsent(order, axes -> {
                if (!Axes.of(axes).equals(expression.axes())) {
                    throw new IllegalArgumentException(expression + " has the axes " + expression.axes().toList()
                            + ", not " + axes + ".");
                }
                return places(axes, expression.axes().toList());
            });
        }

        /** For every entry over the first axes, its place in an array over the second, which are among the first. */
        private static int[] places(List<Axis> over, List<Axis> within) {
            int[] strides = new int[over.size()];
            int stride = 1;
            for (int i = within.size() - 1; i >= 0; i--) {
                strides[over.indexOf(within.get(i))] = stride;
                stride *= within.get(i).size();
            }
            int[] places = {0};
            for (int i = 0; i < over.size(); i++) {
                int size = over.get(i).size();
                int[] finer = new int[places.length * size];
                for (int j = 0; j < finer.length; j++) {
                    finer[j] = places[j / size] + (j % size) * strides[i];
                }
                places = finer;
            }
            return places;
        }

        private static int @Nullable [] identityAsNull(int[] map, int length) {
            if (map.length != length) {
                return map;
            }
            for (int i = 0; i < map.length; i++) {
                if (map[i] != i) {
                    return map;
                }
            }
            return null;
        }
    }
}
