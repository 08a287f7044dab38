package org.deltaw.lowering.plan;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Graph;
import org.deltaw.expr.Op;
import org.deltaw.lowering.layout.Allocator;
import org.deltaw.lowering.layout.Lanes;
import org.deltaw.lowering.layout.Target;
import org.deltaw.lowering.nest.Assignment;
import org.deltaw.lowering.nest.Block;
import org.deltaw.lowering.nest.Nest;

/**
 * Decides in which loop nests the expressions of a step are computed, and what is kept in memory between them.
 *
 * <p>Everything over the same axes that can be computed at the same time shares a nest. A sum or a maximum ends a stage: what needs it
 * belongs to a later one. What is needed under a condition alone is computed under it.
 */
public final class Planner {
    private Planner() {}

    /**
     * Plans a step.
     *
     * @param room for what is kept between nests
     */
    public static Plan plan(StepGoals step, Allocator room, Lanes lanes, Target target) {
        List<Assignment> goals = step.goals();
        Packs packs = new Packs(step.packs(), goals);
        Places places = new Places(step.known(), room);
        List<Expr> nodes = nodes(packs, goals);
        Stages stages = new Stages(nodes, packs);
        Guards guards = new Guards(nodes, goals, packs, places);
        Schedule schedule = new Schedule(stages, guards, packs);
        schedule.postpone(nodes, goals);
        NestBuilder builder = new NestBuilder(schedule, places);
        nodes.forEach(builder::add);
        goals.forEach(goal -> builder.reach(goal, schedule.stage(goal.value()), Optional.empty()));
        nodes.forEach(node -> packs.writtenFor(node).forEach(slice ->
                builder.reach(slice, schedule.stage(node) - 1, schedule.guard(node))));
        Gates.add(nodes, schedule, places, builder);
        Intermediates.keep(schedule, places, builder);
        List<Nest> nests = Updates.needed(builder.nests(), places).stream()
                .flatMap(nest -> NestSplitter.split(nest, places::keep, target.code()).stream()).toList();
        List<Block> blocks = Interleaving.of(nests, packs, places, lanes, target);
        return new Plan(PlanPart.of(Updates.settle(blocks, places), target.code()), places, lanes, target.sums());
    }

    /** Lists all values but broadcasts, each after its arguments; those of packs first, since what reads a pack comes after it. */
    private static List<Expr> nodes(Packs packs, List<Assignment> goals) {
        return Graph.order(Stream.concat(packs.all(), goals.stream()).map(Assignment::value).toList()).stream()
                .filter(node -> !(node.op() instanceof Op.Broadcast)).toList();
    }
}
