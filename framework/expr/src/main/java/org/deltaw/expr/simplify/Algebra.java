package org.deltaw.expr.simplify;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.deltaw.expr.Axes;
import org.deltaw.expr.Axis;
import org.deltaw.expr.BinaryFunction;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Graph;
import org.deltaw.expr.Interner;
import org.deltaw.expr.Interpreter;
import org.deltaw.expr.Op;

/** Builds expressions that are as simple as one look at the arguments allows. All parts are interned. */
public final class Algebra {
    /** How many parts of a shared value are looked at: formulas have a few, but long chains of choices have more than can be. */
    private static final int FARTHEST = 100;

    private final Interner interner;
    private final boolean sharedStayWhole;
    private final Set<Expr> whole = Collections.newSetFromMap(new IdentityHashMap<>());

    Algebra(Interner interner, boolean sharedStayWhole) {
        this.interner = interner;
        this.sharedStayWhole = sharedStayWhole;
    }

    int number(Expr interned) {
        return interner.number(interned);
    }

    Expr leaf(Op op) {
        return interner.make(op);
    }

    Expr constant(double value) {
        return interner.make(new Op.Constant(value));
    }

    Expr broadcast(Expr a, Axes axes) {
        if (a.axes().equals(axes)) {
            return a;
        }
        Expr core = core(a);
        return interner.make(new Op.Broadcast(axes.minus(core.axes())), core);
    }

    Expr elementwise(Op op, Expr a) {
        Expr core = core(a);
        if (core.op() instanceof Op.Constant) {
            return broadcast(constant(Interpreter.evaluate(Expr.of(op, core))), a.axes());
        }
        return broadcast(interner.make(op, core), a.axes());
    }

    /** Combines elementwise; the result may lack axes along which neither core varies. */
    Expr binary(BinaryFunction function, Expr left, Expr right) {
        Expr a = core(left);
        Expr b = core(right);
        if (a.op() instanceof Op.Constant(double x) && b.op() instanceof Op.Constant(double y)) {
            return constant(function.apply(x, y));
        }
        if (function == BinaryFunction.DIVIDE && b.isConstant(1)) {
            return a;
        }
        if (function == BinaryFunction.SURROGATE) {
            a = valueOf(a);
        }
        if (function != BinaryFunction.MULTIPLY && !a.axes().nests(b.axes())) {
            a = broadcast(a, a.axes().union(b.axes()));
        }
        return interner.make(new Op.Binary(function), a, b);
    }

    /** Leaves out derivatives that were to be taken from elsewhere, where another derivative is taken in their place. */
    private static Expr valueOf(Expr a) {
        boolean surrogate = a.op() instanceof Op.Binary(BinaryFunction function) && function == BinaryFunction.SURROGATE;
        return surrogate ? core(a.argument(0)) : a;
    }

    Expr add(Expr a, Expr b) {
        if (isZero(a)) {
            return b;
        }
        return isZero(b) ? a : binary(BinaryFunction.ADD, a, b);
    }

    Expr multiply(Expr a, Expr b) {
        if (core(a).isConstant(1)) {
            return b;
        }
        return core(b).isConstant(1) ? a : binary(BinaryFunction.MULTIPLY, a, b);
    }

    Expr squared(Expr a) {
        return interner.make(new Op.Power(2), a);
    }

    /**
     * Keeps a product whole when it is a factor of others, since it is computed anyway. Only what varies
     * over the same axes is kept together: the parts of other products may be taken out of sums.
     */
    void keepWhole(Expr product) {
        int[] left = {FARTHEST};
        Graph.descend(core(product), part -> left[0]-- > 0 ? keptWhole(part) : List.of());
    }

    /** Keeps a product whole if that does no harm, or else returns the parts of it that might be kept. */
    private List<Expr> keptWhole(Expr part) {
        boolean product = part.op() instanceof Op.Binary(BinaryFunction function) && function == BinaryFunction.MULTIPLY;
        if (product && staysTogether(part)) {
            whole.add(part);
            return List.of();
        }
        return product || isGate(part)
                ? part.arguments().subList(isGate(part) ? 1 : 0, part.arguments().size()).stream().map(Algebra::core).toList()
                : List.of();
    }

    private boolean staysTogether(Expr product) {
        Factors factors = new Factors(this);
        factors.multiply(product, 1);
        return factors.powers().size() > 1 && (sharedStayWhole
                || factors.powers().keySet().stream().allMatch(factor -> factor.axes().equals(product.axes())));
    }

    /** Keeps a product whole that is too long to be taken apart. */
    void stayWhole(Expr product) {
        whole.add(core(product));
    }

    boolean isWhole(Expr product) {
        return whole.contains(product);
    }

    Expr where(Expr condition, Expr then, Expr otherwise, Axes axes) {
        if (core(condition).op() instanceof Op.Constant(double value)) {
            return broadcast(value != 0 ? then : otherwise, axes);
        }
        Expr a = chosen(condition, core(then), 1);
        Expr b = chosen(condition, core(otherwise), 2);
        if (a == b) {
            return broadcast(a, axes);
        }
        Axes own = condition.axes().union(a.axes()).union(b.axes());
        if (!own.equals(condition.axes()) && !own.equals(a.axes()) && !own.equals(b.axes())) {
            a = broadcast(a, own);
        }
        return broadcast(interner.make(new Op.Where(), condition, a, b), axes);
    }

