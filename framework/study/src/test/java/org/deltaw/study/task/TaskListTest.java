package org.deltaw.study.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deltaw.kernel.backend.ThreadWorkers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskListTest {
    private static final Task FIRST = new Task("first", "a/1.json", "one");
    private static final Task SECOND = new Task("second", "a/2.json", "two");
    private static final Task THIRD = new Task("third", "3.json", "three");

    @TempDir
    private Path folder;
    private final ThreadWorkers workers = new ThreadWorkers(1);
    private final List<String> told = new ArrayList<>();

    @AfterEach
    void close() {
        workers.close();
    }

    private TaskList<String> list(Task... tasks) {
        return new TaskList<>(List.of(tasks), new TaskFolder<>(folder, new TaskFolder.Format<>() {
            @Override
            public Object write(String result) {
                return result;
            }

            @Override
            public String read(Task task, Object json) {
                return json.toString();
            }
        }));
    }

    private Optional<List<String>> run(TaskList<String> list, TaskList.Work<String> work) {
        return list.run(new ParallelRun(workers, () -> false), work, new TaskList.Listener<>() {
            @Override
            public void begins(Task task) {
                told.add("begins " + task.title());
            }

            @Override
            public void done(Task task, String result, boolean before) {
                told.add((before ? "was " : "is ") + result);
            }
        });
    }

    private static TaskList.Work<String> made(String stoppedAt) {
        return task -> task.title().equals(stoppedAt) ? Optional.empty()
                : Optional.of(new TaskList.Made<>(task.title() + "!", !task.title().equals("third")));
    }

    @Test
    void whatIsDoneIsReadAndTheRestIsMade() {
        assertEquals(Optional.empty(), run(list(FIRST, SECOND), made("first")));
        assertEquals(List.of(Optional.empty(), Optional.of("second!")), list(FIRST, SECOND).collect());
        told.clear();
        assertEquals(Optional.of(List.of("first!", "second!")), run(list(FIRST, SECOND), made("")));
        assertEquals(List.of("was second!", "begins first", "is first!"), told);
    }

    @Test
    void whatDoesNotLastIsMadeAgain() {
        run(list(THIRD), made(""));
        assertEquals(List.of(Optional.empty()), list(THIRD).collect());
    }

    @Test
    void resultsOfOtherTasksAndDamagedFilesCountAsNotThere() throws IOException {
        run(list(FIRST), made(""));
        assertEquals(List.of(Optional.empty()), list(new Task("first", "a/1.json", "other")).collect());
        Path file = folder.resolve("a/1.json");
        String whole = Files.readString(file);
        for (String damaged : List.of("", whole.substring(0, 30), whole.replace("first!", "First!"), "[]")) {
            Files.writeString(file, damaged);
            assertEquals(List.of(Optional.empty()), list(FIRST).collect(), damaged);
        }
        Files.writeString(file, whole);
        assertEquals(List.of(Optional.of("first!")), list(FIRST).collect());
    }

    @Test
    void taskThatFailsIsNamed() {
        FailedTaskException failed = assertThrows(FailedTaskException.class, () -> run(list(FIRST, SECOND), task -> {
            throw new IllegalStateException("It cannot be done.");
        }));
        assertEquals("first: It cannot be done.", failed.getMessage());
    }
}
