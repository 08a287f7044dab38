package org.deltaw.formats.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.deltaw.formats.content.Content;

/** Reads the text of a file, however its letters are encoded, as UTF-8 without a byte order mark. */
final class Encoded {
    /**
     * The largest text that is read, in bytes. Its cells take up to five times as much memory, so this is what a machine with
     * several gigabytes can hold; larger data belong into binary files.
     */
    static final long LIMIT = 512L << 20;

    private static final byte[] UTF_8_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private Encoded() {}

    /** Reads all text; an encoding that is given holds for files without a byte order mark. */
    static byte[] read(Content content, Optional<Charset> given) {
        try {
            long size = content.size();
            if (size > LIMIT) {
                throw content.refused("the text has " + size + " bytes, expected at most " + LIMIT
                        + "; save the numbers as an .npz file, or in several files.");
            }
            try (InputStream stream = content.stream()) {
                return utf8(content, stream.readNBytes((int) LIMIT), given);
            }
        } catch (IOException e) {
            throw content.unreadable(e);
        }
    }

    private static byte[] utf8(Content content, byte[] bytes, Optional<Charset> given) {
        if (begins(bytes, UTF_8_MARK)) {
            return checked(content, Arrays.copyOfRange(bytes, UTF_8_MARK.length, bytes.length));
        }
        Optional<Charset> wide = wide(bytes);
        if (wide.isPresent()) {
            return recoded(content, Arrays.copyOfRange(bytes, 2, bytes.length), wide.get());
        }
        return given.isEmpty() || given.get().equals(StandardCharsets.UTF_8) ? checked(content, bytes)
                : recoded(content, bytes, given.get());
    }

    private static Optional<Charset> wide(byte[] bytes) {
        return begins(bytes, new byte[] {(byte) 0xFF, (byte) 0xFE}) ? Optional.of(StandardCharsets.UTF_16LE)
                : begins(bytes, new byte[] {(byte) 0xFE, (byte) 0xFF}) ? Optional.of(StandardCharsets.UTF_16BE) : Optional.empty();
    }

    private static boolean begins(byte[] bytes, byte[] with) {
        return bytes.length >= with.length && Arrays.equals(bytes, 0, with.length, with, 0, with.length);
    }

    /** Makes sure that bytes are UTF-8. */
    private static byte[] checked(Content content, byte[] bytes) {
        int first = 0;
        while (first < bytes.length && bytes[first] >= 0) {
            first++;
        }
        ByteBuffer rest = ByteBuffer.wrap(bytes, first, bytes.length - first);
        CharBuffer letters = CharBuffer.allocate(1 << 13);
        CoderResult result = CoderResult.OVERFLOW;
        var decoder = StandardCharsets.UTF_8.newDecoder();
        while (result.isOverflow()) {
            letters.clear();
            result = decoder.decode(rest, letters, true);
        }
        if (result.isError()) {
            throw content.refused("the text is not UTF-8, for line " + CellScanner.line(bytes, rest.position())
                    + " holds byte 0x%02x".formatted(bytes[rest.position()] & 0xff)
                    + "; set encoding: windows-1252 if its letters are those of Windows, or save the file again in UTF-8.");
        }
        return bytes;
    }

    private static byte[] recoded(Content content, byte[] bytes, Charset charset) {
        try {
            CharBuffer text = charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT).decode(ByteBuffer.wrap(bytes));
            ByteBuffer recoded = StandardCharsets.UTF_8.newEncoder().encode(text);
            byte[] utf8 = new byte[recoded.remaining()];
            recoded.get(utf8);
            return utf8;
        } catch (CharacterCodingException e) {
            throw content.refused("the text is not " + charset.name() + ", as "
                    + (charset.name().startsWith("UTF-16") ? "its first bytes say" : "the setting encoding says")
                    + "; save the file again in UTF-8.");
        }
    }
}
