package org.deltaw.plugin.fly;

import java.io.EOFException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import us.hebi.matlab.mat.types.Source;

/**
 * Bytes in memory from which mfl-core reads. The library's own sources go through {@code sun.misc.Unsafe},
 * of which Java 25 warns at every start, and which later versions will refuse.
 */
final class GuardedSource implements Source {
    private final ByteBuffer bytes;

    GuardedSource(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    private ByteBuffer next(long length) throws EOFException {
        if (length > bytes.remaining()) {
            throw new EOFException("expected " + length + " more bytes, found " + bytes.remaining());
        }
        ByteBuffer next = bytes.slice(bytes.position(), (int) length).order(bytes.order());
        bytes.position(bytes.position() + (int) length);
        return next;
    }

    @Override
    public GuardedSource order(ByteOrder byteOrder) {
        bytes.order(byteOrder);
        return this;
    }

    @Override
    public ByteOrder order() {
        return bytes.order();
    }

    @Override
    public long getPosition() {
        return bytes.position();
    }

    @Override
    public byte readByte() throws EOFException {
        return next(Byte.BYTES).get();
    }

    @Override
    public void readBytes(byte[] buffer, int offset, int length) throws EOFException {
        next(length).get(buffer, offset, length);
    }

    @Override
    public short readShort() throws EOFException {
        return next(Short.BYTES).getShort();
    }

    @Override
    public void readShorts(short[] buffer, int offset, int length) throws EOFException {
        next((long) Short.BYTES * length).asShortBuffer().get(buffer, offset, length);
    }

    @Override
    public int readInt() throws EOFException {
        return next(Integer.BYTES).getInt();
    }

    @Override
    public void readInts(int[] buffer, int offset, int length) throws EOFException {
        next((long) Integer.BYTES * length).asIntBuffer().get(buffer, offset, length);
    }

    @Override
    public long readLong() throws EOFException {
        return next(Long.BYTES).getLong();
    }

    @Override
    public void readLongs(long[] buffer, int offset, int length) throws EOFException {
        next((long) Long.BYTES * length).asLongBuffer().get(buffer, offset, length);
    }

    @Override
    public float readFloat() throws EOFException {
        return next(Float.BYTES).getFloat();
    }

    @Override
    public void readFloats(float[] buffer, int offset, int length) throws EOFException {
        next((long) Float.BYTES * length).asFloatBuffer().get(buffer, offset, length);
    }

    @Override
    public double readDouble() throws EOFException {
        return next(Double.BYTES).getDouble();
    }

    @Override
    public void readDoubles(double[] buffer, int offset, int length) throws EOFException {
        next((long) Double.BYTES * length).asDoubleBuffer().get(buffer, offset, length);
    }

    @Override
    public void readByteBuffer(ByteBuffer buffer) throws EOFException {
        buffer.put(next(buffer.remaining()));
    }

    @Override
    public void skip(long numBytes) throws EOFException {
        next(numBytes);
    }

    /** Never happens: what is read here was unpacked before. */
    @Override
    public Source readInflated(int numBytes, int inflateBufferSize) {
        throw new UnsupportedOperationException("found packed data, expected unpacked ones");
    }

    @Override
    public boolean isMutatedByChildren() {
        return true;
    }

    @Override
    public void close() {
        // Memory only.
    }
}
