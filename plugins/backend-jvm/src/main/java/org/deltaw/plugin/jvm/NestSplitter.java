package org.deltaw.plugin.jvm;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Op;
import org.deltaw.expr.UnaryFunction;

/**
 * Cuts long nests into several. The JVM's compiler gives up on the inside of a long method, and vectors then
 * become objects: hundreds of times slower. What two parts need is computed in both.
 */
final class NestSplitter {
    /** Operations in one nest, loads and stores included. All 81 terms in one nest were too many; this is not. */
    private static final int LONGEST = 100;

    /** Operations of which an exponential function consists. */
    private static final int FUNCTION = 30;

    private final Nest whole;
    private final List<Nest> parts = new ArrayList<>();
    private Set<Expr> needed = new LinkedHashSet<>();
    private Nest part;
    private int outputs;

    private NestSplitter(Nest whole) {
        this.whole = whole;
        this.part = new Nest(whole.key());
    }

    static List<Nest> split(Nest nest) {
        NestSplitter splitter = new NestSplitter(nest);
        if (cost(nest.computed()) + cost(nest.stores().size() + nest.reductions().size()) <= LONGEST) {
            return List.of(nest);
        }
        nest.stores().forEach(store -> splitter.add(store.value(), () -> splitter.part.stores().add(store)));
        nest.reductions().forEach(reduction ->
                splitter.add(reduction.value(), () -> splitter.part.reductions().add(reduction)));
        splitter.finish();
        return splitter.parts;
    }

    private static int cost(int outputs) {
        return 3 * outputs;
    }

    private static int cost(Set<Expr> computed) {
        int cost = 0;
        for (Expr node : computed) {
            boolean function = node.op() instanceof Op.Unary(UnaryFunction unary) && switch (unary) {
                case EXP, TANH, SIGMOID -> true;
                case LOG, SOFTPLUS, ABS, SQRT, SIGN -> false;
            };
            cost += function ? FUNCTION : 1;
        }
        return cost;
    }

    private void add(Expr value, Runnable output) {
        Set<Expr> more = new LinkedHashSet<>(needed);
        collect(Plan.core(value), more);
        if (outputs > 0 && cost(more) + cost(outputs + 1) > LONGEST) {
            finish();
            more = new LinkedHashSet<>();
            collect(Plan.core(value), more);
        }
        needed = more;
        output.run();
        outputs++;
    }

    private void collect(Expr core, Set<Expr> into) {
        if (whole.computed().contains(core) && !into.contains(core)) {
            core.arguments().forEach(argument -> collect(Plan.core(argument), into));
            into.add(core);
        }
    }

    private void finish() {
        if (outputs > 0) {
            part.computed().addAll(needed);
            parts.add(part);
        }
        part = new Nest(whole.key());
        needed = new LinkedHashSet<>();
        outputs = 0;
    }
}
