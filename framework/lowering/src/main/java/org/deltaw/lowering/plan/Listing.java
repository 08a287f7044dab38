package org.deltaw.lowering.plan;

import static java.util.stream.Collectors.joining;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.deltaw.expr.Axis;
import org.deltaw.expr.BinaryFunction;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Formula;
import org.deltaw.expr.Op;
import org.deltaw.lowering.layout.ArrayLayout;
import org.deltaw.lowering.layout.Base;
import org.deltaw.lowering.layout.Broadcasts;
import org.deltaw.lowering.layout.Lanes;
import org.deltaw.lowering.nest.Block;
import org.deltaw.lowering.nest.Nest;

/** Writes loop nests down as a person would read them. */
public final class Listing {
    private static final String INDENT = "  ";
    private static final Map<BinaryFunction, String> SIGNS = Map.of(BinaryFunction.ADD, " + ",
            BinaryFunction.SUBTRACT, " - ", BinaryFunction.MULTIPLY, " * ", BinaryFunction.DIVIDE, " / ",
            BinaryFunction.GREATER, " > ");

    private final Function<ArrayLayout, Optional<String>> names;
    private final Plan plan;
    private final Lanes lanes;
    private final StringBuilder text = new StringBuilder();
    private final Map<Expr, String> values = new IdentityHashMap<>();

    private Listing(Function<ArrayLayout, Optional<String>> names, Plan plan) {
        this.names = names;
        this.plan = plan;
        this.lanes = plan.lanes();
    }

    /**
     * Lists the nests of a part of a plan.
     *
     * @param names what lies at a place; empty if it is only kept for a later nest
     */
    public static String of(Function<ArrayLayout, Optional<String>> names, PlanPart part, Plan plan) {
        Listing listing = new Listing(names, plan);
        int number = part.first();
        for (Block block : part.blocks()) {
            int depth = 0;
            if (block.axis().isPresent()) {
                listing.line(depth++, "for " + block.axis().get().name() + " in 0..." + block.axis().get().size());
            }
            for (Nest nest : block.nests()) {
                listing.nest(PlanPart.nestName(number++), nest, block.axis(), depth);
            }
        }
        return listing.text.toString();
    }

    /** Says what is computed at once, and in which pieces. */
    public static String of(Lanes lanes) {
        if (lanes.pairs()) {
            return lanes.count() == 1 ? "one pair of parameters and trajectory at a time"
                    : lanes.count() + " pairs of parameters and trajectory at a time, one on each lane";
        }
        if (lanes.axis().isEmpty() || lanes.count() == 1) {
            return "one number at a time";
        }
        String name = lanes.axis().get().name();
        return lanes.count() + " numbers at a time along " + name + (lanes.tiles() == 1
                ? ""
                : ", all steps for " + lanes.width() + " entries of " + name + " before the next " + lanes.width());
    }

    private void nest(String name, Nest nest, Optional<Axis> outside, int outer) {
        values.clear();
        Loops loops = plan.loops(nest, outside);
        line(outer, name + nest.key().guard().map(this::condition).orElse("") + ":");
        int depth = outer + 1;
        for (Axis axis : loops.order()) {
            boolean lane = lanes.count() > 1 && lanes.along(List.of(axis));
            line(depth++, "for " + axis.name() + (lane
                    ? " in 0..." + lanes.width() + " by " + lanes.count()
                    : " in 0..." + axis.size()));
        }
        for (Expr node : nest.computed()) {
            values.put(node, "v" + (values.size() + 1));
            line(depth, values.get(node) + " = " + operation(node));
        }
        for (Nest.Store store : nest.stores()) {
            line(depth, place(store.place()) + (store.accumulate() ? " += " : " = ") + value(store.value()));
        }
        for (Nest.Reduction reduction : nest.reductions()) {
            String what = reduction.function() == BinaryFunction.MAXIMUM ? "maximum of " : "sum of ";
            String sum = what + value(reduction.value()) + " over " + reduction.axis().name();
            for (Nest.Store target : reduction.targets()) {
                line(depth, place(target.place()) + (target.accumulate() ? " += " : " = ") + sum);
            }
        }
    }

    private String condition(Nest.Guard guard) {
        return " if " + place(guard.condition()) + (guard.branch() ? " is not 0" : " is 0");
    }

    private String operation(Expr node) {
        List<String> arguments = node.arguments().stream().map(this::value).toList();
        return switch (node.op()) {
            case Op.Binary(BinaryFunction function) when SIGNS.containsKey(function) ->
                    String.join(SIGNS.get(function), arguments);
            case Op.Power(int exponent) -> arguments.getFirst() + "^" + exponent;
            case Op.LeakyRelu(double slope) ->
                    "leakyRelu(" + arguments.getFirst() + ", " + Formula.number(slope) + ")";
            default -> node.op().word() + arguments.stream().collect(joining(", ", "(", ")"));
        };
    }

    private String value(Expr value) {
        Expr core = Broadcasts.inner(value);
        String computed = values.get(core);
        if (computed != null) {
            return computed;
        }
        return core.op() instanceof Op.Constant(double number) ? Formula.number(number) : place(plan.placeOf(core));
    }

    private String place(ArrayLayout place) {
        String axes = place.axes().isEmpty() ? "" : place.axes().stream().map(Axis::name).collect(joining(",", "[", "]"));
        String mark = place.base() == Base.OUT || place.base() == Base.SECOND ? "'" : "";
        return names.apply(place).orElse("kept" + place.offset()) + mark + axes;
    }

    private void line(int depth, String content) {
        text.append(INDENT.repeat(depth)).append(content).append(System.lineSeparator());
    }
}
