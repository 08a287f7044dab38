package org.deltaw.lowering.layout;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.deltaw.expr.Axes;
import org.deltaw.expr.Axis;
import org.deltaw.expr.BinaryFunction;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Graph;
import org.deltaw.expr.Op;

/**
 * Puts off sums over the lane axis until all steps are done: what is added up over the steps is kept lane
 * by lane, and lanes are added at the end. It works where a value is a linear function of such sums.
 */
public final class DeferredSums {
    private final Axis axis;

    public DeferredSums(Axis axis) {
        this.axis = axis;
    }

    /** Tells whether a value needs a sum or a maximum over the axis. */
    public boolean needsOthers(Expr value) {
        return Graph.order(List.of(value)).stream().anyMatch(this::reduces);
    }

    private boolean reduces(Expr node) {
        return switch (node.op()) {
            case Op.Sum(Axis over) -> over.equals(axis);
            case Op.Maximum(Axis over) -> over.equals(axis);
            default -> false;
        };
    }

    /** Returns an expression with the axis whose sum over it is the value; empty if there is none of that form. */
    public Optional<Expr> deferred(Expr value) {
        return new Rewriting(value).known(value);
    }

    public static boolean isZero(Expr value) {
        return Broadcasts.inner(value).isConstant(0);
    }

    /** Takes the sum out of a value, from the sums up. */
    private final class Rewriting {
        private final Set<Expr> summing = Collections.newSetFromMap(new IdentityHashMap<>());
        private final Map<Expr, Optional<Expr>> done = new IdentityHashMap<>();

        Rewriting(Expr value) {
            for (Expr node : Graph.order(List.of(value))) {
                if (reduces(node) || node.arguments().stream().anyMatch(summing::contains)) {
                    summing.add(node);
                }
            }
            Graph.order(List.of(value), this::carriers).forEach(node -> done.put(node, deferred(node)));
        }

        /** Lists the arguments from which the sum may be taken out, if the node is a linear function of them. */
        private List<Expr> carriers(Expr node) {
            return switch (node.op()) {
                case Op.Sum _ -> reduces(node) ? List.of() : node.arguments();
                case Op.Broadcast _ -> node.arguments();
                case Op.Binary(BinaryFunction function) -> switch (function) {
                    case MULTIPLY -> List.of(node.argument(summing.contains(node.argument(0)) ? 0 : 1));
                    case DIVIDE -> List.of(node.argument(0));
                    case ADD, SUBTRACT -> node.arguments();
                    case MINIMUM, MAXIMUM, GREATER, SURROGATE -> List.of();
                };
                case Op.Where _ -> node.arguments().subList(1, 3);
                case Op.Constant _, Op.Input _, Op.Indicator _, Op.Unary _, Op.LeakyRelu _, Op.Power _, Op.Maximum _,
                        Op.Rename _ -> List.of();
            };
        }

        private Optional<Expr> known(Expr value) {
            return Objects.requireNonNull(done.get(value));
        }

        private Optional<Expr> deferred(Expr value) {
            return switch (value.op()) {
                case Op.Sum(Axis over) when over.equals(axis) ->
                        summing.contains(value.argument(0)) ? Optional.empty() : Optional.of(value.argument(0));
                case Op.Sum(Axis over) -> known(value.argument(0)).map(inner -> inner.sum(over));
                case Op.Broadcast(var added) -> known(value.argument(0)).map(inner -> inner.broadcast(added));
                case Op.Binary(BinaryFunction function) -> binary(function, value.argument(0), value.argument(1));
                case Op.Where _ -> where(value);
                case Op.Constant _, Op.Input _, Op.Indicator _, Op.Unary _, Op.LeakyRelu _, Op.Power _, Op.Maximum _,
                        Op.Rename _ -> Optional.empty();
            };
        }

        private Optional<Expr> binary(BinaryFunction function, Expr left, Expr right) {
            boolean both = summing.contains(left) && summing.contains(right);
            return switch (function) {
                case MULTIPLY -> {
                    if (both) {
                        yield Optional.empty();
                    }
                    yield summing.contains(left)
                            ? known(left).map(inner -> Expr.outer(inner, right))
                            : known(right).map(inner -> Expr.outer(left, inner));
                }
                case DIVIDE -> summing.contains(right) || !right.axes().isEmpty()
                        ? Optional.empty()
                        : known(left).map(inner -> inner.dividedBy(right));
                case ADD -> sum(left, right, 1);
                case SUBTRACT -> sum(left, right, -1);
                case MINIMUM, MAXIMUM, GREATER, SURROGATE -> Optional.empty();
            };
        }

        private Optional<Expr> sum(Expr left, Expr right, int sign) {
            return known(left).flatMap(a -> known(right).map(b -> Expr.sumOf(List.of(a, b.times(sign)))));
        }

        private Optional<Expr> where(Expr value) {
            Expr condition = value.argument(0);
            if (!condition.axes().isEmpty() || summing.contains(condition)) {
                return Optional.empty();
            }
            return branch(value.argument(1)).flatMap(then -> branch(value.argument(2)).map(otherwise -> {
                Axes axes = then.axes().union(otherwise.axes());
                return Expr.where(condition, then.broadcast(axes), otherwise.broadcast(axes));
            }));
        }

        private Optional<Expr> branch(Expr value) {
            return isZero(value) ? Optional.of(Expr.ZERO) : known(value);
        }
    }
}
