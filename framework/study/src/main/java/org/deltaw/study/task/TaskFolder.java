package org.deltaw.study.task;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.deltaw.spec.json.JsonFile;
import org.deltaw.spec.json.JsonText;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.storage.AtomicFile;
import org.deltaw.storage.Folders;
import org.deltaw.study.record.About;

/**
 * The results of tasks on disk: one JSON file for each, which says to which task it belongs and has a checksum. A result of another
 * task, or a file that was cut or changed, counts as not there: the task is done again.
 *
 * @param path the folder of the study
 * @param format how results are written
 */
public record TaskFolder<R>(Path path, Format<R> format) {
    private static final String RESULT = "result";

    /** How a result is written as JSON, and read back with every bit. */
    public interface Format<R> {
        /** Returns what {@link JsonText} writes. */
        Object write(R result);

        /**
         * Reads what was written.
         *
         * @param json as {@link JsonFile} reads it
         * @throws InvalidSpecException if it is none
         */
        R read(Task task, Object json);
    }

    /** Returns the result of a task; empty if it is not done. */
    public Optional<R> find(Task task) {
        Path file = path.resolve(task.file());
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            about(task).verify(file);
            return JsonFile.read(file) instanceof Map<?, ?> json
                    ? Optional.of(format.read(task, Objects.requireNonNull(json.get(RESULT)))) : Optional.empty();
        } catch (InvalidSpecException damaged) {
            return Optional.empty();
        }
    }

    /** Keeps the result of a task. */
    public void keep(Task task, R result) {
        Path file = path.resolve(task.file()).normalize();
        Folders.create(Objects.requireNonNull(file.getParent()));
        AtomicFile.write(file, about(task).writeExact(Map.of(RESULT, format.write(result))));
    }

    private static About about(Task task) {
        return new About("deltaw-task/1", task.identity(), "");
    }
}
