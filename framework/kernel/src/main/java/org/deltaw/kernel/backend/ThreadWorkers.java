package org.deltaw.kernel.backend;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.deltaw.spi.backend.Workers;

/** Runs pieces of work on a fixed number of threads, the caller's own among them. */
public final class ThreadWorkers implements Workers, AutoCloseable {
    private final int threads;
    private final ForkJoinPool helpers;

    /** Starts with so many threads; 0 for one per processor. */
    public ThreadWorkers(int threads) {
        this.threads = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
        this.helpers = new ForkJoinPool(Math.max(1, this.threads - 1));
    }

    @Override
    public int threads() {
        return threads;
    }

    /** The caller begins at once, and does everything itself if no other thread is there in time. */
    @Override
    public void run(int pieces, IntConsumer work) {
        if (threads == 1 || pieces < 2) {
            for (int i = 0; i < pieces; i++) {
                work.accept(i);
            }
            return;
        }
        Job job = new Job(pieces, work);
        for (int i = 1; i < Math.min(threads, pieces); i++) {
            helpers.execute(job);
        }
        job.run();
        job.await();
    }

    @Override
    public void close() {
        helpers.close();
    }

    /** Pieces that several threads take one by one. */
    private static final class Job implements Runnable {
        /** How often to look whether others are done, before going to sleep: waking up takes longer than most pieces. */
        private static final int LOOKS = 2000;

        private record Failure(int piece, Throwable cause) {}

        private final int pieces;
        private final IntConsumer work;
        private final AtomicInteger next = new AtomicInteger();
        private final CountDownLatch left;
        private final AtomicReference<Failure> failure = new AtomicReference<>();

        Job(int pieces, IntConsumer work) {
            this.pieces = pieces;
            this.work = work;
            this.left = new CountDownLatch(pieces);
        }

        @Override
        public void run() {
            for (int piece = next.getAndIncrement(); piece < pieces; piece = next.getAndIncrement()) {
                try {
                    if (failure.get() == null) {
                        work.accept(piece);
                    }
                } catch (RuntimeException | Error cause) {
                    Failure own = new Failure(piece, cause);
                    failure.accumulateAndGet(own, (known, _) -> known == null || own.piece < known.piece ? own : known);
                } finally {
                    left.countDown();
                }
            }
        }

        /** Waits until nobody works any more, interrupted or not, and throws what the first piece that failed has thrown. */
        void await() {
            for (int i = 0; i < LOOKS && left.getCount() > 0; i++) {
                Thread.onSpinWait();
            }
            boolean interrupted = false;
            while (left.getCount() > 0) {
                try {
                    left.await();
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            Failure first = failure.get();
            if (first != null && first.cause instanceof RuntimeException cause) {
                throw cause;
            }
            if (first != null) {
                throw (Error) first.cause;
            }
        }
    }
}
