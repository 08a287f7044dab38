package org.deltaw.formats.matlab;

import java.util.List;
import java.util.function.Predicate;
import org.deltaw.formats.Shape;
import org.deltaw.formats.Type;
import org.deltaw.formats.Variable;
import org.deltaw.formats.content.Content;
import org.deltaw.formats.content.FormatException;
import org.deltaw.formats.content.RowOrder;
import org.deltaw.formats.content.Texts;

/**
 * A cell array, or a field of an array of structs, each of whose entries is one number, one text, or empty.
 *
 * @param stored what it is in MATLAB
 * @param cells in the order of MATLAB, the first axis fastest
 */
record MatCells(Content content, String name, String path, String stored, Shape shape, List<MatArray> cells) implements Variable {
    MatCells {
        cells = List.copyOf(cells);
    }

    /** Says whether these arrays can be entries. */
    static boolean fit(List<MatArray> cells) {
        return cells.stream().map(MatArray::head).allMatch(head -> head.type() == MatClass.CHAR ? head.shape().rows() <= 1
                : head.shape().entries() == 0 || (head.shape().entries() == 1 && head.type().isNumeric() && !head.complex()));
    }

    @Override
    public Type type() {
        if (cells.stream().anyMatch(cell -> cell.head().type() == MatClass.CHAR)) {
            return Type.TEXT;
        }
        return !cells.isEmpty() && cells.stream().allMatch(cell -> cell.head().logical()) ? Type.BOOLEAN : Type.NUMBER;
    }

    @Override
    public double[] numbers(Predicate<String> missing) {
        return Texts.numbers(texts(), missing, (entry, why) -> content.refused(place(entry) + ": " + why));
    }

    @Override
    public String[] texts() {
        String[] texts = new String[cells.size()];
        RowOrder order = new RowOrder(shape, true);
        try {
            for (MatArray cell : cells) {
                texts[order.next()] = cell.head().type() == MatClass.CHAR ? cell.lines()[0]
                        : cell.head().shape().entries() == 0 ? "" : cell.numberTexts()[0];
            }
        } catch (FormatException e) {
            throw content.refused(e.sentence());
        }
        return texts;
    }

    @Override
    public String place(int entry) {
        return "variable '" + path + "', entry " + shape.place(entry) + " (counted from 0)";
    }
}
