package org.deltaw.kernel.stability;

import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deltaw.expr.Axes;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Graph;
import org.deltaw.expr.Op;
import org.deltaw.expr.Symbol;
import org.deltaw.expr.differentiate.Forward;
import org.deltaw.expr.simplify.Simplifier;
import org.deltaw.expr.step.StepGraph;

/**
 * The derivative of each weight of a group after a step by the same weight before it, through all that the step computes from it: the
 * diagonal of a Jacobian, by forward mode.
 *
 * <p>Along a direction that changes several weights at once, the derivative of a weight is its own if none of the others reaches it within
 * the step. That is read off the graph: what is never added up, compared or renamed along an axis keeps the entries along it apart. So a
 * rule that reads weights alone needs one direction; one layer, in which a neuron's activity depends on its own synapses, one for each
 * presynaptic neuron; neurons that reach each other within the step, one for each synapse. Whatever the network, what is computed is exact.
 *
 * <p>It is the derivative of the step as it is executed: a surrogate, or {@code detach}, is no part of it.
 */
final class OwnDerivative {
    private static final String DIRECTION = "direction'";

    private final Symbol weights;
    private final Expr next;
    private final Set<Axis> apart;

    OwnDerivative(StepGraph step, Symbol weights) {
        this.weights = weights;
        this.next = step.next().get(step.states().indexOf(weights));
        Symbol change = change(1);
        this.apart = apart(along(change), change);
    }

    /** Returns a change of the weights along so many directions. */
    Symbol change(int directions) {
        List<Axis> axes = List.of(weights.axes().getFirst(), weights.axes().getLast(), new Axis(DIRECTION, directions));
        return new Symbol(Symbol.Kind.TANGENT, weights.name(), axes);
    }

    private Expr along(Symbol change) {
        return Forward.tangents(List.of(next), Map.of(weights, change.read()), change.axes().getLast()).getFirst();
    }

    /** Returns the axes of the weights along which the entries of an expression depend each on its own entry of the change. */
    private Set<Axis> apart(Expr root, Symbol change) {
        Map<Expr, Set<Axis>> known = new IdentityHashMap<>();
        for (Expr node : Graph.order(List.of(root))) {
            if (node.op() instanceof Op.Input(Symbol symbol) && symbol.equals(change)) {
                known.put(node, Set.copyOf(weights.axes()));
            }
            node.arguments().stream().filter(known::containsKey).forEach(argument ->
                    known.merge(node, without(known.get(argument), node.op()), OwnDerivative::both));
        }
        return known.getOrDefault(root, Set.copyOf(weights.axes()));
    }

    private static Set<Axis> without(Set<Axis> apart, Op op) {
        Set<Axis> rest = new HashSet<>(apart);
        switch (op) {
            case Op.Sum(Axis axis) -> rest.remove(axis);
            case Op.Maximum(Axis axis) -> rest.remove(axis);
            case Op.Rename(Axis from, Axis _) -> rest.remove(from);
            case Op.Constant _, Op.Input _, Op.Indicator _, Op.Unary _, Op.LeakyRelu _, Op.Power _, Op.Binary _, Op.Where _,
                    Op.Broadcast _ -> { }
        }
        return rest;
    }

    private static Set<Axis> both(Set<Axis> one, Set<Axis> other) {
        Set<Axis> common = new HashSet<>(one);
        common.retainAll(other);
        return common;
    }

    /** Returns how many directions there are. */
    int directions() {
        return weights.axes().stream().filter(axis -> !apart.contains(axis)).mapToInt(Axis::size).reduce(1, (a, b) -> a * b);
    }

    /** Returns along which direction each weight changes, row-major over the axes of the weights. */
    int[] directionOf() {
        Axis pre = weights.axes().getFirst();
        Axis post = weights.axes().getLast();
        int[] direction = new int[weights.entries()];
        for (int i = 0; i < direction.length; i++) {
            int row = apart.contains(pre) ? 0 : i / post.size();
            direction[i] = apart.contains(post) ? row : row * post.size() + i % post.size();
        }
        return direction;
    }

    /**
     * Returns the derivatives, over the axes of the weights.
     *
     * @param change 1 where a weight changes along a direction, else 0; the derivatives of weights that change along none are 0
     */
    Expr of(Symbol change) {
        return Simplifier.simplify(along(change).times(change.read()).sum(change.axes().getLast()));
    }

    /** Returns the derivatives if one direction is enough: then no change has to be given. */
    Expr ofAllAtOnce() {
        Axis single = new Axis(DIRECTION, 1);
        Expr change = Expr.ONE.broadcast(Axes.of(weights.axes()).union(Axes.of(single)));
        return Simplifier.simplify(Forward.tangents(List.of(next), Map.of(weights, change), single).getFirst().sum(single));
    }
}
