package org.deltaw.plugin.nd4j.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.deltaw.expr.Axis;
import org.deltaw.expr.BinaryFunction;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Graph;
import org.deltaw.expr.Op;
import org.deltaw.expr.Symbol;
import org.deltaw.expr.UnaryFunction;

/** Turns a recurrence into instructions, once for each program. */
final class Lowering {
    private final Recurrence recurrence;
    private final InstructionWriter emission;
    private final Functions functions;
    private final Sums sums;
    private final Guards guards;
    private final Map<Expr, Expr> onlyUser;
    private final Map<Expr, Symbol> destinations = new IdentityHashMap<>();
    private final Map<Expr, Operand> known = new IdentityHashMap<>();
    private final Map<Expr, Masks> masks = new IdentityHashMap<>();

    private record Masks(Operand ceiling, Operand floor) {}

    private Lowering(Recurrence recurrence) {
        this.recurrence = recurrence;
        this.guards = new Guards(recurrence.next());
        List<Expr> roots = new ArrayList<>(recurrence.next());
        roots.addAll(recurrence.totals());
        this.onlyUser = onlyUsers(roots);
        this.emission = new InstructionWriter(outermostFirst(roots));
        this.functions = new Functions(emission);
        this.sums = new Sums(emission);
        for (int i = 0; i < recurrence.next().size(); i++) {
            destinations.putIfAbsent(recurrence.next().get(i), recurrence.carried().get(i));
        }
    }

    /** The order of axes in the symbols with most of them, which no instruction can change. */
    private static List<Axis> outermostFirst(List<Expr> roots) {
        List<Expr> all = Graph.order(roots);
        Stream<Axis> ofSymbols = all.stream()
                .flatMap(node -> node.op() instanceof Op.Input(Symbol symbol) ? Stream.of(symbol.axes()) : Stream.empty())
                .sorted(Comparator.comparingInt(axes -> -axes.size()))
                .flatMap(List::stream);
        return Stream.concat(ofSymbols, all.stream().flatMap(node -> node.axes().toList().stream())).distinct().toList();
    }

    static Plan plan(Recurrence recurrence) {
        return new Lowering(recurrence).plan();
    }

    private Plan plan() {
        Graph.order(recurrence.next()).forEach(this::compute);
        for (int i = 0; i < recurrence.next().size(); i++) {
            Operand place = carried(recurrence.carried().get(i), recurrence.after(), Level.LOOP);
            Operand value = Objects.requireNonNull(known.get(recurrence.next().get(i)));
            if (!value.storage().equals(place.storage())) {
                emission.guard(Optional.empty());
                emission.applyInto(place, InstructionWriter.COPY, value);
            }
        }
        List<Expr> remaining = Graph.order(recurrence.totals());
        Map<Expr, Level> levels = levels(remaining);
        remaining.stream().filter(node -> levels.get(node) != Level.LOOP).forEach(this::compute);
        known.keySet().removeIf(node -> levels.getOrDefault(node, Level.LOOP) == Level.LOOP);
        masks.keySet().removeIf(node -> levels.getOrDefault(node, Level.LOOP) == Level.LOOP);
        destinations.clear();
        emission.goLate();
        remaining.forEach(this::compute);
        return new Plan(recurrence, emission.instructions(), recurrence.totals().stream().map(known::get).toList());
    }

    private Map<Expr, Level> levels(List<Expr> ordered) {
        Map<Expr, Level> levels = new IdentityHashMap<>();
        for (Expr node : ordered) {
            Level level = node.op() instanceof Op.Input(Symbol symbol) ? level(symbol) : Level.FIXED;
            for (Expr argument : node.arguments()) {
                level = level.with(Objects.requireNonNull(levels.get(argument)));
            }
            levels.put(node, level);
        }
        return levels;
    }

    private Level level(Symbol symbol) {
        if (recurrence.carried().contains(symbol)) {
            return Level.LOOP;
        }
        return switch (symbol.kind()) {
            case PARAMETER -> Level.FIXED;
            case ATTRIBUTE -> Level.TRAJECTORY;
            case CHANNEL, STATE, OUTPUT, ADJOINT, TANGENT -> Level.STEP;
        };
    }

    /** Writes down how one part is computed, unless that is known, or left to the sum over it. */
    private void compute(Expr node) {
        if (!known.containsKey(node) && !isLeftToSum(node)) {
            emission.guard(guards.of(node));
            known.put(node, lowered(node));
        }
    }

