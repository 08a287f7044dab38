package org.deltaw.runtime.discover;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls a plugin's code, and goes on without it if it does not return: nobody should wait for a plugin that she may not even use. The
 * thread it hangs on is interrupted and left behind.
 *
 * @param limit how long a call may take
 */
public record Deadline(Duration limit) {
    /** What is called here should only make an object or return a constant; a busy machine may take a while even for that. */
    public static final Deadline OF_PLUGINS = new Deadline(Duration.ofSeconds(10));

    /** The call did not return. */
    static final class Missed extends Exception {
        private static final long serialVersionUID = 1;

        private Missed(Duration limit) {
            super("did not return within " + limit.toSeconds() + " seconds");
        }
    }

    /**
     * Calls on a thread of its own.
     *
     * @throws Missed if it did not return within the limit
     * @throws Throwable what the call threw
     */
    <T> T call(Callable<T> call) throws Throwable {
        FutureTask<T> task = new FutureTask<>(call);
        Thread.ofPlatform().daemon().name("plugin").start(task);
        try {
            return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException thrown) {
            throw thrown.getCause();
        } catch (TimeoutException hanging) {
            task.cancel(true);
            throw new Missed(limit);
        }
    }
}
