package org.deltaw.formats.text;

import java.util.ArrayList;
import java.util.List;

/** A list of places in a text, which grows without being copied. */
final class Offsets {
    private static final int BITS = 16;
    private static final int BLOCK = 1 << BITS;

    private final List<int[]> blocks = new ArrayList<>();
    private int size;

    void add(int place) {
        int within = size & (BLOCK - 1);
        if (within == 0) {
            blocks.add(new int[BLOCK]);
        }
        blocks.getLast()[within] = place;
        size++;
    }

    int get(int index) {
        return blocks.get(index >> BITS)[index & (BLOCK - 1)];
    }

    int size() {
        return size;
    }

    /** Leaves out the last ones, from one on. */
    void cut(int newSize) {
        size = newSize;
        while (blocks.size() > ((size + BLOCK - 1) >> BITS)) {
            blocks.removeLast();
        }
    }
}
