package org.deltaw.lowering.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Op;
import org.deltaw.expr.Symbol;
import org.deltaw.lowering.layout.ArrayLayout;
import org.deltaw.lowering.layout.Lanes;
import org.deltaw.lowering.layout.Target;
import org.deltaw.lowering.nest.Block;
import org.deltaw.lowering.nest.Nest;

/**
 * Lets the nests that write a large pack, and those that read it, take turns: what is written for one index along an axis
 * is read before the next index. What lies in memory between them is then as little as a row, and stays in the first-level
 * cache, where all of it would go to the second and come back.
 */
final class Interleaving {
    private final List<Nest> nests;
    private final Packs packs;
    private final Places places;
    private final Lanes lanes;

    private Interleaving(List<Nest> nests, Packs packs, Places places, Lanes lanes) {
        this.nests = nests;
        this.packs = packs;
        this.places = places;
        this.lanes = lanes;
    }

    /** Arranges nests anew; they still follow those whose results they need. */
    static List<Block> of(List<Nest> nests, Packs packs, Places places, Lanes lanes, Target target) {
        List<Block> blocks = new ArrayList<>(nests.stream().map(nest -> new Block(Optional.empty(), List.of(nest))).toList());
        Interleaving interleaving = new Interleaving(nests, packs, places, lanes);
        interleaving.groups(target.memory().large()).forEach(group -> interleaving.interleave(group, blocks));
        return blocks;
    }

    /** Lists sets of nests that share packs; no nest is in two of them. */
    private List<Set<Nest>> groups(int large) {
        List<Set<Nest>> groups = new ArrayList<>();
        for (Symbol pack : packs.symbols()) {
            if (places.of(pack).size() >= large) {
                Set<Nest> group = around(pack);
                groups.stream().filter(other -> !Collections.disjoint(other, group)).forEach(group::addAll);
                groups.removeIf(other -> !Collections.disjoint(other, group));
                groups.add(group);
            }
        }
        return groups;
    }

    private Set<Nest> around(Symbol pack) {
        ArrayLayout place = places.of(pack);
        List<Nest.Key> writers = nests.stream()
                .filter(nest -> nest.stores().stream().anyMatch(store -> place.contains(store.place())))
                .map(Nest::key).toList();
        Set<Nest> group = Collections.newSetFromMap(new IdentityHashMap<>());
        nests.stream().filter(nest -> writers.contains(nest.key()) || places.reads(nest, place)).forEach(group::add);
        return group;
    }

    private void interleave(Set<Nest> group, List<Block> blocks) {
        List<Nest> ordered = nests.stream().filter(group::contains).toList();
        Optional<Axis> axis = axis(group);
        if (axis.isEmpty() || !sameCondition(ordered) || readsAcross(ordered)) {
            return;
        }
        int first = position(blocks, ordered.getFirst());
        int last = position(blocks, ordered.getLast());
        List<Block> before = new ArrayList<>();
        List<Block> after = new ArrayList<>();
        List<Nest> needing = new ArrayList<>();
        for (Block block : blocks.subList(first, last + 1)) {
            List<Nest> others = block.nests();
            if (others.size() == 1 && group.contains(others.getFirst())) {
                if (needing.stream().anyMatch(nest -> feeds(nest, others.getFirst()))) {
                    return;
                }
            } else if (others.stream().anyMatch(nest -> follows(nest, ordered) || follows(nest, needing))) {
                after.add(block);
                needing.addAll(others);
            } else {
                before.add(block);
            }
        }
        List<Block> rest = new ArrayList<>(blocks.subList(last + 1, blocks.size()));
        blocks.subList(first, blocks.size()).clear();
        blocks.addAll(before);
        blocks.add(new Block(axis, ordered));
        blocks.addAll(after);
        blocks.addAll(rest);
        keepOneIndex(axis.get(), ordered, nests.stream().filter(nest -> !group.contains(nest)).toList());
    }

    /** Keeps what nests that take turns along an axis leave for each other alone for one index at a time. */
    private void keepOneIndex(Axis axis, List<Nest> group, List<Nest> others) {
        List<ArrayLayout> own = Stream.concat(places.kept(), packs.symbols().stream().map(places::of))
                .filter(place -> place.axes().contains(axis))
                .filter(place -> group.stream().anyMatch(nest -> writes(nest, place)))
                .filter(place -> others.stream().noneMatch(nest -> places.reads(nest, place)))
                .toList();
        group.forEach(nest -> nest.stores().replaceAll(store -> own.stream().anyMatch(place -> place.contains(store.place()))
                ? new Nest.Store(store.value(), store.place().slice(axis, 0), false)
                : store));
        places.keepOneIndex(own, axis);
    }

    private static int position(List<Block> blocks, Nest nest) {
        int position = 0;
        while (!blocks.get(position).nests().contains(nest)) {
            position++;
        }
        return position;
    }

    /** Returns the outermost axis that all packs of the group have in memory, and all nests run along. */
    private Optional<Axis> axis(Set<Nest> group) {
        List<Symbol> read = packs.symbols().stream()
                .filter(pack -> group.stream().anyMatch(nest -> places.reads(nest, places.of(pack)))).toList();
        return places.of(read.getFirst()).axes().stream()
                .filter(axis -> !lanes.along(List.of(axis)))
                .filter(axis -> read.stream().allMatch(pack -> pack.axes().contains(axis) && !pack.axes().getLast().equals(axis)))
                .filter(axis -> group.stream().allMatch(nest ->
                        nest.key().axes().contains(axis) && nest.reductions().isEmpty()))
                .findFirst();
    }

    private static boolean sameCondition(List<Nest> group) {
        return group.stream().map(nest -> nest.key().guard()).distinct().count() == 1;
    }

    /** Tells whether one of the nests reads what another writes at indices other than its own. */
    private boolean readsAcross(List<Nest> group) {
        return group.stream().anyMatch(nest -> nest.operands().stream()
                .filter(operand -> operand.op() instanceof Op.Rename)
                .anyMatch(operand -> group.stream().anyMatch(other -> writes(other, places.of(operand)))));
    }

    private boolean follows(Nest nest, List<Nest> others) {
        return others.stream().anyMatch(other -> feeds(other, nest));
    }

    private boolean feeds(Nest from, Nest to) {
        return to.operands().stream().anyMatch(operand -> writes(from, places.of(operand)));
    }

    private static boolean writes(Nest nest, ArrayLayout place) {
        return nest.places().anyMatch(place::contains);
    }
}
