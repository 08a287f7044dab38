package org.deltaw.plugin.jvm;

import java.util.function.IntConsumer;
import org.deltaw.spi.Workers;

/** One thread, for tests. */
enum Alone implements Workers {
    WORKERS;

    @Override
    public int threads() {
        return 1;
    }

    @Override
    public void run(int pieces, IntConsumer work) {
        for (int i = 0; i < pieces; i++) {
            work.accept(i);
        }
    }
}
