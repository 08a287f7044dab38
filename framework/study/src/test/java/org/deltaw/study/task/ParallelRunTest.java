package org.deltaw.study.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.deltaw.kernel.backend.ThreadWorkers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Pieces of a study that are done at the same time. */
class ParallelRunTest {
    private final ThreadWorkers workers = new ThreadWorkers(2);

    @AfterEach
    void close() {
        workers.close();
    }

    private static <T> List<ParallelRun.Piece<T>> pieces(int count, IntFunction<Optional<T>> work) {
        return IntStream.range(0, count).mapToObj(i -> new ParallelRun.Piece<>("Piece " + i, () -> work.apply(i))).toList();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Test
    void resultsAreInTheOrderOfPiecesThatRunAtTheSameTime() {
        CountDownLatch second = new CountDownLatch(1);
        List<Optional<Integer>> results = assertTimeoutPreemptively(Duration.ofSeconds(30), () ->
                new ParallelRun(workers, () -> false).run(pieces(5, i -> {
                    if (i == 0) {
                        // Ends after the second, which therefore runs beside it.
                        await(second);
                    } else {
                        second.countDown();
                    }
                    return i == 3 ? Optional.empty() : Optional.of(10 * i);
                })));
        assertEquals(List.of(Optional.of(0), Optional.of(10), Optional.of(20), Optional.empty(), Optional.of(40)), results);
    }

    @Test
    void whatFailsIsNamedAndStopsTheOthers() {
        Set<Integer> begun = ConcurrentHashMap.newKeySet();
        ParallelRun run = new ParallelRun(workers, () -> false);
        CountDownLatch both = new CountDownLatch(2);
        IllegalArgumentException cause = new IllegalArgumentException("no.");
        FailedTaskException failed = assertTimeoutPreemptively(Duration.ofSeconds(30), () ->
                assertThrows(FailedTaskException.class, () -> run.run(pieces(9, i -> {
                    begun.add(i);
                    both.countDown();
                    await(both);
                    if (i == 1) {
                        throw cause;
                    }
                    while (!run.stopRequested()) {
                        Thread.onSpinWait();
                    }
                    return Optional.empty();
                }))));
        assertEquals("Piece 1: no.", failed.getMessage());
        assertEquals("Piece 1", failed.task());
        assertSame(cause, failed.getCause());
        assertEquals(Set.of(0, 1), begun);
    }

    @Test
    void errorsAreThrownAsTheyAre() {
        assertThrows(OutOfMemoryError.class, () -> new ParallelRun(workers, () -> false).run(pieces(3, _ -> {
            throw new OutOfMemoryError();
        })));
    }

    @Test
    void nothingIsBegunOnceItWasAskedToStop() {
        AtomicInteger begun = new AtomicInteger();
        ParallelRun run = new ParallelRun(workers, () -> begun.get() > 0);
        List<Optional<Integer>> results = run.run(pieces(50, _ -> Optional.of(begun.incrementAndGet())));
        assertEquals(begun.get(), results.stream().filter(Optional::isPresent).count());
        assertTrue(begun.get() <= 2, begun + " were begun");
        assertTrue(run.within().stopRequested());
    }

    @Test
    void failureWithinAPieceStopsItsOwnPiecesOnly() {
        ParallelRun run = new ParallelRun(workers, () -> false);
        ParallelRun within = run.within();
        assertThrows(FailedTaskException.class, () -> within.run(pieces(1, _ -> {
            throw new IllegalStateException();
        })));
        assertTrue(within.stopRequested());
        assertFalse(run.stopRequested());
    }

    @Test
    void listenersAreCalledOneAfterTheOther() {
        ParallelRun run = new ParallelRun(workers, () -> false);
        int[] calls = new int[1];
        run.run(pieces(4, _ -> {
            for (int i = 0; i < 20_000; i++) {
                run.inTurn(() -> calls[0]++);
            }
            return run.askInTurn(() -> Optional.of(calls[0]++));
        }));
        assertEquals(4 * 20_001, calls[0]);
    }
}
