package org.deltaw.formats.matlab;

import java.util.function.Predicate;
import org.deltaw.formats.Shape;
import org.deltaw.formats.Type;
import org.deltaw.formats.Variable;
import org.deltaw.formats.content.Content;
import org.deltaw.formats.content.FormatException;
import org.deltaw.formats.content.Texts;
import org.deltaw.spi.InvalidSpecException;

/**
 * An array of real numbers, of true and false, or of letters, in a MATLAB file. Letters are texts, one for each row.
 *
 * @param body its bytes, when they are wanted
 */
record MatVariable(Content content, String name, String path, MatHead head, Body body) implements Variable {
    /** Gets the bytes of an array. */
    interface Body {
        MatArray load() throws FormatException;
    }

    @Override
    public Type type() {
        return head.type() == MatClass.CHAR ? Type.TEXT : head.logical() ? Type.BOOLEAN
                : head.type().isWhole() ? Type.INTEGER : Type.NUMBER;
    }

    @Override
    public String stored() {
        return head.logical() ? "logical" : head.type().text();
    }

    @Override
    public Shape shape() {
        if (head.type() != MatClass.CHAR) {
            return head.shape();
        }
        return head.shape().rows() <= 1 || head.shape().entries() == 0 ? Shape.of() : Shape.of(head.shape().rows());
    }

    @Override
    public double[] numbers(Predicate<String> missing) {
        if (type() == Type.TEXT) {
            return Texts.numbers(texts(), missing, (entry, why) -> content.refused(place(entry) + ": " + why));
        }
        try {
            return body.load().numbers();
        } catch (FormatException e) {
            throw refused(e);
        }
    }

    @Override
    public String[] texts() {
        try {
            return type() == Type.TEXT ? body.load().lines() : body.load().numberTexts();
        } catch (FormatException e) {
            throw refused(e);
        }
    }

    private InvalidSpecException refused(FormatException e) {
        return content.refused(e.sentence());
    }

    @Override
    public String place(int entry) {
        return "variable '" + path + "', entry " + shape().place(entry) + " (counted from 0)";
    }
}
