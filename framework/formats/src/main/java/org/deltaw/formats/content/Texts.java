package org.deltaw.formats.content;

import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import org.deltaw.spi.InvalidSpecException;

/** Takes the texts of a binary file for numbers, as those of text files are taken. */
public final class Texts {
    private Texts() {}

    /** Makes the exception that says what is wrong with an entry. */
    public interface Refusal {
        InvalidSpecException of(int entry, String why);
    }

    /** Returns texts as numbers, as {@link org.deltaw.formats.Variable#numbers(Predicate)} says. */
    public static double[] numbers(String[] texts, Predicate<String> missing, Refusal refusal) {
        double[] values = new double[texts.length];
        DecimalNumber number = new DecimalNumber('.');
        for (int i = 0; i < texts.length; i++) {
            String text = texts[i].strip();
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            values[i] = number.read(bytes, 0, bytes.length);
            if (Double.isNaN(values[i]) && !text.isEmpty() && !text.equalsIgnoreCase("nan")) {
                if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
                    values[i] = text.equalsIgnoreCase("true") ? 1 : 0;
                } else if (!missing.test(text)) {
                    throw refusal.of(i, "found '" + text + "', expected a number, as in 0.5.");
                }
            }
        }
        return values;
    }
}
