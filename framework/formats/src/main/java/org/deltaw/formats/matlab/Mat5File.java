package org.deltaw.formats.matlab;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.InflaterInputStream;
import org.deltaw.formats.DataFile;
import org.deltaw.formats.Group;
import org.deltaw.formats.Node;
import org.deltaw.formats.Unreadable;
import org.deltaw.formats.content.Content;
import org.deltaw.formats.content.Expansion;
import org.deltaw.formats.content.FormatException;
import org.deltaw.formats.content.Range;

/**
 * Opens MATLAB v5 files, which versions 5 to 7 of the format share (MathWorks, MAT-File Format, chapter 1).
 *
 * <p>Every size is compared with the bytes that are there before memory is taken. Of a variable that is not asked for only the head is
 * unpacked.
 */
final class Mat5File {
    /** The most that is unpacked of one variable, in bytes. */
    static final long LIMIT = 1L << 30;

    /** Enough for the sizes and the name of a variable, in bytes; MATLAB's names have at most 63 letters. */
    private static final int HEAD = 4096;

    private final Content content;
    private final FileChannel channel;
    private final ByteOrder order;
    private final Map<String, Node> found = new LinkedHashMap<>();

    private Mat5File(Content content, FileChannel channel, ByteOrder order) {
        this.content = content;
        this.channel = channel;
        this.order = order;
    }

    /** A variable in the file: the place and number of its bytes, packed or not. */
    private record Stored(long from, int size, boolean packed) {}

    static DataFile open(Content content, ByteOrder order) throws IOException {
        FileChannel channel = FileChannel.open(content.path(), StandardOpenOption.READ);
        try {
            Mat5File file = new Mat5File(content, channel, order);
            file.walk();
            return new DataFile(content.file(), "MATLAB v5 to v7", Group.root(List.copyOf(file.found.values())), channel);
        } catch (FormatException e) {
            channel.close();
            throw content.refused(e.sentence());
        }
    }

    private void walk() throws IOException, FormatException {
        long size = content.size();
        long at = MatFormat.HEADER;
        while (at < size) {
            MatBytes tag = new MatBytes(read(at, 8), at, "");
            if (tag.bytes().limit() < 8) {
                throw new FormatException("the part that starts at byte " + at + " has " + (size - at)
                        + " bytes, expected at least 8; the file was cut off or damaged, so copy or save it again.");
            }
            int type = tag.bytes().getInt(0);
            long length = Integer.toUnsignedLong(tag.bytes().getInt(4));
            if (type != MatType.MATRIX && type != MatType.COMPRESSED) {
                throw damaged(at, "found data of type " + type + ", expected a variable");
            }
            if (at + 8 + length > size) {
                throw MatBytes.cutOff("", at, length, size - at - 8);
            }
            if (length > Integer.MAX_VALUE - 8) {
                throw damaged(at, "found a variable of " + length + " bytes, expected less than 2^31");
            }
            if (length > 0) {
                add(new Stored(at + 8, (int) length, type == MatType.COMPRESSED));
            }
            at += 8 + length;
        }
    }

    private ByteBuffer read(long at, int length) throws IOException {
        return ByteBuffer.wrap(new Range(channel, at, length).readNBytes(length)).order(order);
    }

    private static FormatException damaged(long at, String what) {
        return new FormatException(what + ", at byte " + at + "; the file is damaged, so copy or save it again.");
    }

    private void add(Stored stored) throws FormatException {
        MatBytes start = bytes(stored, HEAD);
        int from = stored.packed() ? 8 : 0;
        if (stored.packed() && (start.bytes().limit() < 8 || start.bytes().getInt(0) != MatType.MATRIX)) {
            throw start.damaged(0, "found something else, expected a variable");
        }
        MatHead head = MatHead.read(start, from, start.bytes().limit());
        String name = head.name();
        // A part without a name holds what MATLAB notes down about its own objects.
        if (!name.isEmpty() && found.put(name, new MatNodes(content).node(name, name, head, () -> whole(stored, name))) != null) {
            found.put(name, new Unreadable(content.file(), name, name, head.type().text(), head.shape(),
                    "the file holds variable " + name + " twice, expected it once; save it again."));
        }
    }

    /** Reads at most so many bytes of a variable, unpacked; memory grows with what comes out, not with what was declared. */
    private MatBytes bytes(Stored stored, int most) throws FormatException {
        String place = "in the compressed part at byte " + (stored.from() - 8) + ", ";
        try {
            InputStream range = new Range(channel, stored.from(), stored.size());
            if (!stored.packed()) {
                return new MatBytes(ByteBuffer.wrap(range.readNBytes(most)).order(order), stored.from(), "");
            }
            try (InputStream stream = new InflaterInputStream(range)) {
                return new MatBytes(ByteBuffer.wrap(stream.readNBytes(most)).order(order), 0, place);
            }
        } catch (EOFException e) {
            throw damaged(stored.from(), "packed data end too early");
        } catch (IOException e) {
            throw damaged(stored.from(), "packed data cannot be unpacked");
        }
    }

    private MatArray whole(Stored stored, String name) throws FormatException {
        if (!stored.packed()) {
            requireFew(name, stored.size());
            MatBytes all = bytes(stored, stored.size());
            return new MatArray(MatHead.read(all, 0, stored.size()), all, stored.size());
        }
        MatBytes start = bytes(stored, 8);
        long declared = 8 + Integer.toUnsignedLong(start.bytes().getInt(4));
        requireFew(name, declared);
        if (declared > Expansion.most(stored.size())) {
            throw start.damaged(0, "variable " + name + " declares " + declared + " bytes, more than can come of the " + stored.size()
                    + " that there are");
        }
        // One more byte, to reach the end of the packed data, where its checksum is compared.
        MatBytes all = bytes(stored, (int) declared + 1);
        if (all.bytes().limit() != declared) {
            throw all.damaged(0, "variable " + name + " declares " + (declared - 8) + " bytes, but has "
                    + (all.bytes().limit() > declared ? "more" : all.bytes().limit() - 8));
        }
        return new MatArray(MatHead.read(all, 8, (int) declared), all, (int) declared);
    }

    private static void requireFew(String name, long bytes) throws FormatException {
        if (bytes > LIMIT) {
            throw new FormatException("variable " + name + " takes " + bytes + " bytes when unpacked, expected at most " + LIMIT
                    + "; save it in parts.");
        }
    }
}
