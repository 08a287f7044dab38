package org.deltaw.formats.numpy;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.deltaw.formats.DataFile;
import org.deltaw.formats.Group;
import org.deltaw.formats.Node;
import org.deltaw.formats.Shape;
import org.deltaw.formats.Unreadable;
import org.deltaw.formats.content.Content;
import org.deltaw.formats.content.Expansion;
import org.deltaw.formats.content.FormatException;

/**
 * Opens NumPy files. An archive holds arrays by name; a single array has the name of its file; a structured array is a table, whose
 * columns are its fields.
 */
public final class NumpyFiles {
    private static final String ENDING = ".npy";
    private static final byte[] ZIP = {'P', 'K'};

    private NumpyFiles() {}

    /** Says whether a file begins as an archive does. */
    public static boolean isArchive(byte[] head) {
        return head.length > 4 && head[0] == ZIP[0] && head[1] == ZIP[1] && head[2] < 9 && head[3] < 9;
    }

    /** Says whether a file begins as an array does. */
    public static boolean isArray(byte[] head) {
        return NpyHeader.isAt(head);
    }

    /** Opens a single array. */
    public static DataFile openArray(Content content) throws IOException {
        String name = content.file().name();
        try {
            NpyHeader header = NpyHeader.read(content.head(NpyHeader.HEAD));
            StoredArray array = StoredArray.of(content, name, header, content.size(), content::stream);
            NumpyType.Field whole = new NumpyType.Field(name, header.type(), 0, Shape.of());
            Group root = header.type().isStructured() ? new Group("", "", Group.Kind.TABLE, () -> fields(array, "", whole))
                    : Group.root(List.of(node(array, name)));
            return new DataFile(content.file(), "NumPy array (.npy)", root, () -> { });
        } catch (FormatException refused) {
            throw content.refused("array '" + name + "' " + refused.sentence());
        }
    }

    /** Opens an archive of arrays. */
    public static DataFile openArchive(Content content) throws IOException {
        try {
            ZipFile zip = new ZipFile(content.path().toFile());
            List<Node> arrays = new ArrayList<>();
            zip.stream().filter(entry -> isArray(entry.getName())).forEach(entry -> arrays.add(array(content, zip, entry)));
            if (arrays.isEmpty()) {
                String why = ArchiveOf.others(zip);
                zip.close();
                throw content.refused(why);
            }
            return new DataFile(content.file(), "NumPy archive (.npz)", Group.root(arrays), zip);
        } catch (ZipException e) {
            throw content.refused("this is an archive (zip, or NumPy's .npz) that is damaged or was cut off (" + e.getMessage()
                    + "); copy or save it again.");
        }
    }

    /** Leaves out what macOS adds. */
    private static boolean isArray(String entry) {
        String name = entry.substring(entry.lastIndexOf('/') + 1);
        return name.endsWith(ENDING) && !name.startsWith("._") && !entry.startsWith("__MACOSX/");
    }

    private static Node array(Content content, ZipFile zip, ZipEntry entry) {
        String name = entry.getName().substring(0, entry.getName().length() - ENDING.length());
        try (InputStream in = zip.getInputStream(entry)) {
            NpyHeader header = NpyHeader.read(in.readNBytes(NpyHeader.HEAD));
            if (entry.getSize() < 0) {
                throw new FormatException("does not say how many bytes it has; save it again with numpy.savez.");
            }
            if (entry.getSize() > Expansion.most(Math.min(entry.getCompressedSize(), content.size()))) {
                throw new FormatException("declares " + entry.getSize() + " bytes, more than can come of the "
                        + entry.getCompressedSize() + " that there are; the file is damaged, save it again.");
            }
            return node(StoredArray.of(content, name, header, entry.getSize(), () -> zip.getInputStream(entry)), name);
        } catch (IOException e) {
            return unreadable(content, name, "cannot be read (" + e.getMessage() + "); the file is damaged, save it again.");
        } catch (FormatException refused) {
            return unreadable(content, name, refused.sentence());
        }
    }

    private static Node unreadable(Content content, String name, String why) {
        return new Unreadable(content.file(), name, name, "unreadable", Shape.of(), "array '" + name + "' " + why);
    }

    private static Node node(StoredArray array, String name) {
        return node(array, name, new NumpyType.Field(name, array.header().type(), 0, Shape.of()));
    }

    private static Node node(StoredArray array, String path, NumpyType.Field field) {
        return field.type().isStructured() && field.shape().entries() == 1
                ? new Group(field.name(), path, Group.Kind.TABLE, () -> fields(array, path + ".", field))
                : new NpyVariable(array, field.name(), path, field);
    }

    private static List<Node> fields(StoredArray array, String prefix, NumpyType.Field of) {
        List<Node> fields = new ArrayList<>();
        for (NumpyType.Field field : of.type().fields()) {
            fields.add(node(array, prefix + field.name(),
                    new NumpyType.Field(field.name(), field.type(), of.offset() + field.offset(), field.shape())));
        }
        return fields;
    }
}
