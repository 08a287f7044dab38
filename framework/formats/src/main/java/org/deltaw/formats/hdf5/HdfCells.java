package org.deltaw.formats.hdf5;

import io.jhdf.api.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.deltaw.formats.Shape;
import org.deltaw.formats.Type;
import org.deltaw.formats.Variable;
import org.deltaw.formats.content.Content;
import org.deltaw.formats.content.FormatException;
import org.deltaw.formats.content.RowOrder;
import org.deltaw.formats.content.Texts;

/**
 * A cell array of MATLAB 7.3, which refers to a dataset for each of its cells: one text or number each, or nothing.
 *
 * @param cells finds the variable that a cell refers to
 */
record HdfCells(Content content, ObjectTable objects, String name, String path, Dataset dataset, Cells cells) implements Variable {
    private static final long MOST = 10_000_000;

    /** Finds what stands at an address. */
    interface Cells {
        Variable at(long address) throws FormatException;
    }

    @Override
    public Type type() {
        return Type.TEXT;
    }

    @Override
    public String stored() {
        return "cell array";
    }

    @Override
    public Shape shape() {
        List<Long> axes = new ArrayList<>(LongStream.of(dataset.getDimensionsAsLong()).boxed().toList());
        return new Shape(axes.reversed());
    }

    @Override
    public double[] numbers(Predicate<String> missing) {
        return Texts.numbers(texts(), missing, (entry, why) -> content.refused(place(entry) + ": " + why));
    }

    @Override
    public String[] texts() {
        try {
            if (shape().entries() > Math.min(MOST, objects.storage().size())) {
                throw new FormatException("'" + path + "' declares " + shape().entries() + " cells, more than the file can hold; it is "
                        + "damaged, so copy or save it again.");
            }
            int entries = (int) shape().entries();
            double[] addresses = objects.guarded("'" + path + "'", () -> FlatValues.numbers(dataset.getDataFlat(), entries));
            String[] texts = new String[entries];
            RowOrder order = new RowOrder(shape(), true);
            for (double address : addresses) {
                texts[order.next()] = text((long) address);
            }
            return texts;
        } catch (FormatException e) {
            throw content.refused(e.sentence());
        }
    }

    private String text(long address) throws FormatException {
        Variable cell = cells.at(address);
        if (cell.shape().entries() == 0) {
            return "";
        }
        if (cell.type() == Type.OTHER || cell.shape().entries() > 1) {
            throw new FormatException("'" + path + "' has cells with " + cell.stored() + " of shape " + cell.shape()
                    + ", expected one text or number in each; save it as a matrix.");
        }
        return cell.texts()[0];
    }

    @Override
    public String place(int entry) {
        return "'" + path + "', entry " + shape().place(entry) + " (counted from 0)";
    }
}
