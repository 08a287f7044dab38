package org.deltaw.study.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.storage.IoReason;
import org.jspecify.annotations.Nullable;

/** Keeps a second process out of a run directory. The lock of a process that is killed vanishes with it. */
public final class RunLock implements AutoCloseable {
    /** The file that is locked; it stays behind, for to remove it would let two processes in. */
    static final String FILE = ".lock";

    /** Keeps nobody out: for what goes on within a directory that is locked already. */
    public static final RunLock NONE = new RunLock(null);

    private final @Nullable FileChannel channel;

    private RunLock(@Nullable FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Locks a directory.
     *
     * @throws InvalidSpecException if another process has locked it
     * @throws UncheckedIOException if the file cannot be made; the message is a sentence
     */
    public static RunLock of(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                throw new InvalidSpecException("Another deltaw process is at work in " + folder
                        + "; wait until it is done, or stop it.");
            }
            return new RunLock(channel);
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " could not be locked: " + IoReason.of(e) + ".", e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException byThisProcess) {
            return null;
        } catch (IOException failed) {
            channel.close();
            throw failed;
        }
    }

    @Override
    public void close() {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
