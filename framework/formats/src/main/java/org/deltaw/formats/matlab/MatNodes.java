package org.deltaw.formats.matlab;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.deltaw.formats.Group;
import org.deltaw.formats.Node;
import org.deltaw.formats.Shape;
import org.deltaw.formats.Unreadable;
import org.deltaw.formats.content.Content;
import org.deltaw.formats.content.FormatException;

/**
 * Makes groups and variables of the arrays of a MATLAB v5 file: a struct is a group of its fields; an array of structs a table; a cell
 * array a variable if each cell is one number or text, and else a group, whose members are numbered from 1 on.
 */
final class MatNodes {
    /** An array that is nested deeper is not looked into: nobody made it by hand. */
    private static final int DEEPEST = 30;

    private final Content content;

    MatNodes(Content content) {
        this.content = content;
    }

    /** Makes what an array is. */
    Node node(String name, String path, MatHead head, MatVariable.Body body) {
        return node(name, path, head, body, 0);
    }

    private Node node(String name, String path, MatHead head, MatVariable.Body body, int depth) {
        if (depth > DEEPEST) {
            return unreadable(name, path, head, "'" + path + "' is nested too deeply; save what is in it by itself.");
        }
        return switch (head.type()) {
            case STRUCT -> struct(name, path, head, body, depth);
            case CELL -> cell(name, path, head, body, depth);
            case CHAR -> new MatVariable(content, name, path, head, body);
            case SPARSE -> unreadable(name, path, head, path + " is of class sparse, expected numbers; save full(" + path + ").");
            case OBJECT, OPAQUE -> unreadable(name, path, head, path + " is an object" + ofClass(head)
                    + ", which only MATLAB can read; save its numbers as matrices, those of a table with table2struct(" + path
                    + ", 'ToScalar', true).");
            case FUNCTION -> unreadable(name, path, head, path + " is a function handle, expected numbers; save numbers.");
            default -> head.complex() ? unreadable(name, path, head, path
                    + " holds complex numbers, expected real ones; save real(" + path + ").")
                    : new MatVariable(content, name, path, head, body);
        };
    }

    private static String ofClass(MatHead head) {
        return head.className().isEmpty() ? "" : " of class " + head.className();
    }

    private Node unreadable(String name, String path, MatHead head, String why) {
        String stored = head.type() == MatClass.OBJECT || head.type() == MatClass.OPAQUE ? "object" + ofClass(head)
                : (head.complex() ? "complex " : "") + head.type().text();
        return new Unreadable(content.file(), name, path, stored, head.shape(), why);
    }

    private Node cell(String name, String path, MatHead head, MatVariable.Body body, int depth) {
        try {
            List<MatArray> cells = arrays(body.load(), head.data(), head.shape().entries());
            if (MatCells.fit(cells)) {
                return new MatCells(content, name, path, "cell array", head.shape(), cells);
            }
            return new Group(name, path, Group.Kind.FOLDER, () -> IntStream.range(0, cells.size())
                    .mapToObj(i -> node("" + (i + 1), path + "." + (i + 1), cells.get(i).head(), () -> cells.get(i), depth + 1))
                    .toList());
        } catch (FormatException e) {
            return unreadable(name, path, head, e.sentence());
        }
    }

    /** Reads arrays that stand one after the other. */
    private static List<MatArray> arrays(MatArray within, int from, long count) throws FormatException {
        List<MatArray> found = new ArrayList<>();
        int at = from;
        for (long i = 0; i < count; i++) {
            MatBytes.Tag tag = within.bytes().tag(at, within.end(), MatType.MATRIX, "a cell or a field");
            found.add(tag.size() == 0 ? new MatArray(new MatHead("", MatClass.DOUBLE, false, false, Shape.of(0, 0), "", tag.data()),
                    within.bytes(), tag.end())
                    : new MatArray(MatHead.read(within.bytes(), tag.data(), tag.end()), within.bytes(), tag.end()));
            at = tag.end();
        }
        return found;
    }

    private Node struct(String name, String path, MatHead head, MatVariable.Body body, int depth) {
        boolean single = head.shape().entries() == 1;
        return new Group(name, path, single ? Group.Kind.FOLDER : Group.Kind.TABLE, () -> {
            try {
                return fields(path, body.load(), depth);
            } catch (FormatException e) {
                return List.of(unreadable("?", path + ".?", head, e.sentence()));
            }
        });
    }

    private List<Node> fields(String path, MatArray struct, int depth) throws FormatException {
        MatBytes bytes = struct.bytes();
        MatBytes.Tag length = bytes.tag(struct.head().data(), struct.end(), MatType.INT32, "the length of names of fields");
        MatBytes.Tag names = bytes.tag(length.end(), struct.end(), MatType.INT8, "the names of fields");
        int each = length.size() == 4 ? bytes.bytes().getInt(length.data()) : 0;
        if (each <= 0 || names.size() % each != 0) {
            throw bytes.damaged(struct.head().data(), "names of fields have a length of " + each);
        }
        int fields = names.size() / each;
        long elements = fields == 0 ? 0 : struct.head().shape().entries();
        List<MatArray> all = arrays(struct, names.end(), elements > Integer.MAX_VALUE ? elements : elements * fields);
        List<Node> nodes = new ArrayList<>();
        for (int field = 0; field < fields; field++) {
            String name = text(bytes, names.data() + field * each, each);
            int first = field;
            List<MatArray> own = IntStream.range(0, (int) elements).mapToObj(i -> all.get(i * fields + first)).toList();
            nodes.add(field(name, path + "." + name, struct.head().shape(), own, depth));
        }
        return nodes;
    }

    private Node field(String name, String path, Shape shape, List<MatArray> entries, int depth) {
        if (entries.size() == 1) {
            return node(name, path, entries.getFirst().head(), entries::getFirst, depth + 1);
        }
        return MatCells.fit(entries) ? new MatCells(content, name, path, "field of structs", column(shape), entries)
                : new Unreadable(content.file(), name, path, "field of structs", column(shape), path
                        + " holds arrays of several entries in an array of structs, expected one number or text in each; save it "
                        + "as a matrix.");
    }

    /** Rows of a table, whether the structs stand in a row or in a column. */
    private static Shape column(Shape shape) {
        return shape.isVector() ? Shape.of(shape.entries()) : shape;
    }

    private static String text(MatBytes bytes, int from, int length) {
        byte[] letters = new byte[length];
        bytes.bytes().get(from, letters);
        String text = new String(letters, StandardCharsets.ISO_8859_1);
        return MatFormat.printable(text.indexOf(0) < 0 ? text : text.substring(0, text.indexOf(0)));
    }
}
