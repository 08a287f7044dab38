package org.deltaw.formats.content;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A part of a file as a stream. For one thread; the channel stays open. */
public final class Range extends InputStream {
    private final FileChannel channel;
    private final long end;
    private long at;

    /** Makes a stream of so many bytes from a place on. */
    public Range(FileChannel channel, long from, long length) {
        this.channel = channel;
        this.at = from;
        this.end = from + length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (at >= end) {
            return -1;
        }
        int read = channel.read(ByteBuffer.wrap(buffer, offset, (int) Math.min(length, end - at)), at);
        at += Math.max(0, read);
        return read;
    }
}
