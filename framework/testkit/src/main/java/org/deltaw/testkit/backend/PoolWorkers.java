package org.deltaw.testkit.backend;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import org.deltaw.spi.backend.Workers;

/**
 * Runs pieces on so many threads, the last first, so that nothing can rely on their order.
 *
 * @param threads how many; with 1 it is the caller's own
 */
public record PoolWorkers(int threads) implements Workers {
    @Override
    public void run(int pieces, IntConsumer work) {
        if (threads == 1) {
            for (int i = pieces - 1; i >= 0; i--) {
                work.accept(i);
            }
            return;
        }
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = pieces - 1; i >= 0; i--) {
                int piece = i;
                all.add(pool.submit(() -> work.accept(piece)));
            }
            for (Future<?> each : all) {
                each.get();
            }
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new AssertionError("A piece of work failed.", failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", interrupted);
        }
    }
}
