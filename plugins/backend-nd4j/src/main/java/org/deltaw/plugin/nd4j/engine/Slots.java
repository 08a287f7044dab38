package org.deltaw.plugin.nd4j.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deltaw.plugin.nd4j.engine.Storage.Temporary;

/**
 * Where intermediate values of a plan are kept: as few places as will do, since those that are read for the last time make room.
 */
final class Slots {
    private final Map<Temporary, Integer> places = new HashMap<>();
    private final List<Temporary> kinds = new ArrayList<>();
    private final Map<Temporary, Integer> lastUse = new HashMap<>();

    Slots(Plan plan) {
        List<Scheduled> all = plan.instructions();
        findLastUses(all);
        plan.totals().forEach(total -> keepToTheEnd(total.storage()));
        List<Integer> free = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            for (Operand written : written(all.get(i).instruction())) {
                if (written.storage() instanceof Temporary value) {
                    places.computeIfAbsent(value, each -> take(each, free));
                }
            }
            release(i, free);
        }
    }

    /** Returns one value of the kind that a place has room for, for every place. */
    List<Temporary> kinds() {
        return kinds;
    }

    int place(Temporary value) {
        return Objects.requireNonNull(places.get(value));
    }

    private void findLastUses(List<Scheduled> all) {
        int endOfLoop = -1;
        for (int i = 0; i < all.size(); i++) {
            endOfLoop = all.get(i).phase() == Phase.LOOP ? i : endOfLoop;
        }
        Map<Temporary, Phase> written = new HashMap<>();
        for (int i = 0; i < all.size(); i++) {
            Scheduled each = all.get(i);
            for (Operand target : written(each.instruction())) {
                if (target.storage() instanceof Temporary value) {
                    written.put(value, each.phase());
                    lastUse.put(value, each.phase() == Phase.PROLOGUE ? Integer.MAX_VALUE : i);
                }
            }
            for (Operand source : each.instruction().sources()) {
                if (source.storage() instanceof Temporary value) {
                    boolean again = each.phase() == Phase.LOOP && written.get(value) != Phase.LOOP;
                    lastUse.merge(value, again ? endOfLoop : i, Math::max);
                }
            }
        }
    }

    private void keepToTheEnd(Storage storage) {
        if (storage instanceof Temporary value) {
            lastUse.put(value, Integer.MAX_VALUE);
        }
    }

    private int take(Temporary value, List<Integer> free) {
        for (Integer place : free) {
            Temporary kind = kinds.get(place);
            if (kind.level() == value.level() && kind.entries() == value.entries()) {
                free.remove((Object) place);
                return place;
            }
        }
        kinds.add(value);
        return kinds.size() - 1;
    }

    private void release(int instruction, List<Integer> free) {
        places.forEach((value, place) -> {
            if (Objects.requireNonNull(lastUse.get(value)) == instruction) {
                free.add(place);
            }
        });
    }

    private static List<Operand> written(Instruction instruction) {
        return instruction instanceof Instruction.Choose choose
                ? List.of(choose.target(), choose.scratch())
                : List.of(instruction.target());
    }
}