    private Operand lowered(Expr node) {
        return switch (node.op()) {
            case Op.Constant(double value) -> Operand.constant(value);
            case Op.Input(Symbol symbol) -> input(symbol);
            case Op.Indicator indicator -> unit(indicator);
            case Op.Unary(UnaryFunction function) -> functions.unary(function, argument(node, 0), target(node));
            case Op.LeakyRelu(double slope) -> functions.leakyRelu(slope, argument(node, 0), target(node));
            case Op.Power(int exponent) -> functions.power(exponent, argument(node, 0), target(node));
            case Op.Binary(BinaryFunction function) ->
                    functions.binary(function, argument(node, 0), argument(node, 1), target(node));
            case Op.Where _ -> choice(node);
            case Op.Sum _ -> sum(node);
            case Op.Maximum(Axis axis) -> sums.maximum(argument(node, 0), axis);
            case Op.Rename(Axis from, Axis to) -> argument(node, 0).renamed(from, to);
            // Whoever reads a value repeats it along the axes that it lacks.
            case Op.Broadcast _ -> argument(node, 0);
        };
    }

    private Operand argument(Expr node, int index) {
        return Objects.requireNonNull(known.get(node.argument(index)));
    }

    private Operand input(Symbol symbol) {
        Level level = level(symbol);
        return level == Level.LOOP
                ? carried(symbol, recurrence.before(), emission.isLate() ? Level.STEP : Level.LOOP)
                : new Operand(new Storage.Given(symbol, level), symbol.axes());
    }

    private static Operand carried(Symbol symbol, int shift, Level level) {
        return new Operand(new Storage.Carried(symbol, shift, level), symbol.axes());
    }

    private static Operand unit(Op.Indicator indicator) {
        List<Axis> order = new ArrayList<>(indicator.axes());
        order.add(indicator.direction());
        return new Operand(new Storage.Unit(indicator), order);
    }

    /** Returns where an elementwise result goes: if it is what the next step reads, there. */
    private Operand target(Expr node) {
        Operand free = emission.target(node.arguments().stream().map(known::get).toArray(Operand[]::new));
        Symbol destination = destinations.get(node);
        return destination != null && free.level() == Level.LOOP && free.axes().entries() == destination.entries()
                ? carried(destination, recurrence.after(), Level.LOOP)
                : free;
    }

    private Operand choice(Expr node) {
        Masks chosen = masks.computeIfAbsent(node.argument(0), _ -> masks(argument(node, 0)));
        emission.guard(guards.of(node));
        return emission.choose(argument(node, 1), argument(node, 2), chosen.ceiling(), chosen.floor(), target(node),
                Guards.gate(node));
    }

    /** Infinities that let the chosen branch through, and nothing of the other, even if that is not a number. */
    private Masks masks(Operand condition) {
        emission.guard(Optional.empty());
        Operand sign = emission.transform(UnaryFunction.SIGN, condition);
        Operand chosen = emission.apply(InstructionWriter.MULTIPLY, sign, sign);
        Operand signed = emission.apply(InstructionWriter.SUBTRACT, chosen, Operand.constant(0.5));
        return new Masks(emission.apply(InstructionWriter.MULTIPLY, signed, Operand.constant(Double.POSITIVE_INFINITY)),
                emission.apply(InstructionWriter.MULTIPLY, signed, Operand.constant(Double.NEGATIVE_INFINITY)));
    }

    private Operand sum(Expr node) {
        Set<Axis> over = new LinkedHashSet<>();
        Expr inner = node;
        while (inner.op() instanceof Op.Sum(Axis axis) && (inner == node || isLeftToSum(inner))) {
            over.add(axis);
            inner = inner.argument(0);
        }
        return isLeftToSum(inner)
                ? sums.sumOfProducts(argument(inner, 0), argument(inner, 1), over)
                : sums.sum(Objects.requireNonNull(known.get(inner)), over);
    }

    /** Tells whether a sum or product is used by one sum and nothing else, so that it is computed together with that. */
    private boolean isLeftToSum(Expr node) {
        Expr user = onlyUser.get(node);
        boolean summed = user != null && user != node && user.op() instanceof Op.Sum;
        return summed && (node.op() instanceof Op.Sum
                || (node.op() instanceof Op.Binary(BinaryFunction function) && function == BinaryFunction.MULTIPLY));
    }

    /** Returns for each part that is used once by what; parts that are used more often are used by themselves. */
    private static Map<Expr, Expr> onlyUsers(Collection<Expr> roots) {
        Map<Expr, Expr> users = new IdentityHashMap<>();
        roots.forEach(root -> users.put(root, root));
        for (Expr node : Graph.order(roots)) {
            node.arguments().forEach(argument -> users.merge(argument, node, (_, _) -> argument));
        }
        return users;
    }
}
