package org.deltaw.expr.simplify;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deltaw.expr.Axis;
import org.deltaw.expr.BinaryFunction;
import org.deltaw.expr.Checker;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Graph;
import org.deltaw.expr.Interner;
import org.deltaw.expr.Op;
import org.deltaw.expr.Symbol;

/**
 * Rewrites graphs so that every backend has less to do, without changing what they mean.
 *
 * <p>Equal parts become one (hash-consing); constants are folded; factors that lack an axis are
 * pulled out of the sum over it; sums of products become Horner form, the most varied factor
 * outermost, so that what depends on the postsynaptic neuron alone is computed once per neuron and
 * not once per synapse; a choice by a condition without axes is moved outwards, so that all the work
 * of a step without an update is skipped. Values may change by rounding. A value that was not a
 * number only for being multiplied by 0 may become 0.
 */
public final class Simplifier {
    private final Algebra algebra;
    private final Map<Expr, Expr> done = new IdentityHashMap<>();
    private final Map<Expr, Integer> uses;

    private Simplifier(List<Expr> roots, boolean sharedStayWhole) {
        this.algebra = new Algebra(new Interner(), sharedStayWhole);
        this.uses = Graph.uses(roots);
    }

    /** Simplifies one expression. */
    public static Expr simplify(Expr root) {
        return simplify(List.of(root)).getFirst();
    }

    /** Simplifies expressions that may share parts. */
    public static List<Expr> simplify(List<Expr> roots) {
        // The second round finds what the first made equal or constant.
        List<Expr> once = round(new Interner().intern(roots));
        List<Expr> twice = round(once);
        List<Expr> best = Work.of(once) < Work.of(twice) ? once : twice;
        Checker.check(best, EnumSet.allOf(Symbol.Kind.class));
        return best;
    }

    /** Takes all products apart, or leaves those whole that are used more than once: whichever is less work. */
    private static List<Expr> round(List<Expr> roots) {
        List<Expr> apart = round(roots, false);
        List<Expr> whole = round(roots, true);
        return Work.of(whole) < Work.of(apart) ? whole : apart;
    }

    private static List<Expr> round(List<Expr> roots, boolean sharedStayWhole) {
        Simplifier simplifier = new Simplifier(roots, sharedStayWhole);
        return roots.stream().map(root -> simplifier.rewritten(root).run()).toList();
    }

    private Trampoline<Expr> rewritten(Expr node) {
        return Trampoline.call(() -> {
            Expr known = done.get(node);
            return known != null ? Trampoline.done(known) : rewrite(node).map(result -> finished(node, result));
        });
    }

    private Expr finished(Expr node, Expr result) {
        if (!result.axes().equals(node.axes())) {
            throw new IllegalStateException("Simplifying " + node + " changed its axes to " + result.axes() + ".");
        }
        if (Objects.requireNonNull(uses.get(node)) > 1) {
            algebra.keepWhole(result);
        }
        done.put(node, result);
        return result;
    }

    private Trampoline<Expr> rewrite(Expr node) {
        return switch (node.op()) {
            case Op.Constant _, Op.Input _, Op.Indicator _ -> Trampoline.done(algebra.leaf(node.op()));
            case Op.Power(int exponent) -> rewritten(node.argument(0)).map(base -> {
                Factors factors = new Factors(algebra);
                factors.multiply(base, exponent);
                return algebra.broadcast(factors.product(), node.axes());
            });
            case Op.Unary _, Op.LeakyRelu _ -> rewritten(node.argument(0)).map(a -> algebra.elementwise(node.op(), a));
            case Op.Binary(BinaryFunction function) -> binary(node, function);
            case Op.Where _ -> arguments(node).map(a -> algebra.where(a.get(0), a.get(1), a.get(2), node.axes()));
            case Op.Sum(Axis axis) -> rewritten(node.argument(0)).map(a -> algebra.sum(a, axis));
            case Op.Maximum(Axis axis) -> rewritten(node.argument(0)).map(a -> algebra.maximum(a, axis));
            case Op.Rename(Axis from, Axis to) -> rewritten(node.argument(0)).map(a -> algebra.rename(a, from, to));
            case Op.Broadcast _ -> rewritten(node.argument(0)).map(a -> algebra.broadcast(a, node.axes()));
        };
    }

    private Trampoline<List<Expr>> arguments(Expr node) {
        return Trampoline.fold(node.arguments().iterator(), new ArrayList<>(), (known, argument) ->
                rewritten(argument).map(next -> {
                    known.add(next);
                    return known;
                }));
    }

    private Trampoline<Expr> binary(Expr node, BinaryFunction function) {
        return switch (function) {
            case ADD, SUBTRACT -> sum(node);
            case MULTIPLY -> Trampoline.fold(node.arguments().iterator(), new Factors(algebra), (factors, argument) ->
                    rewritten(argument).map(factor -> {
                        factors.multiply(factor, 1);
                        return factors;
                    })).map(factors -> algebra.broadcast(factors.product(), node.axes()));
            case DIVIDE, MINIMUM, MAXIMUM, GREATER, SURROGATE -> arguments(node).map(a ->
                    algebra.broadcast(algebra.binary(function, a.get(0), a.get(1)), node.axes()));
        };
    }

    private Trampoline<Expr> sum(Expr node) {
        return Trampoline.fold(summands(node).iterator(), new Terms(algebra), (terms, summand) ->
                rewritten(summand.value()).map(term -> {
                    terms.add(term, summand.sign());
                    return terms;
                })).map(terms -> terms.sum(node.axes()));
    }

    /** Descends through sums that nothing else uses; a sum used twice is computed once and stays whole. */
    private List<Summand> summands(Expr root) {
        List<Summand> found = new ArrayList<>();
        Graph.descend(new Summand(root, 1), summand -> {
            Expr node = summand.value();
            boolean alone = node == root || Objects.requireNonNull(uses.get(node)) == 1;
            if (alone && node.op() instanceof Op.Broadcast) {
                return List.of(new Summand(node.argument(0), summand.sign()));
            }
            if (!alone || summand.parts().isEmpty()) {
                found.add(summand);
                return List.of();
            }
            return summand.parts();
        });
        return found;
    }
}
