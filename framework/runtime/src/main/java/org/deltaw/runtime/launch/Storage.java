package org.deltaw.runtime.launch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * A folder for the framework's copies of the bundles, used by one process at a time and kept for the next.
 *
 * <p>Processes that run at once take one numbered folder each; a lock file, which the operating system releases however the process
 * ends, tells which are in use. Where none can be had, say because the home directory is read-only, a temporary folder serves
 * and is deleted afterwards.
 *
 * <p>Used by the launcher, which is outside of the framework and has none of its bundles; nothing in here is a person's own.
 */
final class Storage implements AutoCloseable {
    private static final int MOST_AT_ONCE = 32;

    private final Path folder;
    /** Null for a temporary folder. */
    private final @Nullable FileLock lock;

    private Storage(Path folder, @Nullable FileLock lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** Takes the first free folder below {@code parent}. */
    static Storage below(Path parent) throws IOException {
        try {
            Files.createDirectories(parent);
            for (int i = 0; i < MOST_AT_ONCE; i++) {
                FileLock lock = tryLock(parent.resolve(i + ".lock"));
                if (lock != null) {
                    return new Storage(parent.resolve(Integer.toString(i)), lock);
                }
            }
        } catch (IOException e) {
            // No place, no permission, or no locks there: all the same to the person, as a temporary folder does.
        }
        Storage temporary = new Storage(Files.createTempDirectory("deltaw"), null);
        // On an interrupt the application may still be saving; it has its jars open, so their names may go.
        Runtime.getRuntime().addShutdownHook(new Thread(temporary::clear));
        return temporary;
    }

    private static @Nullable FileLock tryLock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
        }
        return lock;
    }

    Path folder() {
        return folder;
    }

    /** Deletes what is in the folder, as far as it lets itself be deleted. */
    void clear() {
        try {
            Files.walkFileTree(folder, new Deletion());
        } catch (IOException e) {
            // Left behind for the next start, which checks each file it uses.
        }
    }

    @Override
    public void close() throws IOException {
        if (lock == null) {
            clear();
        } else {
            lock.acquiredBy().close();
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
