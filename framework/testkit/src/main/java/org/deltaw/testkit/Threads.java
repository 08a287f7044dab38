package org.deltaw.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does the same on several threads at once. */
public final class Threads {
    private static final int COUNT = 4;

    private Threads() {}

    /** Returns what each of four threads got. */
    public static <T> List<T> all(Callable<T> work) {
        CountDownLatch together = new CountDownLatch(COUNT);
        try (ExecutorService threads = Executors.newFixedThreadPool(COUNT)) {
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < COUNT; i++) {
                futures.add(threads.submit(() -> {
                    together.countDown();
                    together.await();
                    return work.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException failure) {
            throw new AssertionError("on one of several threads: " + failure.getCause(), failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", interrupted);
        }
    }
}
