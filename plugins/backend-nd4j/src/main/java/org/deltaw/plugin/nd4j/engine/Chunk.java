package org.deltaw.plugin.nd4j.engine;

/**
 * Steps that are computed together.
 *
 * @param from the first step
 * @param count how many steps
 * @param rows how many of the trajectories, which are sorted by length, are computed: at least those that are not over
 */
record Chunk(int index, int from, int count, int rows) {}
