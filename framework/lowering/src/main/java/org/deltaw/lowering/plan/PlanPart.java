package org.deltaw.lowering.plan;

import java.util.ArrayList;
import java.util.List;
import org.deltaw.lowering.nest.Block;

/**
 * The part of a plan that becomes one class: nearly always all of it.
 *
 * @param first the number of its first nest within the plan
 */
public record PlanPart(List<Block> blocks, int first) {
    /**
     * How many nests a class has at most. A nest names up to some 150 places and numbers, and a class 65,535; the method that
     * calls the nests must stay below 8,000 bytes, else the JVM does not compile it.
     */
    private static final int MOST = 250;

    public PlanPart {
        blocks = List.copyOf(blocks);
    }

    /** Divides a plan; what takes turns stays together. */
    static List<PlanPart> of(List<Block> plan) {
        List<PlanPart> portions = new ArrayList<>();
        List<Block> blocks = new ArrayList<>();
        int first = 0;
        for (Block block : plan) {
            int nests = nests(blocks);
            if (nests > 0 && nests + block.nests().size() > MOST) {
                portions.add(new PlanPart(blocks, first));
                first += nests;
                blocks.clear();
            }
            blocks.add(block);
        }
        portions.add(new PlanPart(blocks, first));
        return portions;
    }

    /** Counts its nests. */
    public int nests() {
        return nests(blocks);
    }

    /** Returns how a nest is called, by its number within the plan. */
    public static String nestName(int number) {
        return "nest" + number;
    }

    private static int nests(List<Block> blocks) {
        return blocks.stream().mapToInt(block -> block.nests().size()).sum();
    }
}
