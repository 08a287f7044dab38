package org.deltaw.formats.matlab;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.deltaw.formats.DataFile;
import org.deltaw.formats.content.Content;

/** Opens MATLAB files up to version 7. */
public final class MatlabFiles {
    private MatlabFiles() {}

    /** Says whether a file begins as one of theirs does. */
    public static boolean isAt(byte[] head) {
        return MatFormat.isVersion5(head) || MatFormat.version4(head).isPresent();
    }

    /**
     * Opens a file.
     *
     * @param head its first bytes
     * @throws org.deltaw.spi.InvalidSpecException if it is damaged
     */
    public static DataFile open(Content content, byte[] head) throws IOException {
        return MatFormat.isVersion5(head) ? Mat5File.open(content, byteOrder(content, head))
                : Mat4File.open(content, MatFormat.version4(head).orElseThrow());
    }

    private static ByteOrder byteOrder(Content content, byte[] head) {
        if (head.length < MatFormat.HEADER) {
            throw content.refused("the file ends after " + head.length + " bytes, expected a header of " + MatFormat.HEADER
                    + "; it was cut off, so copy or save it again.");
        }
        // Written as one number, 'MI': it reads 'IM' where the least byte comes first.
        String mark = new String(head, MatFormat.VERSION + 2, 2, StandardCharsets.ISO_8859_1);
        ByteOrder order = switch (mark) {
            case "IM" -> ByteOrder.LITTLE_ENDIAN;
            case "MI" -> ByteOrder.BIG_ENDIAN;
            default -> throw content.refused("the header is damaged, for its byte order mark is '"
                    + MatFormat.printable(mark) + "', expected 'IM' or 'MI'; copy or save the file again.");
        };
        int version = ByteBuffer.wrap(head).order(order).getShort(MatFormat.VERSION);
        if (version != 0x0100) {
            throw content.refused("the header says version 0x%04x, expected 0x0100; save the file again in MATLAB with "
                    .formatted(version & 0xffff) + "save(..., '-v7').");
        }
        return order;
    }
}
