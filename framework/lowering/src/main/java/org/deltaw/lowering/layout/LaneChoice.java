package org.deltaw.lowering.layout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Graph;
import org.deltaw.expr.Op;
import org.deltaw.expr.Symbol;
import org.deltaw.expr.step.PackedTangentStep;
import org.deltaw.spi.backend.Program;

/** Chooses the axis along which several entries are computed at once. */
public final class LaneChoice {
    private LaneChoice() {}

    /**
     * Chooses for one step that is shown, which vectors do not compute: a fit shows too few steps for code with vectors to be compiled
     * to the end, and until then that is many times slower, while later what is shown takes longer to be copied than to be computed.
     */
    public static Lanes simulation(Program program, Target target) {
        return numbers(program) <= target.memory().pairStates() ? Lanes.pairsInTurn(target.lanes()) : Lanes.none(1);
    }

    /** Tells whether no sum is formed across lanes, nor would be at another width of vectors. */
    public static boolean isSameAtEveryWidth(Program program, Target target) {
        return numbers(program) <= target.memory().pairStates() && hasFewTangents(program, target);
    }

    private static long numbers(Program program) {
        return program.states().stream().mapToLong(Symbol::entries).sum();
    }

    private static boolean hasFewTangents(Program program, Target target) {
        return numbers(program) * (1 + program.layout().size()) <= target.memory().pairTangents();
    }

    /** Chooses for one step and its adjoint. */
    public static Lanes reverse(Program program, Target target) {
        if (numbers(program) <= target.memory().pairStates()) {
            return Lanes.ofPairs(target.lanes());
        }
        List<Expr> totals = new ArrayList<>(program.adjoint().parameterGradients());
        totals.add(program.step().inlinedLoss());
        return choose(program, program.states(), program.adjoint().stateAdjoints(), totals, target);
    }

    /** Chooses for one step and its tangents. */
    public static Lanes forward(Program program, PackedTangentStep tangent, Target target) {
        int count = target.lanes();
        if (hasFewTangents(program, target)) {
            return Lanes.ofPairs(count);
        }
        List<Symbol> rows = new ArrayList<>(program.states());
        rows.addAll(tangent.tangents());
        List<Expr> derivatives = new ArrayList<>(tangent.nextTangents());
        tangent.packs().forEach(pack ->
                pack.entries().stream().filter(entry -> !DeferredSums.isZero(entry)).forEach(derivatives::add));
        Lanes lanes = choose(program, rows, derivatives, List.of(tangent.curvature()), target);
        // Vectors that are less than half full are worse than vectors of parameters, of which every value has as many.
        boolean full = lanes.axis().filter(axis -> 2 * axis.size() >= count).isPresent();
        Axis direction = tangent.direction();
        return full || direction.size() == 1 ? lanes : Lanes.whole(direction, count);
    }

    private static Lanes choose(
            Program program, List<Symbol> rows, List<Expr> derivatives, List<Expr> totals, Target target) {
        int count = target.lanes();
        Set<Axis> axes = new LinkedHashSet<>();
        // Later axes first: a weight's last axis is the one along which it lies in memory.
        program.states().forEach(state -> axes.addAll(state.axes().reversed()));
        List<Axis> candidates = new ArrayList<>(axes);
        candidates.sort(Comparator.comparingInt(Axis::size).reversed());
        for (Axis axis : candidates) {
            if (axis.size() >= count && isIndependent(program.step().next(), derivatives, totals, axis)) {
                return Lanes.tiled(axis, target, rows);
            }
        }
        Optional<Axis> longest = candidates.stream().findFirst();
        return longest.map(axis -> Lanes.whole(axis, axis.size() > 1 ? count : 1)).orElse(Lanes.none(count));
    }

    /** Tells whether no entry along the axis needs another one, but for totals over all steps. */
    private static boolean isIndependent(List<Expr> next, List<Expr> derivatives, List<Expr> totals, Axis axis) {
        DeferredSums deferral = new DeferredSums(axis);
        List<Expr> written = new ArrayList<>(next);
        written.addAll(derivatives);
        return written.stream().noneMatch(deferral::needsOthers)
                && totals.stream().allMatch(total -> isShared(total, deferral, axis))
                && noRename(written, axis) && noRename(totals, axis)
                && derivatives.stream().allMatch(derivative -> derivative.axes().contains(axis));
    }

    private static boolean isShared(Expr total, DeferredSums deferral, Axis axis) {
        return DeferredSums.isZero(total) || (deferral.needsOthers(total)
                ? deferral.deferred(total).isPresent()
                : total.axes().contains(axis));
    }

    private static boolean noRename(List<Expr> expressions, Axis axis) {
        return Graph.order(expressions).stream().noneMatch(node -> node.op() instanceof Op.Rename(Axis from, Axis to)
                && (from.equals(axis) || to.equals(axis)));
    }
}
