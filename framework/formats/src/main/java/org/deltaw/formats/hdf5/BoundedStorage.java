package org.deltaw.formats.hdf5;

import io.jhdf.Superblock;
import io.jhdf.exceptions.HdfException;
import io.jhdf.storage.HdfBackingStorage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/**
 * Gives jHDF the bytes of a file, and none beyond its end: what a file declares takes no memory before it has been compared with what
 * the file holds. A file whose parts lead back to each other is given up after its bytes have been read many times over.
 */
final class BoundedStorage implements HdfBackingStorage {
    /** How many times all bytes of a file may be read at one go; blocks of its indexes overlap a little. */
    private static final long TIMES = 20;
    /** Small files are read in small parts, many times over. */
    private static final long LEAST = 64L << 20;

    private final FileChannel channel;
    private final Superblock superblock;
    private final long size;
    private long left;

    BoundedStorage(FileChannel channel, Superblock superblock) throws IOException {
        this.channel = channel;
        this.superblock = superblock;
        this.size = channel.size();
        renew();
    }

    /** Starts to count anew what is read. */
    void renew() {
        left = LEAST + TIMES * size;
    }

    @Override
    public ByteBuffer readBufferFromAddress(long address, int length) {
        return read(address + superblock.getBaseAddressByte(), length);
    }

    @Override
    public ByteBuffer map(long address, long length) {
        return read(address + superblock.getBaseAddressByte(), length);
    }

    @Override
    public ByteBuffer mapNoOffset(long address, long length) {
        return read(address, length);
    }

    /** Chunks are read by several threads. */
    private ByteBuffer read(long from, long length) {
        if (from < 0 || length < 0 || length > Integer.MAX_VALUE - 8 || from > size || length > size - from) {
            throw new HdfException("it declares " + length + " bytes at byte " + from + ", but has " + size);
        }
        synchronized (this) {
            left -= length + 1;
            if (left < 0) {
                throw new HdfException("its parts lead back to each other");
            }
        }
        ByteBuffer buffer = ByteBuffer.allocate((int) length).order(ByteOrder.LITTLE_ENDIAN);
        try {
            int read = 0;
            while (buffer.hasRemaining() && read >= 0) {
                read = channel.read(buffer, from + buffer.position());
            }
        } catch (IOException e) {
            throw new HdfException("the disk cannot be read", e);
        }
        if (buffer.hasRemaining()) {
            throw new HdfException("it was cut off while it was read");
        }
        return buffer.flip();
    }

    @Override
    public long getUserBlockSize() {
        return superblock.getBaseAddressByte();
    }

    @Override
    public Superblock getSuperblock() {
        return superblock;
    }

    @Override
    public FileChannel getFileChannel() {
        return channel;
    }

    @Override
    public int getSizeOfOffsets() {
        return superblock.getSizeOfOffsets();
    }

    @Override
    public int getSizeOfLengths() {
        return superblock.getSizeOfLengths();
    }

    @Override
    public void close() {
        // Whoever opened the channel closes it.
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public boolean inMemory() {
        return false;
    }
}
