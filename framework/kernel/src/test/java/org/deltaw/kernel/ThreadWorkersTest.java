package org.deltaw.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.deltaw.spi.UnsupportedProgramException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThreadWorkersTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void everyPieceIsDoneOnce(int threads) {
        try (ThreadWorkers workers = new ThreadWorkers(threads)) {
            int[] done = new int[100];
            workers.run(done.length, i -> done[i]++);
            assertArrayEquals(IntStream.range(0, 100).map(_ -> 1).toArray(), done);
            workers.run(0, _ -> fail());
            assertEquals(threads, workers.threads());
        }
    }

    @Test
    void zeroThreadsAreAsManyAsThereAreProcessors() {
        try (ThreadWorkers workers = new ThreadWorkers(0)) {
            assertEquals(Runtime.getRuntime().availableProcessors(), workers.threads());
        }
    }

    @Test
    void oneThreadIsTheCallersOwn() {
        Set<Thread> seen = new HashSet<>();
        try (ThreadWorkers workers = new ThreadWorkers(1)) {
            workers.run(5, _ -> seen.add(Thread.currentThread()));
        }
        assertEquals(Set.of(Thread.currentThread()), seen);
    }

    @Test
    void twoThreadsWorkAtTheSameTime() {
        CountDownLatch both = new CountDownLatch(2);
        try (ThreadWorkers workers = new ThreadWorkers(2)) {
            assertTimeoutPreemptively(Duration.ofSeconds(30), () -> workers.run(2, _ -> {
                both.countDown();
                try {
                    both.await();
                } catch (InterruptedException interrupted) {
                    throw new IllegalStateException(interrupted);
                }
            }));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void exceptionOfAPieceIsThrownAsItIs(int threads) {
        try (ThreadWorkers workers = new ThreadWorkers(threads)) {
            UnsupportedProgramException thrown = assertThrows(UnsupportedProgramException.class,
                    () -> workers.run(4, i -> {
                        if (i == 2) {
                            throw new UnsupportedProgramException("piece " + i);
                        }
                    }));
            assertTrue(thrown.getMessage().endsWith("piece 2"), thrown.getMessage());
        }
    }
}
