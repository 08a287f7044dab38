package org.deltaw.plugin.fly;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.InflaterInputStream;

/**
 * Finds the variables of a MATLAB v5 file and makes sure that each holds what it declares.
 *
 * <p>The library that reads the numbers takes memory as declared by the file, so that some bytes can ask
 * for gigabytes. This class goes first: it compares every size with the bytes that are there, and unpacks
 * no more than {@link RecordingFile#LIMIT}. Variables that are not wanted are only looked at for their
 * name.
 */
final class MatGuard {
    /** Enough for the sizes and the name of a variable, in bytes; MATLAB's names have at most 63 letters. */
    private static final int HEAD = 4096;

    private final MatBytes content;
    private final Set<String> wanted;
    private final Map<String, MatVariable> found = new LinkedHashMap<>();
    private int unpacked;

    private MatGuard(MatBytes content, Set<String> wanted) {
        this.content = content;
        this.wanted = wanted;
    }

    /**
     * Finds all variables.
     *
     * @param content of a file whose header was checked
     * @param wanted names of variables that are to be unpacked
     * @return by name, in the order of the file; those not wanted may be incomplete
     * @throws org.deltaw.spi.InvalidSpecException if the file is damaged
     */
    static Map<String, MatVariable> variables(
            RecordingFile file, byte[] content, ByteOrder order, Set<String> wanted) {
        MatGuard guard = new MatGuard(new MatBytes(file, ByteBuffer.wrap(content).order(order), ""), wanted);
        guard.walk(content.length);
        return guard.found;
    }

    private void walk(int length) {
        int at = MatFormat.HEADER;
        while (at < length) {
            MatBytes.Tag tag = content.tag(at, length);
            if (tag.size() > 0) {
                add(variable(at, tag));
            }
            at = tag.end();
        }
    }

    private void add(MatVariable variable) {
        // A part without a name holds what MATLAB notes down about its own objects.
        if (!variable.name().isEmpty() && found.put(variable.name(), variable) != null
                && wanted.contains(variable.name())) {
            throw content.file().refused("the file holds variable " + variable.name()
                    + " twice, expected it once; save it again.");
        }
    }

    private MatVariable variable(int at, MatBytes.Tag tag) {
        return switch (tag.type()) {
            case MatBytes.MATRIX -> MatVariable.read(content, tag.data(), tag.end());
            case MatBytes.COMPRESSED -> compressed(at, tag);
            default -> throw content.damaged(at, "found data of type " + tag.type() + ", expected a variable");
        };
    }

    private MatVariable compressed(int at, MatBytes.Tag tag) {
        String place = "in the compressed part at byte " + at + ", ";
        MatBytes head = inflated(place, tag, HEAD);
        int available = head.bytes().limit();
        if (available < 8 || head.bytes().getInt(0) != MatBytes.MATRIX) {
            throw head.damaged(0, "found something else, expected a variable");
        }
        MatVariable variable = MatVariable.read(head, 8, available);
        return wanted.contains(variable.name()) ? whole(variable, head, tag) : variable;
    }

    private MatVariable whole(MatVariable variable, MatBytes head, MatBytes.Tag tag) {
        long declared = 8 + Integer.toUnsignedLong(head.bytes().getInt(4));
        if (declared > RecordingFile.LIMIT - unpacked) {
            throw content.file().refused("variable " + variable.name() + " takes " + declared
                    + " bytes when unpacked, expected at most " + RecordingFile.LIMIT
                    + " for X, Y and R together; save no more than one fly's choices.");
        }
        unpacked += (int) declared;
        // One more byte, to reach the end of the packed data, where its checksum is compared.
        MatBytes all = inflated(head.place(), tag, (int) declared + 1);
        if (all.bytes().limit() != declared) {
            throw all.damaged(0, "variable " + variable.name() + " declares " + (declared - 8)
                    + " bytes, but has " + (all.bytes().limit() > declared ? "more" : all.bytes().limit() - 8));
        }
        return MatVariable.read(all, 8, (int) declared);
    }

    /** Unpacks at most so many bytes; memory grows with what comes out, not with what was declared. */
    private MatBytes inflated(String place, MatBytes.Tag tag, int most) {
        InputStream packed = new ByteArrayInputStream(content.bytes().array(), tag.data(), tag.size());
        try (InputStream stream = new InflaterInputStream(packed)) {
            ByteBuffer bytes = ByteBuffer.wrap(stream.readNBytes(most)).order(content.bytes().order());
            return new MatBytes(content.file(), bytes, place);
        } catch (EOFException e) {
            throw content.damaged(tag.data(), "packed data end too early");
        } catch (IOException e) {
            throw content.damaged(tag.data(), "packed data cannot be unpacked");
        }
    }
}
