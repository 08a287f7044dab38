package org.deltaw.study.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.deltaw.spi.backend.Workers;

/**
 * Pieces of a study that do not depend on one another, done at the same time on as many threads as there are. They are begun in their
 * order; once one has failed, or it was asked to stop, no other is begun, and those that were are told to stop.
 *
 * <p>One of them is the thread that runs it. May be used by several threads.
 */
public final class ParallelRun {
    private final Workers workers;
    private final BooleanSupplier asked;
    private final AtomicBoolean failed = new AtomicBoolean();
    private final Object turn = new Object();

    /** @param asked tells whether all pieces are to stop; may be asked by any thread */
    public ParallelRun(Workers workers, BooleanSupplier asked) {
        this.workers = workers;
        this.asked = asked;
    }

    /**
     * A piece.
     *
     * @param name as people call it: {@code Subject Fly1}
     * @param work does it; empty if it was stopped
     */
    public record Piece<T>(String name, Supplier<Optional<T>> work) {}

    /** Returns a run for the pieces of a piece, which stops when this one does. */
    public ParallelRun within() {
        return new ParallelRun(workers, this::stopRequested);
    }

    /**
     * Does pieces.
     *
     * @return what came of each, in their order; empty where one was stopped, or not begun
     * @throws FailedTaskException once all have ended, if one has failed: of several the first in their order
     */
    public <T> List<Optional<T>> run(List<Piece<T>> pieces) {
        AtomicReferenceArray<T> results = new AtomicReferenceArray<>(pieces.size());
        workers.run(pieces.size(), i -> {
            if (!stopRequested()) {
                run(pieces.get(i)).ifPresent(result -> results.set(i, result));
            }
        });
        List<Optional<T>> list = new ArrayList<>();
        for (int i = 0; i < results.length(); i++) {
            list.add(Optional.ofNullable(results.get(i)));
        }
        return list;
    }

    private <T> Optional<T> run(Piece<T> piece) {
        boolean done = false;
        try {
            Optional<T> result = piece.work.get();
            done = true;
            return result;
        } catch (RuntimeException cause) {
            throw new FailedTaskException(piece.name, cause);
        } finally {
            if (!done) {
                failed.set(true);
            }
        }
    }

    /** Tells a piece whether to stop. */
    public boolean stopRequested() {
        return failed.get() || asked.getAsBoolean();
    }

    /** Tells a listener something, one thread after the other. */
    public void inTurn(Runnable telling) {
        synchronized (turn) {
            telling.run();
        }
    }

    /** Asks a listener something, one thread after the other. */
    public <T> T askInTurn(Supplier<T> asking) {
        synchronized (turn) {
            return asking.get();
        }
    }
}
