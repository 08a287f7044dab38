package org.deltaw.formats;

import java.util.function.Predicate;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.data.InputFile;

/**
 * A variable that is there but cannot be had, so that it does not hide the others: of a type that is no number or text, or damaged.
 *
 * @param stored its type in the words of the format
 * @param why the end of a sentence that begins with the file, as in {@code "'s' is a function handle, expected numbers."}
 */
public record Unreadable(InputFile file, String name, String path, String stored, Shape shape, String why) implements Variable {
    @Override
    public Type type() {
        return Type.OTHER;
    }

    @Override
    public double[] numbers(Predicate<String> missing) {
        throw refused();
    }

    @Override
    public String[] texts() {
        throw refused();
    }

    @Override
    public String place(int entry) {
        return "'" + path + "'";
    }

    private InvalidSpecException refused() {
        return file.refused("files", why);
    }
}
