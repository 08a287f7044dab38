package org.deltaw.formats;

import java.util.function.Predicate;
import org.deltaw.spi.InvalidSpecException;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A named array in a file, or a column of a table. Its values are read whenever they are asked for, and belong to the caller. For
 * one thread at a time.
 *
 * <p>Entries come row by row: the last axis of {@link #shape} runs fastest, in whichever order the file has them.
 */
@ProviderType
public non-sealed interface Variable extends Node {
    /**
     * Returns what its entries are. For a column of a text file this looks at all cells: empty ones, and {@code nan}, fit every
     * type, and it is text if one cell fits no other.
     */
    Type type();

    /** Returns the type in the words of the format, as in {@code float16}, {@code function handle}, {@code object array}. */
    String stored();

    /** Returns the lengths of its axes. */
    Shape shape();

    /**
     * Returns all entries as numbers, of which none may be a text that is no number.
     *
     * @throws InvalidSpecException as {@link #numbers(Predicate)} does
     */
    default double[] numbers() {
        return numbers(text -> false);
    }

    /**
     * Returns all entries as numbers. True is 1, false is 0, and what is missing is NaN: an empty text, {@code nan}, and texts that
     * stand for a missing number. A text is a number if it is a decimal one, as in {@code -1.5e-3}; or {@code true} or
     * {@code false}, in letters of any size.
     *
     * @param missing says of a text that is no number, without the blanks around it, whether it stands for a missing one
     * @throws InvalidSpecException with the key {@code files}, if the values cannot be read, or one of them is neither a number nor
     *     missing; the message says where and what
     */
    double[] numbers(Predicate<String> missing);

    /**
     * Returns all entries as text: that of a file without quotes and blanks around it; whole numbers as digits, others as short as
     * they can be, NaN as nothing; {@code true} and {@code false}.
     *
     * @throws InvalidSpecException with the key {@code files}, if the values cannot be read
     */
    String[] texts();

    /**
     * Says where an entry stands, as a message begins: {@code line 3, column 'choice'}; {@code array 'x', entry 1 (counted from
     * 0)}.
     *
     * @param entry counted from 0, row by row
     */
    String place(int entry);
}
