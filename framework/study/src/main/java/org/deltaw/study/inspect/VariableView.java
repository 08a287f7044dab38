package org.deltaw.study.inspect;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.deltaw.formats.MissingText;
import org.deltaw.formats.Shape;
import org.deltaw.formats.Type;
import org.deltaw.formats.Variable;
import org.deltaw.spi.InvalidSpecException;

/**
 * What there is to see of a variable.
 *
 * @param path by which a spec names it
 * @param type what its entries are; numbers if all its texts are some
 * @param stored its type in the words of the format
 * @param first its first entries, as texts
 * @param missing how many of its entries are missing
 * @param counts how often each value occurs, in the order of the values; empty if there are many, or none was looked at
 * @param different how many different values there are, as far as they were counted
 * @param unreadable why it cannot be read; empty if it can, or is too large to look at
 */
public record VariableView(
        String path, Type type, String stored, Shape shape, List<String> first, long missing, SequencedMap<String, Integer> counts,
        int different, Optional<String> unreadable) {
    /** How many first entries are kept. */
    private static final int FIRST = 4;
    /** A variable with more entries is not looked at. */
    private static final long MOST_ENTRIES = 2_000_000;
    /** Different values are counted so far. */
    private static final int MOST_DIFFERENT = 10_000;
    /** How often each value occurs is only of interest if they are few. */
    private static final int FEW = 20;

    public VariableView {
        first = List.copyOf(first);
        counts = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(counts));
    }

    /** Looks at a variable. */
    static VariableView of(String path, Variable variable) {
        if (variable.shape().entries() > MOST_ENTRIES) {
            return unseen(path, variable, Optional.empty());
        }
        try {
            return seen(path, variable, variable.texts());
        } catch (InvalidSpecException unreadable) {
            return unseen(path, variable, Optional.ofNullable(unreadable.getMessage()));
        }
    }

    private static VariableView unseen(String path, Variable variable, Optional<String> unreadable) {
        return new VariableView(path, variable.type(), variable.stored(), variable.shape(), List.of(), 0, new LinkedHashMap<>(), 0,
                unreadable);
    }

    private static VariableView seen(String path, Variable variable, String... texts) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        Set<String> different = new LinkedHashSet<>();
        long missing = 0;
        for (String text : texts) {
            if (MissingText.isMissing(text)) {
                missing++;
            } else if (different.size() < MOST_DIFFERENT) {
                different.add(text);
                if (different.size() <= FEW) {
                    counts.merge(text, 1, Integer::sum);
                }
            }
        }
        Type type = variable.type() == Type.TEXT && !different.isEmpty() && different.stream().allMatch(VariableView::isNumber)
                ? Type.NUMBER : variable.type();
        return new VariableView(path, type, variable.stored(), variable.shape(), first(texts), missing,
                different.size() <= FEW ? sorted(counts) : new LinkedHashMap<>(), different.size(), Optional.empty());
    }

    private static boolean isNumber(String text) {
        return text.matches("[-+]?[0-9]{0,18}\\.?[0-9]{1,18}([eE][-+]?[0-9]{1,3})?");
    }

    private static List<String> first(String... texts) {
        List<String> first = new ArrayList<>();
        for (int i = 0; i < Math.min(FIRST, texts.length); i++) {
            first.add(texts[i]);
        }
        return first;
    }

    private static SequencedMap<String, Integer> sorted(Map<String, Integer> counts) {
        SequencedMap<String, Integer> sorted = new LinkedHashMap<>();
        boolean numbers = counts.keySet().stream().allMatch(VariableView::isNumber);
        counts.keySet().stream().sorted(numbers ? (a, b) -> Double.compare(Double.parseDouble(a), Double.parseDouble(b))
                : String::compareTo).forEach(value -> sorted.put(value, counts.getOrDefault(value, 0)));
        return sorted;
    }

    /** Returns the same by another path. */
    VariableView called(String other) {
        return new VariableView(other, type, stored, shape, first, missing, counts, different, unreadable);
    }

    /** Returns the last part of its path, which says what it is. */
    public String name() {
        return path.substring(1 + Math.max(path.lastIndexOf('/'), path.lastIndexOf('.')));
    }

    /** Returns how many entries its longer axis has: of steps, if it is a column. */
    long length() {
        return shape.axes().stream().mapToLong(Long::longValue).max().orElse(1);
    }

    /** Tells whether it has a value for each step, and more than one step. */
    boolean isColumn() {
        return shape.isVector() && unreadable.isEmpty() && type != Type.OTHER;
    }

    /**
     * Says what its entries are, and its shape unless that is one of steps.
     *
     * @param steps how many there are
     */
    public String holds(long steps) {
        String entries = type == Type.OTHER ? stored : type.toString();
        return shape.isVector() && shape.axes().contains(steps) ? entries : entries + ", " + shape;
    }

    /** Tells whether its entries are numbers that may have a fraction. */
    public boolean isDecimal() {
        return type == Type.NUMBER;
    }

    boolean isNumeric() {
        return type.isNumeric();
    }

    /** Tells whether all its values are among a few. */
    boolean hasFewValues() {
        return !counts.isEmpty();
    }
}
