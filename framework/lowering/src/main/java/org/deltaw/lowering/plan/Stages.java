package org.deltaw.lowering.plan;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Op;
import org.deltaw.lowering.layout.Broadcasts;

/**
 * At which stage of a step each value is there. A sum or a maximum ends a stage: what needs it belongs to a later one. So do a pack, a
 * choice that may be made for a whole nest, and a value that is read along another axis.
 */
final class Stages {
    private final Packs packs;
    private final Map<Expr, Integer> stages = new IdentityHashMap<>();

    /**
     * Finds the earliest stages.
     *
     * @param nodes all values of a step but broadcasts, each after its arguments
     */
    Stages(List<Expr> nodes, Packs packs) {
        this.packs = packs;
        nodes.forEach(node -> stages.put(node, earliest(node)));
    }

    int of(Expr value) {
        return Objects.requireNonNull(stages.get(Broadcasts.inner(value)));
    }

    /** Lets a value be computed at a later stage than it could. */
    void postpone(Expr node, int stage) {
        stages.put(node, stage);
    }

    private int earliest(Expr node) {
        int arguments = node.arguments().stream().mapToInt(this::of).max().orElse(0);
        return switch (node.op()) {
            case Op.Sum _, Op.Maximum _ -> arguments + 1;
            case Op.Where _ -> Guards.couldBeGate(node) ? arguments + 1 : arguments;
            case Op.Input _ -> packs.writtenFor(node).stream().mapToInt(goal -> of(goal.value()) + 1).max().orElse(0);
            case Op.Rename _ -> arguments + (Broadcasts.inner(node.argument(0)).op() instanceof Op.Input ? 0 : 1);
            case Op.Constant _, Op.Indicator _, Op.Unary _, Op.LeakyRelu _, Op.Power _, Op.Binary _,
                    Op.Broadcast _ -> arguments;
        };
    }
}
