package org.deltaw.runtime.manage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.deltaw.storage.AtomicFile;
import org.deltaw.storage.Folders;
import org.deltaw.storage.IoReason;

/**
 * A jar that takes the place of others in a plugin folder, for good only when it is confirmed. A note beside it says so from before
 * the first change until then; what a process has left there that was killed is undone by it.
 *
 * @param target the new jar
 * @param replaced the jars whose place it takes; perhaps also that which has its name
 */
record Exchange(Path target, List<Path> replaced) {
    private static final String NOTE = ".installing";
    private static final String ASIDE = ".aside";

    Exchange {
        replaced = List.copyOf(replaced);
    }

    /** Puts back what was there wherever in a folder an exchange was not confirmed, and clears away what others have left. */
    static void undoUnfinished(Path folder) {
        for (Path note : hidden(folder, NOTE)) {
            of(note).undo();
        }
        hidden(folder, ASIDE).forEach(AtomicFile::delete);
        hidden(folder, "").stream().filter(AtomicFile::isUnfinished).forEach(Folders::delete);
    }

    private static List<Path> hidden(Path folder, String suffix) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(".")
                    && file.getFileName().toString().endsWith(suffix)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " could not be read: " + IoReason.of(e) + ".", e);
        }
    }

    private static Exchange of(Path note) {
        String name = note.getFileName().toString();
        try {
            List<Path> replaced = Files.readAllLines(note).stream().map(note::resolveSibling).toList();
            return new Exchange(note.resolveSibling(name.substring(1, name.length() - NOTE.length())), replaced);
        } catch (IOException e) {
            throw new UncheckedIOException(note + " could not be read: " + IoReason.of(e) + ".", e);
        }
    }

    /** Puts a copy of a jar into its place; if that fails, all is as before. */
    void make(Path jar) {
        try {
            List<String> names = new ArrayList<>();
            replaced.forEach(each -> names.add(each.getFileName() + "\n"));
            AtomicFile.write(beside(target, NOTE), String.join("", names));
            replaced.forEach(each -> AtomicFile.copy(each, beside(each, ASIDE)));
            AtomicFile.copy(jar, target);
            replaced.stream().filter(each -> !each.equals(target)).forEach(AtomicFile::delete);
        } catch (UncheckedIOException failed) {
            undo();
            throw new UncheckedIOException(IoReason.sentence(failed) + " Nothing was changed.",
                    Objects.requireNonNull(failed.getCause()));
        }
    }

    /** Makes it last. */
    void confirm() {
        AtomicFile.delete(beside(target, NOTE));
        replaced.forEach(each -> AtomicFile.delete(beside(each, ASIDE)));
    }

    /** Puts back what was there; if that is interrupted, it can be done again. */
    void undo() {
        if (!replaced.contains(target)) {
            AtomicFile.delete(target);
        }
        replaced.stream().filter(each -> Files.exists(beside(each, ASIDE)))
                .forEach(each -> AtomicFile.publish(beside(each, ASIDE), each));
        AtomicFile.delete(beside(target, NOTE));
    }

    private static Path beside(Path jar, String suffix) {
        return jar.resolveSibling("." + jar.getFileName() + suffix);
    }
}
