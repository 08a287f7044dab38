package org.deltaw.study.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The tasks of a study, and the folder with the results of those that are done. For use by one thread.
 *
 * @param tasks in the order of the study's tables
 */
public record TaskList<R>(List<Task> tasks, TaskFolder<R> folder) {
    public TaskList {
        tasks = List.copyOf(tasks);
    }

    /** Is told how the tasks go. */
    public interface Listener<R> {
        /** Is told that a task begins; tasks that are done already are not begun. */
        default void begins(Task task) {}

        /**
         * Is told that a task is done.
         *
         * @param before whether it was done before this list was run
         */
        default void done(Task task, R result, boolean before) {}
    }

    /**
     * The result of a task, as its work leaves it.
     *
     * @param lasting whether it counts as done; a failure may be tried again the next time
     */
    public record Made<R>(R result, boolean lasting) {}

    /**
     * Does what is not done yet, in order.
     *
     * @param work does a task; empty if it was stopped
     * @return the results in order; empty if a task was stopped
     */
    public Optional<List<R>> run(Function<Task, Optional<Made<R>>> work, Listener<R> listener) {
        List<R> results = new ArrayList<>();
        for (Task task : tasks) {
            Optional<R> before = folder.find(task);
            if (before.isPresent()) {
                results.add(before.get());
                listener.done(task, before.get(), true);
                continue;
            }
            listener.begins(task);
            Optional<Made<R>> made = work.apply(task);
            if (made.isEmpty()) {
                return Optional.empty();
            }
            R result = made.get().result();
            if (made.get().lasting()) {
                folder.keep(task, result);
            }
            results.add(result);
            listener.done(task, result, false);
        }
        return Optional.of(results);
    }

    /** Returns the results of all tasks; empty where one is not done. */
    public List<Optional<R>> collect() {
        return tasks.stream().map(folder::find).toList();
    }
}
