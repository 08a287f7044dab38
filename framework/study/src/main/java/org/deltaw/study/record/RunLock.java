package org.deltaw.study.record;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.deltaw.spi.InvalidSpecException;
import org.jspecify.annotations.Nullable;

/** Keeps a second process out of a run directory. The lock of a process that is killed vanishes with it. */
public final class RunLock implements AutoCloseable {
    /** The file that is locked; it stays behind, for to remove it would let two processes in. */
    static final String FILE = ".lock";

    private final FileChannel channel;

    private RunLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Locks a directory.
     *
     * @throws InvalidSpecException if another process has locked it
     */
    public static RunLock of(Path folder) throws IOException {
        FileChannel channel = FileChannel.open(
                folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock(channel) == null) {
            channel.close();
            throw new InvalidSpecException("Another deltaw process is at work in " + folder
                    + "; wait until it is done, or stop it.");
        }
        return new RunLock(channel);
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
    public void close() throws IOException {
        channel.close();
    }
}
