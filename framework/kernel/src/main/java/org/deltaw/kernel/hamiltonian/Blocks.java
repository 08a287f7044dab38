package org.deltaw.kernel.hamiltonian;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Which coordinates of a density depend so much on each other that the mass matrix of a sampler has their covariances: those of a block,
 * such as the parameters of one session, of one subject, or of the population. Between blocks it has zeros.
 *
 * @param blocks the coordinates of each block; together each coordinate once
 */
public record Blocks(List<int[]> blocks) {
    public Blocks {
        blocks = blocks.stream().map(int[]::clone).toList();
        int size = blocks.stream().mapToInt(block -> block.length).sum();
        int[] sorted = blocks.stream().flatMapToInt(IntStream::of).sorted().toArray();
        if (!IntStream.range(0, size).allMatch(i -> sorted[i] == i) || blocks.stream().anyMatch(block -> block.length == 0)) {
            throw new IllegalArgumentException("Blocks have each of " + size + " coordinates once, and none is empty.");
        }
    }

    /** Each coordinate is a block of its own: a diagonal matrix. */
    public static Blocks diagonal(int size) {
        return new Blocks(IntStream.range(0, size).mapToObj(i -> new int[] {i}).toList());
    }

    /** All coordinates are one block: a dense matrix. */
    public static Blocks dense(int size) {
        return new Blocks(List.of(IntStream.range(0, size).toArray()));
    }

    /** Returns how many coordinates there are. */
    public int size() {
        return blocks.stream().mapToInt(block -> block.length).sum();
    }

    /** Returns how many numbers the lower triangles of all blocks have. */
    int elements() {
        return blocks.stream().mapToInt(block -> block.length * (block.length + 1) / 2).sum();
    }
}
