package org.deltaw.study.task;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The tasks of a study, and the folder with the results of those that are done. For use by one thread.
 *
 * @param tasks in the order of the study's tables
 */
public record TaskList<R>(List<Task> tasks, TaskFolder<R> folder) {
    public TaskList {
        tasks = List.copyOf(tasks);
    }

    /**
     * Is told how the tasks go. Tasks run at the same time, so any of their threads may call it, but never two at once; only whether to
     * stop may be asked at any time.
     */
    public interface Listener<R> {
        /** Is told that a task begins; tasks that are done already are not begun. */
        default void begins(Task task) {}

        /**
         * Is told that a task is done. Those that were done before come first, in their order.
         *
         * @param before whether it was done before this list was run
         */
        default void done(Task task, R result, boolean before) {}

        /** Tells whether to stop. */
        default boolean stopRequested() {
            return false;
        }
    }

    /** Does tasks, several at the same time. */
    public interface Work<R> {
        /**
         * Does a task.
         *
         * @return empty if it was stopped
         */
        Optional<Made<R>> on(Task task);
    }

    /**
     * The result of a task, as its work leaves it.
     *
     * @param lasting whether it counts as done; a failure may be tried again the next time
     */
    public record Made<R>(R result, boolean lasting) {}

    /**
     * Does what is not done yet.
     *
     * @param run which tells the work when to stop
     * @return the results in the order of the tasks; empty if one was stopped
     * @throws FailedTaskException if the work on a task failed
     */
    public Optional<List<R>> run(ParallelRun run, Work<R> work, Listener<R> listener) {
        List<Optional<R>> results = new ArrayList<>(collect());
        for (int i = 0; i < tasks.size(); i++) {
            Task task = tasks.get(i);
            results.get(i).ifPresent(result -> listener.done(task, result, true));
        }
        int[] left = IntStream.range(0, tasks.size()).filter(i -> results.get(i).isEmpty()).toArray();
        List<Optional<R>> made = run.run(
                Arrays.stream(left).mapToObj(tasks::get).map(task ->
                        new ParallelRun.Piece<>(task.title(), () -> made(task, run, work, listener))).toList());
        for (int i = 0; i < left.length; i++) {
            results.set(left[i], made.get(i));
        }
        return results.stream().allMatch(Optional::isPresent) ? Optional.of(results.stream().map(Optional::orElseThrow).toList())
                : Optional.empty();
    }

    private Optional<R> made(Task task, ParallelRun run, Work<R> work, Listener<R> listener) {
        run.inTurn(() -> listener.begins(task));
        Optional<Made<R>> made = work.on(task);
        made.ifPresent(each -> {
            if (each.lasting()) {
                folder.keep(task, each.result());
            }
            run.inTurn(() -> listener.done(task, each.result(), false));
        });
        return made.map(Made::result);
    }

    /** Returns the results of all tasks; empty where one is not done. */
    public List<Optional<R>> collect() {
        return tasks.stream().map(folder::find).toList();
    }
}
