package org.deltaw.formats.hdf5;

import io.jhdf.Superblock;
import io.jhdf.Superblock.SuperblockV0V1;
import io.jhdf.Superblock.SuperblockV2V3;
import io.jhdf.SymbolTableEntry;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.deltaw.formats.DataFile;
import org.deltaw.formats.content.Content;
import org.deltaw.formats.content.FormatException;

/** Opens HDF5 files, with the library jHDF. */
public final class Hdf5Files {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
    private static final byte[] MATLAB = "MATLAB 7.3 MAT-file".getBytes(StandardCharsets.US_ASCII);
    private static final int FIRST_USER_BLOCK = 512;

    private Hdf5Files() {}

    /** Says whether a file begins as one does, perhaps after a block of the user's own, as MATLAB has it. */
    public static boolean isAt(byte[] head) {
        return place(head) >= 0 || begins(head, 0, MATLAB);
    }

    private static int place(byte[] head) {
        for (int at = 0; at < head.length; at = at == 0 ? FIRST_USER_BLOCK : 2 * at) {
            if (begins(head, at, SIGNATURE)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean begins(byte[] head, int at, byte[] with) {
        return head.length >= at + with.length && Arrays.equals(head, at, at + with.length, with, 0, with.length);
    }

    /** Opens a file. */
    public static DataFile open(Content content, byte[] head) throws IOException {
        if (place(head) < 0) {
            throw content.refused("this is a MATLAB v7.3 (HDF5) file that was cut off; copy or save it again.");
        }
        FileChannel channel = FileChannel.open(content.path(), StandardOpenOption.READ);
        try {
            BoundedStorage storage = new BoundedStorage(channel, superblock(channel, place(head)));
            ObjectTable objects = new ObjectTable(storage);
            long root = objects.guarded("this HDF5 file", () -> root(storage));
            boolean matlab = begins(head, 0, MATLAB);
            boolean nwb = !objects.attribute(root, "nwb_version").isEmpty();
            return new DataFile(content.file(), matlab ? "MATLAB v7.3 (HDF5)" : nwb ? "NWB (HDF5)" : "HDF5",
                    new HdfNodes(content, objects, root, matlab ? "." : "/").root(), channel);
        } catch (FormatException e) {
            channel.close();
            throw content.refused(e.sentence());
        }
    }

    private static Superblock superblock(FileChannel channel, int place) throws FormatException {
        try {
            Superblock superblock = Superblock.readSuperblock(channel, place);
            if (superblock.getBaseAddressByte() == place) {
                return superblock;
            }
        } catch (RuntimeException e) {
            // Said below.
        }
        throw new FormatException("this is an HDF5 file whose first block is damaged, cut off, or of an unknown version; copy or save it "
                + "again.");
    }

    private static long root(BoundedStorage storage) {
        return switch (storage.getSuperblock()) {
            case SuperblockV0V1 old -> new SymbolTableEntry(storage, old.getRootGroupSymbolTableAddress() - old.getBaseAddressByte())
                    .getObjectHeaderAddress();
            case SuperblockV2V3 block -> block.getRootGroupObjectHeaderAddress();
            default -> throw new IllegalStateException("its version is not known");
        };
    }
}
