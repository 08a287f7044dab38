package org.deltaw.formats.hdf5;

import io.jhdf.api.Dataset;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.dataset.DatasetBase;
import io.jhdf.dataset.DatasetReader;
import io.jhdf.object.datatype.ArrayDataType;
import io.jhdf.object.datatype.CompoundDataType;
import io.jhdf.object.datatype.DataType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.deltaw.formats.Shape;
import org.deltaw.formats.Type;
import org.deltaw.formats.Variable;
import org.deltaw.formats.content.Content;
import org.deltaw.formats.content.Expansion;
import org.deltaw.formats.content.FormatException;
import org.deltaw.formats.content.Texts;

/**
 * A dataset, or one member of a compound one.
 *
 * @param member of each entry; empty if the entries are no compounds
 * @param convention how whoever wrote it means it
 */
record HdfVariable(Content content, ObjectTable objects, String name, String path, Dataset dataset,
        Optional<CompoundDataType.CompoundDataMember> member, Convention convention) implements Variable {
    /** The most that is read of one dataset, in bytes. */
    private static final long LIMIT = 1L << 30;
    /** What may be read of a dataset whose bytes are not all in the file, since nothing was written to parts of it. */
    private static final long UNWRITTEN = 1L << 20;

    /** How programs write what HDF5 has no type for. */
    enum Convention {
        /** As it is. */
        PLAIN,
        /** MATLAB and Octave store the first axis fastest, and so turn the axes round. */
        TURNED,
        /** Letters as numbers, turned round. */
        LETTERS,
        /** True and false as numbers, turned round. */
        LOGICAL
    }

    private DataType dataType() {
        return member.map(CompoundDataType.CompoundDataMember::getDataType).orElseGet(dataset::getDataType);
    }

    @Override
    public Type type() {
        return switch (convention) {
            case LETTERS -> Type.TEXT;
            case LOGICAL -> Type.BOOLEAN;
            default -> HdfType.type(dataType());
        };
    }

    @Override
    public String stored() {
        return switch (convention) {
            case LETTERS -> "char";
            case LOGICAL -> "logical";
            default -> HdfType.name(dataType());
        };
    }

    @Override
    public Shape shape() {
        Shape stored = storedShape();
        if (convention == Convention.PLAIN) {
            return stored;
        }
        Shape turned = new Shape(stored.axes().reversed());
        return convention != Convention.LETTERS ? turned : turned.rows() <= 1 || turned.entries() == 0 ? Shape.of()
                : Shape.of(turned.rows());
    }

    private Shape storedShape() {
        List<Long> axes = new ArrayList<>(LongStream.of(dataset.getDimensionsAsLong()).boxed().toList());
        for (DataType type = dataType(); type instanceof ArrayDataType array; type = array.getBaseType()) {
            for (int axis : array.getArrayTypeDimensions()) {
                axes.add((long) axis);
            }
        }
        return new Shape(axes);
    }

    @Override
    public double[] numbers(Predicate<String> missing) {
        if (type() == Type.TEXT) {
            return Texts.numbers(texts(), missing, (entry, why) -> content.refused(place(entry) + ": " + why));
        }
        return read(data -> {
            double[] stored = type() == Type.BOOLEAN && data instanceof String[] names
                    ? Texts.numbers(names, _ -> false, (_, _) -> content.refused("'" + path + "' holds other values than true and false."))
                    : FlatValues.numbers(data, Math.toIntExact(storedShape().entries()));
            if (convention == Convention.PLAIN || stored.length < 2) {
                return stored;
            }
            return Turned.numbers(stored, shape());
        });
    }

    @Override
    public String[] texts() {
        int entries = Math.toIntExact(Math.min(Integer.MAX_VALUE, storedShape().entries()));
        return read(data -> switch (convention) {
            case LETTERS -> Turned.lines(FlatValues.numbers(data, entries), storedShape());
            case LOGICAL -> Turned.booleans(FlatValues.numbers(data, entries), shape());
            case TURNED -> Turned.texts(FlatValues.texts(data, entries), shape());
            case PLAIN -> plain(FlatValues.texts(data, entries));
        });
    }

    private String[] plain(String[] texts) {
        if (type() == Type.BOOLEAN) {
            for (int i = 0; i < texts.length; i++) {
                texts[i] = texts[i].toLowerCase(Locale.ROOT);
            }
        }
        return texts;
    }

    /** Takes values out of what jHDF returns. */
    private interface Taking<T> {
        T take(Object data);
    }

    private <T> T read(Taking<T> taking) {
        try {
            if (type() == Type.OTHER) {
                throw new FormatException("'" + path + "' holds " + stored() + ", expected numbers or text; save it as such.");
            }
            requireFew();
            return objects.guarded("'" + path + "'", () -> taking.take(data()));
        } catch (FormatException e) {
            throw content.refused(e.sentence());
        }
    }

    private Object data() {
        int entries = Math.toIntExact(Shape.of(dataset.getDimensionsAsLong()).entries());
        if (entries == 0) {
            return new double[0];
        }
        if (dataset.isEmpty()) {
            throw new IllegalStateException("nothing was ever written to it");
        }
        if (member.isEmpty()) {
            return dataset.getDataFlat();
        }
        ByteBuffer all = ((DatasetBase) dataset).getDataBuffer();
        int size = dataset.getDataType().getSize();
        byte[] each = new byte[dataType().getSize()];
        ByteBuffer own = ByteBuffer.allocate(Math.multiplyExact(each.length, entries));
        for (int i = 0; i < entries; i++) {
            all.position(size * i + member.get().getOffset());
            all.get(each);
            own.put(each);
        }
        return DatasetReader.readDataset(dataType(), own.flip(), entries, objects.storage());
    }

    /** Compares what is declared with what the file can hold. */
    private void requireFew() throws FormatException {
        long bytes = bytes(dataset.getDimensionsAsLong());
        long there = objects.storage().size();
        long most = there;
        if (dataset instanceof ChunkedDataset chunked) {
            most = UNWRITTEN + Expansion.most(there);
            bytes = Math.max(bytes, bytes(IntStream.of(chunked.getChunkDimensions()).asLongStream().toArray()));
        }
        if (bytes > most) {
            throw new FormatException("'" + path + "' declares " + bytes + " bytes, more than can come of the " + there
                    + " of the file; the file was cut off or damaged, so copy or save it again.");
        }
        if (bytes > LIMIT || storedShape().entries() > LIMIT / Double.BYTES) {
            throw new FormatException("'" + path + "' has " + bytes + " bytes, expected at most " + LIMIT + "; save it in parts.");
        }
    }

    private long bytes(long[] axes) {
        long entries = Shape.of(axes).entries();
        long each = Math.max(1, dataset.getDataType().getSize());
        return entries > Long.MAX_VALUE / each ? Long.MAX_VALUE : entries * each;
    }

    @Override
    public String place(int entry) {
        return "'" + path + "', entry " + shape().place(entry) + " (counted from 0)";
    }
}
