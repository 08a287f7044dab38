package org.deltaw.plugin.nd4j.engine;

/**
 * Which chunks are run forwards, and remembered, before they are run backwards: all if memory allows, else about the square root
 * of their number at a time.
 */
final class CheckpointedChunks {
    private final int chunks;
    private final int length;

    CheckpointedChunks(int chunks, long bytesPerChunk, long memory) {
        this.chunks = chunks;
        this.length = bytesPerChunk * chunks <= memory ? chunks : (int) Math.ceil(Math.sqrt(chunks));
    }

    int count() {
        return (chunks + length - 1) / length;
    }

    int of(int chunk) {
        return chunk / length;
    }

    int within(int chunk) {
        return chunk % length;
    }

    int from(int stretch) {
        return stretch * length;
    }

    int to(int stretch) {
        return Math.min(chunks, from(stretch) + length);
    }

    boolean isStart(int chunk) {
        return within(chunk) == 0;
    }

    boolean isEnd(int chunk) {
        return chunk == to(of(chunk)) - 1;
    }
}
