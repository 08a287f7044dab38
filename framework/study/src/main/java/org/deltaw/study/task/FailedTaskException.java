package org.deltaw.study.task;

import java.io.Serial;
import java.util.Objects;

/** Says which of several tasks, which may have run at the same time, has failed; its cause says why. */
public final class FailedTaskException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final String task;

    /** @param task as people call it */
    FailedTaskException(String task, RuntimeException cause) {
        super(task + ": " + cause.getMessage(), cause);
        this.task = task;
    }

    /** Names the task: {@code subject Fly1}. */
    public String task() {
        return task;
    }

    @Override
    public synchronized RuntimeException getCause() {
        return (RuntimeException) Objects.requireNonNull(super.getCause());
    }
}
