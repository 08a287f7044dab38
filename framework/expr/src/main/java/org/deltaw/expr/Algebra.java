package org.deltaw.expr;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** Builds expressions that are as simple as one look at the arguments allows. All parts are interned. */
final class Algebra {
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
        if (function != BinaryFunction.MULTIPLY && !a.axes().nests(b.axes())) {
            a = broadcast(a, a.axes().union(b.axes()));
        }
        return interner.make(new Op.Binary(function), a, b);
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
        Expr core = core(product);
        if (isGate(core)) {
            keepWhole(core.argument(1));
            keepWhole(core.argument(2));
        } else if (core.op() instanceof Op.Binary(BinaryFunction function) && function == BinaryFunction.MULTIPLY) {
            Factors factors = new Factors(this);
            factors.multiply(core, 1);
            if (factors.powers().size() > 1 && (sharedStayWhole
                    || factors.powers().keySet().stream().allMatch(factor -> factor.axes().equals(core.axes())))) {
                whole.add(core);
            } else {
                core.arguments().forEach(this::keepWhole);
            }
        }
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
        Axes result = a.axes().without(axis);
        Expr core = core(a);
        if (!core.axes().contains(axis)) {
            Factors factors = new Factors(this);
            factors.multiply(core, 1);
            factors.multiply(constant(axis.size()), 1);
            return broadcast(factors.product(), result);
        }
        return broadcast(sumOfCore(core, axis), result);
    }

    private Expr sumOfCore(Expr a, Axis axis) {
        if (isGate(a)) {
            Expr then = sum(broadcast(a.argument(1), a.axes()), axis);
            Expr otherwise = sum(broadcast(a.argument(2), a.axes()), axis);
            return where(a.argument(0), then, otherwise, a.axes().without(axis));
        }
        if (a.op() instanceof Op.Binary(BinaryFunction function)) {
            if (function == BinaryFunction.MULTIPLY) {
                return sumOfProduct(a, axis);
            }
            if ((function == BinaryFunction.ADD || function == BinaryFunction.SUBTRACT)
                    && (factorsOut(a.argument(0), axis) || factorsOut(a.argument(1), axis))) {
                Terms terms = new Terms(this);
                terms.add(sum(broadcast(a.argument(0), a.axes()), axis), 1);
                terms.add(sum(broadcast(a.argument(1), a.axes()), axis), function == BinaryFunction.ADD ? 1 : -1);
                return terms.sum(a.axes().without(axis));
            }
        }
        return interner.make(new Op.Sum(axis), a);
    }

    private Expr sumOfProduct(Expr a, Axis axis) {
        Factors factors = new Factors(this);
        factors.multiply(a, 1);
        Factors lacking = factors.extract(axis);
        Expr rest = factors.product();
        if (lacking.isOne() || rest == a) {
            return isGate(rest) ? sum(rest, axis) : interner.make(new Op.Sum(axis), rest);
        }
        lacking.multiply(sum(rest, axis), 1);
        return broadcast(lacking.product(), a.axes().without(axis));
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

    static boolean isZero(Expr a) {
        return core(a).isConstant(0);
    }

    /** Tells whether this is a choice by one condition for all entries. */
    static boolean isGate(Expr a) {
        return a.op() instanceof Op.Where && a.argument(0).axes().isEmpty();
    }
}
