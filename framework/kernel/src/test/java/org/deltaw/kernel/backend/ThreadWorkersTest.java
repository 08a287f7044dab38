package org.deltaw.kernel.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.deltaw.spi.backend.UnsupportedProgramException;
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
            assertTimeoutPreemptively(Duration.ofSeconds(30), () -> workers.run(2, _ -> meet(both)));
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

    @Test
    void ofSeveralFailuresTheFirstPiecesIsThrown() {
        try (ThreadWorkers workers = new ThreadWorkers(3)) {
            for (int run = 0; run < 200; run++) {
                IllegalStateException thrown = assertThrows(IllegalStateException.class, () -> workers.run(50, i -> {
                    if (i >= 7) {
                        throw new IllegalStateException("piece " + i);
                    }
                }));
                assertEquals("piece 7", thrown.getMessage());
            }
        }
    }

    @Test
    void nobodyWorksAnyMoreWhenAFailureIsThrown() {
        AtomicInteger working = new AtomicInteger();
        try (ThreadWorkers workers = new ThreadWorkers(4)) {
            for (int run = 0; run < 200; run++) {
                assertThrows(OutOfMemoryError.class, () -> workers.run(8, i -> {
                    working.incrementAndGet();
                    Thread.yield();
                    working.decrementAndGet();
                    if (i == 1) {
                        throw new OutOfMemoryError();
                    }
                }));
                assertEquals(0, working.get());
            }
        }
    }

    @Test
    void pieceMayHavePiecesOfItsOwn() {
        AtomicInteger done = new AtomicInteger();
        try (ThreadWorkers workers = new ThreadWorkers(2)) {
            assertTimeoutPreemptively(Duration.ofSeconds(30),
                    () -> workers.run(6, _ -> workers.run(5, _ -> done.incrementAndGet())));
        }
        assertEquals(30, done.get());
    }

    @Test
    void noMoreThreadsWorkThanThereAreThoughPiecesHavePieces() {
        AtomicInteger working = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (ThreadWorkers workers = new ThreadWorkers(3)) {
            workers.run(7, _ -> workers.run(40, _ -> {
                most.accumulateAndGet(working.incrementAndGet(), Math::max);
                LockSupport.parkNanos(200_000);
                working.decrementAndGet();
            }));
            assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
                while (workers.available() < 3) {
                    Thread.onSpinWait();
                }
            }, "all are free again");
        }
        assertTrue(most.get() <= 3, most + " at once");
    }

    @Test
    void whoHasNothingLeftToDoHelpsThoseThatHave() {
        CountDownLatch both = new CountDownLatch(2);
        try (ThreadWorkers workers = new ThreadWorkers(2)) {
            // The first piece has two that must run at the same time, so it ends only if the thread of the second comes to help it.
            assertTimeoutPreemptively(Duration.ofSeconds(30), () -> workers.run(2, outer -> {
                while (outer == 0 && both.getCount() == 2) {
                    if (workers.available() > 1) {
                        workers.run(2, _ -> meet(both));
                    }
                    Thread.onSpinWait();
                }
            }));
        }
        assertEquals(0, both.getCount());
    }

    private static void meet(CountDownLatch both) {
        both.countDown();
        try {
            both.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Test
    void pieceOfAllBusyThreadsDoesItsOwnPiecesByItself() {
        Set<Thread> seen = ConcurrentHashMap.newKeySet();
        CountDownLatch both = new CountDownLatch(2);
        CountDownLatch done = new CountDownLatch(2);
        try (ThreadWorkers workers = new ThreadWorkers(2)) {
            workers.run(2, _ -> {
                meet(both);
                Thread own = Thread.currentThread();
                workers.run(20, _ -> {
                    if (Thread.currentThread() != own) {
                        seen.add(Thread.currentThread());
                    }
                });
                meet(done);
            });
        }
        assertEquals(Set.of(), seen);
    }

    @Test
    void interruptIsKeptForLater() {
        int[] done = new int[20];
        try (ThreadWorkers workers = new ThreadWorkers(2)) {
            Thread.currentThread().interrupt();
            workers.run(done.length, i -> done[i]++);
            assertTrue(Thread.interrupted());
        }
        assertEquals(20, IntStream.of(done).sum());
    }
}
