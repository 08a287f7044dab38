package org.deltaw.kernel.backend;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.deltaw.spi.backend.Workers;

/**
 * Runs pieces of work on a fixed number of threads, the caller's own among them. A piece may have pieces of its own: as long as all
 * threads are busy it does those by itself, and as soon as some are not they help it. So no thread is idle when fewer pieces are left
 * than there are threads. May be used by several threads.
 */
public final class ThreadWorkers implements Workers, AutoCloseable {
    private final int threads;
    private final ForkJoinPool helpers;
    /** How many threads more may work now. */
    private final Semaphore free;

    /** Starts with so many threads; 0 for one per processor. */
    public ThreadWorkers(int threads) {
        this.threads = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
        // As many as may work, though the caller is one of them: while it waits for others, another works in its place.
        this.helpers = new ForkJoinPool(this.threads);
        this.free = new Semaphore(this.threads - 1);
    }

    @Override
    public int threads() {
        return threads;
    }

    /** Returns how many pieces would run at the same time now, for whoever must not prepare more than that. */
    public int available() {
        return 1 + free.availablePermits();
    }

    /** The caller begins at once, and does everything itself if no other thread is there in time. */
    @Override
    public void run(int pieces, IntConsumer work) {
        int help = reserve(pieces - 1);
        if (help == 0) {
            for (int i = 0; i < pieces; i++) {
                work.accept(i);
            }
            return;
        }
        Job job = new Job(pieces, work);
        call(help, job);
        job.run();
        await(job);
    }

    /** Calls for help. Where there is not enough memory for another thread, those that are there do the work. */
    private void call(int help, Job job) {
        for (int i = 0; i < help; i++) {
            try {
                helpers.execute(() -> help(job));
            } catch (OutOfMemoryError noThread) {
                // This call stays where it was put, and is answered by a thread that is there, if there is one.
                free.release(help - 1 - i);
                return;
            }
        }
    }

    private void help(Job job) {
        try {
            job.run();
        } finally {
            free.release();
        }
    }

    /** Takes as many free threads as there are, and as are wanted. */
    private int reserve(int wanted) {
        int taken = 0;
        while (taken < wanted && free.tryAcquire()) {
            taken++;
        }
        return taken;
    }

    /** Waits until nobody works on a job any more, and throws what the first piece that failed has thrown. */
    private void await(Job job) {
        if (!job.isDoneSoon()) {
            free.release();
            job.sleep();
            // Another may work in its place; it then goes on when one of them has ended.
            free.acquireUninterruptibly();
        }
        job.throwFailure();
    }

    @Override
    public void close() {
        // Nothing is left to do then: what is thrown away are calls for help that came too late, or for which there was no thread.
        helpers.shutdownNow();
    }

    /** Pieces that several threads take one by one. */
    private static final class Job {
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

        void run() {
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

        /** Looks for a while whether all is done. */
        boolean isDoneSoon() {
            for (int i = 0; i < LOOKS && left.getCount() > 0; i++) {
                Thread.onSpinWait();
            }
            return left.getCount() == 0;
        }

        /** Sleeps until all is done, interrupted or not. */
        void sleep() {
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
        }

        void throwFailure() {
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
