package org.deltaw.expr;

import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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
    /** From this depth on expressions are not rewritten by descending into them. */
    private static final int DEEP = 500;

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
        if (Graph.depth(roots) > DEEP) {
            // From the leaves up, not to be deeper than the stack; parts of sums wait for the whole sum.
            Graph.order(roots).stream().filter(node -> !simplifier.maybeSummand(node)).forEach(simplifier::rewritten);
        }
        return roots.stream().map(simplifier::rewritten).toList();
    }

    private Expr rewritten(Expr node) {
        Expr known = done.get(node);
        if (known != null) {
            return known;
        }
        Expr result = rewrite(node);
        if (!result.axes().equals(node.axes())) {
            throw new IllegalStateException("Simplifying " + node + " changed its axes to " + result.axes() + ".");
        }
        if (Objects.requireNonNull(uses.get(node)) > 1) {
            algebra.keepWhole(result);
        }
        done.put(node, result);
        return result;
    }

    private Expr rewrite(Expr node) {
        return switch (node.op()) {
            case Op.Constant _, Op.Input _, Op.Indicator _ -> algebra.leaf(node.op());
            case Op.Power(int exponent) -> {
                Factors factors = new Factors(algebra);
                factors.multiply(rewritten(node.argument(0)), exponent);
                yield algebra.broadcast(factors.product(), node.axes());
            }
            case Op.Unary _, Op.LeakyRelu _ -> algebra.elementwise(node.op(), rewritten(node.argument(0)));
            case Op.Binary(BinaryFunction function) -> binary(node, function);
            case Op.Where _ -> algebra.where(
                    rewritten(node.argument(0)), rewritten(node.argument(1)), rewritten(node.argument(2)), node.axes());
            case Op.Sum(Axis axis) -> algebra.sum(rewritten(node.argument(0)), axis);
            case Op.Rename(Axis from, Axis to) -> algebra.rename(rewritten(node.argument(0)), from, to);
            case Op.Broadcast _ -> algebra.broadcast(rewritten(node.argument(0)), node.axes());
        };
    }

    private Expr binary(Expr node, BinaryFunction function) {
        return switch (function) {
            case ADD, SUBTRACT -> {
                Terms terms = new Terms(algebra);
                collectTerms(node, 1, terms, node);
                yield terms.sum(node.axes());
            }
            case MULTIPLY -> {
                Factors factors = new Factors(algebra);
                factors.multiply(rewritten(node.argument(0)), 1);
                factors.multiply(rewritten(node.argument(1)), 1);
                yield algebra.broadcast(factors.product(), node.axes());
            }
            case DIVIDE, MINIMUM, MAXIMUM, GREATER -> algebra.broadcast(
                    algebra.binary(function, rewritten(node.argument(0)), rewritten(node.argument(1))), node.axes());
        };
    }

    private boolean maybeSummand(Expr node) {
        boolean sum = node.op() instanceof Op.Binary(BinaryFunction function)
                && (function == BinaryFunction.ADD || function == BinaryFunction.SUBTRACT);
        return Objects.requireNonNull(uses.get(node)) == 1 && (sum || node.op() instanceof Op.Broadcast);
    }

    /** Descends through sums that nothing else uses; a sum used twice is computed once and stays whole. */
    private void collectTerms(Expr node, int sign, Terms terms, Expr root) {
        if (node.op() instanceof Op.Binary(BinaryFunction function) && (node == root || Objects.requireNonNull(uses.get(node)) == 1)
                && (function == BinaryFunction.ADD || function == BinaryFunction.SUBTRACT)) {
            collectTerms(node.argument(0), sign, terms, root);
            collectTerms(node.argument(1), function == BinaryFunction.ADD ? sign : -sign, terms, root);
        } else if (node.op() instanceof Op.Broadcast && Objects.requireNonNull(uses.get(node)) == 1) {
            collectTerms(node.argument(0), sign, terms, root);
        } else {
            terms.add(rewritten(node), sign);
        }
    }
}
