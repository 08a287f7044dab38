package org.deltaw.lowering.plan;

import java.util.ArrayList;
import java.util.List;
import org.deltaw.lowering.layout.Target;
import org.deltaw.lowering.nest.Block;

/**
 * The part of a plan that becomes one unit of code, such as a class of the JVM: nearly always all of it.
 *
 * @param first the number of its first nest within the plan
 */
public record PlanPart(List<Block> blocks, int first) {
    public PlanPart {
        blocks = List.copyOf(blocks);
    }

    /** Divides a plan; what takes turns stays together. */
    static List<PlanPart> of(List<Block> plan, Target.Code limits) {
        List<PlanPart> parts = new ArrayList<>();
        List<Block> blocks = new ArrayList<>();
        int first = 0;
        for (Block block : plan) {
            int nests = nests(blocks);
            if (nests > 0 && nests + block.nests().size() > limits.partNests()) {
                parts.add(new PlanPart(blocks, first));
                first += nests;
                blocks.clear();
            }
            blocks.add(block);
        }
        parts.add(new PlanPart(blocks, first));
        return parts;
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
