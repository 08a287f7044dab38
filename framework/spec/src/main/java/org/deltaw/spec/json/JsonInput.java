package org.deltaw.spec.json;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.deltaw.spec.text.Faults;
import org.deltaw.spi.InvalidSpecException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads JSON that we wrote ourselves, which may hold millions of numbers. Nobody edits it, so whatever is
 * not as expected is damage.
 */
public final class JsonInput {
    /** The file does not hold what we write. */
    private static final class Damage extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1;

        Damage(String message) {
            super(message);
        }
    }

    private final JsonParser parser;

    private JsonInput(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * Reads a file.
     *
     * @throws InvalidSpecException if it is damaged; the message names the file
     */
    public static <T> T read(Path file, Function<JsonInput, T> reading) {
        try (InputStream bytes = Files.newInputStream(file);
                JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), bytes)) {
            parser.nextToken();
            return reading.apply(new JsonInput(parser));
        } catch (IOException | JacksonException | Damage | IllegalArgumentException e) {
            throw Faults.causedBy(new InvalidSpecException("",
                    file + " is damaged, or was written by another version of DeltaW.", file.toString(), 0), e);
        }
    }

    /** Reads a map; the action is called with each key and must read its value. */
    public void map(Consumer<String> entry) {
        expect(JsonToken.START_OBJECT);
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = parser.currentName();
            parser.nextToken();
            entry.accept(key);
        }
        expect(JsonToken.END_OBJECT);
    }

    /** Reads a list; the action is called for each item and must read it. */
    public void list(Runnable item) {
        expect(JsonToken.START_ARRAY);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            item.run();
        }
    }

    /** Reads a list of numbers. */
    public double[] numbers() {
        DoubleStream.Builder numbers = DoubleStream.builder();
        list(() -> numbers.add(number()));
        return numbers.build().toArray();
    }

    /** Reads a number, or all numbers of lists within lists. */
    public double[] nestedNumbers() {
        return nestedNumbers(() -> requireNumber());
    }

    /**
     * Does the same, and has maps within the lists read.
     *
     * @param map is called for each map, and must read it
     */
    public double[] nestedNumbers(Runnable map) {
        DoubleStream.Builder numbers = DoubleStream.builder();
        collect(numbers, map);
        return numbers.build().toArray();
    }

    private void collect(DoubleStream.Builder numbers, Runnable map) {
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            list(() -> collect(numbers, map));
        } else if (parser.currentToken() == JsonToken.START_OBJECT) {
            map.run();
        } else {
            numbers.add(number());
        }
    }

    /** Reads a number, or the text that stands for one that is not finite; null is not a number. */
    public double number() {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return Double.NaN;
        }
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return JsonText.notFinite(parser.getString());
        }
        requireNumber();
        return parser.getDoubleValue();
    }

    /** Reads a whole number. */
    public long whole() {
        expect(JsonToken.VALUE_NUMBER_INT);
        return parser.getLongValue();
    }

    /** Reads a text. */
    public String text() {
        expect(JsonToken.VALUE_STRING);
        return parser.getString();
    }

    /** Passes over a value. */
    public void skip() {
        parser.skipChildren();
    }

    /** Refuses a file that lacks something. */
    public static void require(boolean condition) {
        if (!condition) {
            throw new Damage("Something is missing.");
        }
    }

    private void requireNumber() {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT
                && parser.currentToken() != JsonToken.VALUE_NUMBER_FLOAT) {
            throw new Damage("Expected a number, found " + parser.currentToken() + ".");
        }
    }

    private void expect(JsonToken token) {
        if (parser.currentToken() != token) {
            throw new Damage("Expected " + token + ", found " + parser.currentToken() + ".");
        }
    }
}
