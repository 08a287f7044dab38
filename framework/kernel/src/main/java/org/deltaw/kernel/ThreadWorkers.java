package org.deltaw.kernel;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.deltaw.spi.Workers;

/** Runs pieces of work on a fixed number of threads; on the caller's own if that number is 1. */
final class ThreadWorkers implements Workers, AutoCloseable {
    private final int threads;
    private final ForkJoinPool pool;

    /** Starts with so many threads; 0 for one per processor. */
    ThreadWorkers(int threads) {
        this.threads = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
        this.pool = new ForkJoinPool(this.threads);
    }

    @Override
    public int threads() {
        return threads;
    }

    @Override
    public void run(int pieces, IntConsumer work) {
        if (threads == 1 || pieces < 2) {
            for (int i = 0; i < pieces; i++) {
                work.accept(i);
            }
            return;
        }
        try {
            pool.submit(() -> IntStream.range(0, pieces).parallel().forEach(work)).get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The computation was interrupted.", interrupted);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failed.getCause());
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
