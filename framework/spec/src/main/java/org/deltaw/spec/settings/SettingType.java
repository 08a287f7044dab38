package org.deltaw.spec.settings;

import java.lang.reflect.Method;
import java.util.List;
import org.deltaw.spec.text.Words;

/** What kind of value a setting takes. */
public sealed interface SettingType {
    /** Says in words what one such value is, as in "expected a number". */
    String one();

    /** Says in words what several such values are, as in "a list of numbers". */
    String several();

    /** Says within which limits the numbers in it must be; both phrases above end with it. */
    default String limits() {
        return "";
    }

    /** True or false. */
    record Flag() implements SettingType {
        @Override
        public String one() {
            return "true or false";
        }

        @Override
        public String several() {
            return "values true or false";
        }
    }

    /**
     * A whole number.
     *
     * @param wide whether it has 64 bits instead of 32
     */
    record Whole(boolean wide, double min, double max) implements SettingType {
        @Override
        public String one() {
            return "a whole number" + limits();
        }

        @Override
        public String several() {
            return "whole numbers" + limits();
        }

        @Override
        public String limits() {
            return Words.limits(min, max);
        }

        /** Returns the least number of so many bits. */
        long least() {
            return wide ? Long.MIN_VALUE : Integer.MIN_VALUE;
        }

        /** Returns the largest number of so many bits. */
        long most() {
            return wide ? Long.MAX_VALUE : Integer.MAX_VALUE;
        }

        /** Writes the least number that is allowed and has so many bits. */
        String leastInWords() {
            return min > least() ? Words.number(min) : Long.toString(least());
        }

        /** Writes the largest number that is allowed and has so many bits. */
        String mostInWords() {
            return max < most() ? Words.number(max) : Long.toString(most());
        }
    }

    /**
     * A number.
     *
     * @param infinite whether it may be infinite
     */
    record Real(boolean infinite, double min, double max) implements SettingType {
        @Override
        public String one() {
            return "a number" + limits();
        }

        @Override
        public String several() {
            return "numbers" + limits();
        }

        @Override
        public String limits() {
            return Words.limits(min, max);
        }
    }

    /** Any text. */
    record Text() implements SettingType {
        @Override
        public String one() {
            return "a text";
        }

        @Override
        public String several() {
            return "texts";
        }
    }

    /**
     * A text that stands for a value of a class of an extension's own, and that {@code toString} writes.
     *
     * @param parse the public static method of the class that reads it
     */
    record Parsed(Class<?> type, Method parse) implements SettingType {
        @Override
        public String one() {
            return "a text";
        }

        @Override
        public String several() {
            return "texts";
        }
    }

    /**
     * A map whose keys are settings of their own, or a text that stands for the whole of it.
     *
     * @param text how the text is read
     * @param map what the map looks like, which is also how a value is written
     */
    record TextOrMap(Parsed text, Nested map) implements SettingType {
        @Override
        public String one() {
            return "a text, or " + map.one();
        }

        @Override
        public String several() {
            return "texts, or " + map.several();
        }
    }

    /**
     * One of several words.
     *
     * @param words one for each of the constants
     */
    record Choice(List<String> words, List<? extends Enum<?>> constants) implements SettingType {
        @Override
        public String one() {
            return Words.or(words);
        }

        @Override
        public String several() {
            return "words" + outOf();
        }

        /** Says which words there are, at the end of the phrase above. */
        String outOf() {
            return " out of " + Words.list(words);
        }
    }

    /** A rule of any family, with given parameters. */
    record Rule() implements SettingType {
        @Override
        public String one() {
            return "a rule";
        }

        @Override
        public String several() {
            return "rules";
        }
    }

    /** A map whose keys are settings of their own. */
    record Nested(Shape shape) implements SettingType {
        @Override
        public String one() {
            return "a map with the keys " + Words.list(shape.keys());
        }

        @Override
        public String several() {
            return "maps with the keys " + Words.list(shape.keys());
        }
    }

    /** Several values of one type. A single text stands for the list that holds it alone. */
    record ListOf(SettingType item) implements SettingType {
        /** Tells whether a single value may stand for the list that holds it alone. */
        public boolean mayBeOne() {
            return item instanceof Text;
        }

        @Override
        public String one() {
            return "a list of " + item.several();
        }

        @Override
        public String several() {
            return "lists of " + item.several();
        }

        @Override
        public String limits() {
            return item.limits();
        }
    }

    /** Values of one type by name. */
    record MapOf(SettingType value) implements SettingType {
        @Override
        public String one() {
            return "a map from names to " + value.several();
        }

        @Override
        public String several() {
            return "maps from names to " + value.several();
        }

        @Override
        public String limits() {
            return value instanceof Choice choice ? choice.outOf() : value.limits();
        }
    }

    /** A value that may be missing. */
    record Maybe(SettingType value) implements SettingType {
        @Override
        public String one() {
            return value.one();
        }

        @Override
        public String several() {
            return value.several();
        }

        @Override
        public String limits() {
            return value.limits();
        }
    }
}
