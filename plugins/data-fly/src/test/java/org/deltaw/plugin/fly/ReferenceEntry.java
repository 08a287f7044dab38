package org.deltaw.plugin.fly;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An object of a file of reference values.
 *
 * @param text the file, from the object's id on
 */
record ReferenceEntry(String text) {
    static ReferenceEntry in(String file, String id) {
        int at = file.indexOf("\"" + id + "\"");
        assertTrue(at >= 0, id);
        return new ReferenceEntry(file.substring(at));
    }

    double[] numbers(String key) {
        Matcher array = Pattern.compile("\"" + key + "\":\\s*\\[([^\\]]*)]").matcher(text);
        assertTrue(array.find(), key);
        return Arrays.stream(array.group(1).split(",")).mapToDouble(Double::parseDouble).toArray();
    }
}
