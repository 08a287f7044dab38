package org.deltaw.formats.numpy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.deltaw.formats.Shape;
import org.deltaw.formats.Type;
import org.deltaw.formats.Variable;
import org.deltaw.formats.content.Texts;

/**
 * A NumPy array, or one field of a structured one.
 *
 * @param field which part of each entry; all of it, if the array is not structured
 */
record NpyVariable(StoredArray array, String name, String path, NumpyType.Field field) implements Variable {
    @Override
    public Type type() {
        return field.type().type();
    }

    @Override
    public String stored() {
        return field.type().name();
    }

    @Override
    public Shape shape() {
        List<Long> axes = new ArrayList<>(array.header().shape().axes());
        axes.addAll(field.shape().axes());
        return new Shape(axes);
    }

    @Override
    public double[] numbers(Predicate<String> missing) {
        requireKnown();
        if (type() == Type.TEXT) {
            return Texts.numbers(texts(), missing, (entry, why) -> array.content().refused(place(entry) + ": " + why));
        }
        double[] values = new double[array.entries(field.shape())];
        each((index, data, at) -> values[index] = field.type().number(data, at));
        return values;
    }

    @Override
    public String[] texts() {
        requireKnown();
        String[] texts = new String[array.entries(field.shape())];
        each((index, data, at) -> texts[index] = field.type().text(data, at));
        return texts;
    }

    private void requireKnown() {
        if (type() == Type.OTHER) {
            throw array.content().refused("array '" + path + "' " + field.type().remedy());
        }
    }

    /** Hands over the parts of all entries. */
    private void each(StoredArray.Taker taker) {
        int parts = (int) field.shape().entries();
        int bytes = field.type().bytes();
        array.read((index, data, at) -> {
            data.order(field.type().order());
            for (int part = 0; part < parts; part++) {
                taker.take(index * parts + part, data, at + field.offset() + part * bytes);
            }
        });
    }

    @Override
    public String place(int entry) {
        return "array '" + path + "', entry " + shape().place(entry) + " (counted from 0)";
    }
}