    /** Within a branch, the same condition is known. */
    private static Expr chosen(Expr condition, Expr branch, int argument) {
        return branch.op() instanceof Op.Where && branch.argument(0) == condition ? branch.argument(argument) : branch;
    }

    Expr sum(Expr a, Axis axis) {
        return summed(a, axis).run();
    }

    private Trampoline<Expr> summed(Expr a, Axis axis) {
        Axes result = a.axes().without(axis);
        Expr core = core(a);
        if (!core.axes().contains(axis)) {
            Factors factors = new Factors(this);
            factors.multiply(core, 1);
            factors.multiply(constant(axis.size()), 1);
            return Trampoline.done(broadcast(factors.product(), result));
        }
        return Trampoline.call(() -> sumOfCore(core, axis)).map(sum -> broadcast(sum, result));
    }

    private Trampoline<Expr> sumOfCore(Expr a, Axis axis) {
        Axes result = a.axes().without(axis);
        if (isGate(a)) {
            return summed(broadcast(a.argument(1), a.axes()), axis).then(then ->
                    summed(broadcast(a.argument(2), a.axes()), axis).map(otherwise ->
                            where(a.argument(0), then, otherwise, result)));
        }
        if (a.op() instanceof Op.Binary(BinaryFunction function)) {
            if (function == BinaryFunction.MULTIPLY) {
                return sumOfProduct(a, axis);
            }
            if ((function == BinaryFunction.ADD || function == BinaryFunction.SUBTRACT)
                    && (factorsOut(a.argument(0), axis) || factorsOut(a.argument(1), axis))) {
                return Trampoline.fold(new Summand(a, 1).parts().iterator(), new Terms(this), (terms, part) ->
                        summed(broadcast(part.value(), a.axes()), axis).map(sum -> {
                            terms.add(sum, part.sign());
                            return terms;
                        })).map(terms -> terms.sum(result));
            }
        }
        return Trampoline.done(interner.make(new Op.Sum(axis), a));
    }

    private Trampoline<Expr> sumOfProduct(Expr a, Axis axis) {
        Factors factors = new Factors(this);
        factors.multiply(a, 1);
        Factors lacking = factors.extract(axis);
        Expr rest = factors.product();
        if (lacking.isOne() || rest == a) {
            return isGate(rest) ? summed(rest, axis) : Trampoline.done(interner.make(new Op.Sum(axis), rest));
        }
        return summed(rest, axis).map(sum -> {
            lacking.multiply(sum, 1);
            return broadcast(lacking.product(), a.axes().without(axis));
        });
    }

    /** Tells whether something could be taken out of the sum over an axis. */
    private boolean factorsOut(Expr a, Axis axis) {
        if (!core(a).axes().contains(axis)) {
            return true;
        }
        Factors factors = new Factors(this);
        factors.multiply(a, 1);
        return !factors.extract(axis).isOne();
    }

    Expr maximum(Expr a, Axis axis) {
        return greatest(a, axis).run();
    }

    /** Nothing is taken out but choices: a factor might be negative. */
    private Trampoline<Expr> greatest(Expr a, Axis axis) {
        Axes result = a.axes().without(axis);
        Expr core = core(a);
        if (!core.axes().contains(axis)) {
            return Trampoline.done(broadcast(core, result));
        }
        if (!isGate(core)) {
            return Trampoline.done(broadcast(interner.make(new Op.Maximum(axis), core), result));
        }
        Expr then = broadcast(core.argument(1), core.axes());
        Expr otherwise = broadcast(core.argument(2), core.axes());
        return Trampoline.call(() -> greatest(then, axis)).then(one -> greatest(otherwise, axis).map(other ->
                where(core.argument(0), one, other, result)));
    }

    /** Renames an axis; recurses once at most, since a renamed value that is renamed is never kept. */
    Expr rename(Expr a, Axis from, Axis to) {
        Axes result = a.axes().without(from).union(Axes.of(to));
        Expr core = core(a);
        if (!core.axes().contains(from)) {
            return broadcast(core, result);
        }
        if (core.op() instanceof Op.Rename(Axis first, Axis second) && second.equals(from)) {
            return broadcast(first.equals(to) ? core.argument(0) : rename(core.argument(0), first, to), result);
        }
        return broadcast(interner.make(new Op.Rename(from, to), core), result);
    }

    /** Returns the value without the axes along which it is merely repeated. */
    static Expr core(Expr a) {
        return a.op() instanceof Op.Broadcast ? a.argument(0) : a;
    }

    public static boolean isZero(Expr a) {
        return core(a).isConstant(0);
    }

    /** Tells whether this is a choice by one condition for all entries. */
    public static boolean isGate(Expr a) {
        return a.op() instanceof Op.Where && a.argument(0).axes().isEmpty();
    }
}
