package org.deltaw.formats.matlab;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deltaw.formats.DataFile;
import org.deltaw.formats.Group;
import org.deltaw.formats.Node;
import org.deltaw.formats.Shape;
import org.deltaw.formats.content.Content;
import org.deltaw.formats.content.FormatException;
import org.deltaw.formats.content.Range;

/** Opens MATLAB v4 files: matrices one after the other, each with a head of 20 bytes (MathWorks, MAT-File Format, chapter 2). */
final class Mat4File {
    private static final int HEAD = 20;
    private static final int LONGEST_NAME = 1024;
    /** By the digit P of the code MOPT. */
    private static final int[] TYPES = {
            MatType.DOUBLE, MatType.SINGLE, MatType.INT32, MatType.INT16, MatType.UINT16, MatType.UINT8};

    private Mat4File() {}

    static DataFile open(Content content, ByteOrder order) throws IOException {
        FileChannel channel = FileChannel.open(content.path(), StandardOpenOption.READ);
        try {
            Map<String, Node> found = new LinkedHashMap<>();
            long at = 0;
            while (at < content.size()) {
                at = add(content, channel, order, at, found);
            }
            return new DataFile(content.file(), "MATLAB v4", Group.root(List.copyOf(found.values())), channel);
        } catch (FormatException e) {
            channel.close();
            throw content.refused(e.sentence());
        }
    }

    private static long add(Content content, FileChannel channel, ByteOrder order, long at, Map<String, Node> found)
            throws IOException, FormatException {
        ByteBuffer head = ByteBuffer.wrap(new Range(channel, at, HEAD).readNBytes(HEAD)).order(order);
        int code = head.limit() < HEAD ? -1 : head.getInt(0);
        int kind = code % 10;
        if (code < 0 || code / 10 % 10 >= TYPES.length || kind > 2 || head.getInt(16) < 1 || head.getInt(16) > LONGEST_NAME
                || head.getInt(4) < 0 || head.getInt(8) < 0) {
            throw new FormatException("found something else at byte " + at
                    + ", expected a variable; the file was cut off or damaged, so copy or save it again.");
        }
        int type = TYPES[code / 10 % 10];
        boolean complex = head.getInt(12) != 0;
        Shape shape = Shape.of(head.getInt(4), head.getInt(8));
        int nameLength = head.getInt(16);
        long data = at + HEAD + nameLength;
        long size = shape.entries() > Long.MAX_VALUE / 32 ? Long.MAX_VALUE / 4 : shape.entries() * MatType.width(type);
        long end = data + (complex ? 2 : 1) * size;
        if (end > content.size()) {
            throw MatBytes.cutOff("", at, end - at, content.size() - at);
        }
        String name = name(new Range(channel, at + HEAD, nameLength).readNBytes(nameLength));
        MatHead said = new MatHead(name, kind == 2 ? MatClass.SPARSE : kind == 1 ? MatClass.CHAR : MatClass.DOUBLE, complex, false, shape,
                "", 0);
        found.putIfAbsent(name, new MatNodes(content).node(name, name, said, () -> load(channel, said, data, size, type, order)));
        return end;
    }

    private static String name(byte[] letters) {
        String text = new String(letters, StandardCharsets.ISO_8859_1);
        return MatFormat.printable(text.indexOf(0) < 0 ? text : text.substring(0, text.indexOf(0)));
    }

    /** Puts the tag of v5 before the numbers, so that both are read by one reader. */
    private static MatArray load(FileChannel channel, MatHead head, long from, long size, int type, ByteOrder order)
            throws FormatException {
        if (size > Mat5File.LIMIT) {
            throw new FormatException("variable " + head.name() + " takes " + size + " bytes, expected at most " + Mat5File.LIMIT
                    + "; save it in parts.");
        }
        try {
            int aligned = (int) (size + 7) / 8 * 8;
            ByteBuffer bytes = ByteBuffer.allocate(8 + aligned).order(order).putInt(type).putInt((int) size);
            bytes.put(new Range(channel, from, size).readNBytes((int) size));
            // Letters are stored as numbers of any type.
            return new MatArray(head, new MatBytes(bytes.clear(), from - 8, ""), 8 + aligned);
        } catch (IOException e) {
            throw new FormatException("variable " + head.name() + " cannot be read (" + e.getMessage() + "); copy the file again.");
        }
    }
}
