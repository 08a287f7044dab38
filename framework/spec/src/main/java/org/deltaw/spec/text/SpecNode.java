package org.deltaw.spec.text;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.deltaw.spi.InvalidSpecException;

/**
 * A part of a spec as it was written: nothing is interpreted before it is known what is expected there, so
 * that {@code 1.0} can be a number or a text.
 */
public sealed interface SpecNode {
    /** Says where it was written; for an entry of a map, where its key was. */
    Position position();

    /** Returns the keys that lead here, joined by dots as in an override; empty at the top. */
    String path();

    /** Says what a user would see here, as the end of a sentence about the key. */
    String found();

    /** Reports that what was found here is wrong; the sentence goes on after the path. */
    default InvalidSpecException fault(String restOfSentence) {
        return Faults.at(position(), path(), " " + restOfSentence);
    }

    /** Returns the path of an entry of this node. */
    default String path(String key) {
        return path().isEmpty() ? key : path() + "." + key;
    }

    /**
     * A single value.
     *
     * @param text the value without quotes
     * @param quoted whether quotes mark it as a text
     */
    record Scalar(Position position, String path, String text, boolean quoted) implements SpecNode {
        /** Tells whether there is a key without a value. */
        public boolean isNull() {
            return !quoted && switch (text) {
                case "", "~", "null", "Null", "NULL" -> true;
                default -> false;
            };
        }

        @Override
        public String found() {
            if (isNull()) {
                return "has no value";
            }
            return (quoted ? "is the text " : "is ") + Words.quoted(text);
        }
    }

    /** A list. */
    record Items(Position position, String path, List<SpecNode> items) implements SpecNode {
        public Items {
            items = List.copyOf(items);
        }

        @Override
        public String found() {
            return "is a list";
        }
    }

    /** A map, in the order in which it was written. */
    record Entries(Position position, String path, SequencedMap<String, SpecNode> entries) implements SpecNode {
        public Entries {
            entries = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(entries));
        }

        /** Returns a map without entries. */
        public static Entries empty(Position position, String path) {
            return new Entries(position, path, new LinkedHashMap<>());
        }

        /** Tells whether there is an entry, be it without value. */
        public boolean has(String key) {
            return entries.containsKey(key);
        }

        /** Returns the same map with one entry added or replaced. */
        public Entries with(String key, SpecNode value) {
            SequencedMap<String, SpecNode> changed = new LinkedHashMap<>(entries);
            changed.put(key, value);
            return new Entries(position, path, changed);
        }

        @Override
        public String found() {
            return "is a map";
        }
    }
}
