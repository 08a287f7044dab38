package org.deltaw.plugin.fly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.deltaw.spi.InvalidSpecException;
import org.junit.jupiter.api.Test;

class MatFormatTest {
    private static final String SAVE_AGAIN = "save it again in MATLAB with save('Fly1.mat', 'X', 'Y', 'R', '-v7').";

    private static void assertRefused(String message, byte[] content) {
        InvalidSpecException refusal = assertThrows(InvalidSpecException.class, () -> Mats.read(content));
        assertEquals("files", refusal.key());
        assertEquals("Fly1.mat: " + message, refusal.getMessage());
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void emptyFileIsRefused() {
        assertRefused("the file is empty, expected a MATLAB file with X, Y and R; copy or save it again.", new byte[0]);
    }

    @Test
    void otherFilesAreRefused() {
        assertRefused("this is no MATLAB file, for it begins with 'odour,choice?a,1', expected 'MATLAB 5.0 MAT-file'; "
                + "list files that MATLAB, Octave or SciPy saved.", text("odour,choice\na,1\nb,0\n"));
        assertRefused("this is no MATLAB file, for it begins with 'PK????', expected 'MATLAB 5.0 MAT-file'; list files "
                + "that MATLAB, Octave or SciPy saved.", text("PK\3\4\0\u00ff"));
    }

    @Test
    void hdf5FilesAreRecognised() {
        String message = "this is a MATLAB v7.3 (HDF5) file, which is not supported yet, expected v5 to v7; "
                + "" + SAVE_AGAIN;
        String signature = "\u0089HDF\r\n\u001a\n";
        assertRefused(message, text("MATLAB 7.3 MAT-file, Platform: GLNXA64"));
        assertRefused(message, text(signature + "and so on"));
        assertRefused(message, Arrays.copyOf(text("x".repeat(512) + signature), 1024));
    }

    @Test
    void version4FilesAreRecognised() {
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            int code = order == ByteOrder.LITTLE_ENDIAN ? 0 : 1000;
            byte[] content = ByteBuffer.allocate(30).order(order).putInt(code).putInt(1).putInt(1).putInt(0).putInt(2)
                    .put(text("X\0")).putDouble(1).array();
            assertRefused("this is a MATLAB v4 file, expected v5 to v7; " + SAVE_AGAIN, content);
        }
    }

    @Test
    void headerCutOffIsRefused() {
        assertRefused("the file ends after 50 bytes, expected a header of 128; it was cut off, so copy or save it "
                + "again.",
                Arrays.copyOf(RawMat.file().bytes(), 50));
    }

    @Test
    void damagedByteOrderMarkIsRefused() {
        byte[] content = RawMat.file().bytes();
        content[126] = 0;
        assertRefused("the header is damaged, for its byte order mark is '?M', expected 'IM' or 'MI'; copy or save the "
                + "file again.", content);
    }

    @Test
    void otherVersionIsRefused() {
        byte[] content = RawMat.file().bytes();
        content[125] = 3;
        assertRefused("the header says version 0x0300, expected 0x0100; " + SAVE_AGAIN, content);
    }
}
