package org.deltaw.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.deltaw.spec.text.Faults;
import org.deltaw.spec.text.Keys;
import org.deltaw.spec.text.Position;
import org.deltaw.spec.text.SourceText;
import org.deltaw.spec.text.SpecNode;
import org.deltaw.spec.text.Words;
import org.deltaw.spec.text.YamlReader;
import org.deltaw.spi.InvalidSpecException;

/**
 * Changes to a spec from the command line, as in {@code training.epochs=50}. The value is YAML; a map or
 * list replaces what was there as a whole. Keys that are not there yet are added; in a list, the number
 * after the last adds an entry.
 */
final class Overrides {
    private static final Pattern OVERRIDE = Pattern.compile("((?:\"[^\"]*+\"|[^\"=]++)++)=(.*)", Pattern.DOTALL);
    private static final List<String> OPTIMIZER = List.of(TrainingReader.SECTION, TrainingReader.OPTIMIZER);

    private final Position position;
    private final List<String> keys;
    private final String value;

    private Overrides(Position position, List<String> keys, String value) {
        this.position = position;
        this.keys = keys;
        this.value = value;
    }

    /**
     * Applies changes one after the other. Whoever names an optimizer and sets something of it may do so in either order.
     *
     * @throws InvalidSpecException if one is not of this form or does not fit
     */
    static SpecNode.Entries apply(SpecNode.Entries spec, List<String> overrides) {
        List<Overrides> ordered = new ArrayList<>();
        for (String override : overrides) {
            Overrides parsed = parse(override);
            ordered.add(parsed.namesOptimizer() ? parsed.place(ordered) : ordered.size(), parsed);
        }
        SpecNode.Entries changed = spec;
        for (Overrides override : ordered) {
            changed = override.in(changed, override.keys);
        }
        return changed;
    }

    private static Overrides parse(String override) {
        Position position = Position.of("command line: " + Words.shortened(override));
        Matcher parts = OVERRIDE.matcher(override);
        List<String> keys = parts.matches() ? Keys.split(parts.group(1).strip()).orElse(List.of()) : List.of();
        if (keys.isEmpty()) {
            throw Faults.at(position, "", "expected a key, '=' and a value, as in training.epochs=50.");
        }
        return new Overrides(position, keys, parts.group(2));
    }

    /** Tells whether it chooses an optimizer by its name alone, which is short for a map to which settings may be added. */
    private boolean namesOptimizer() {
        return keys.equals(OPTIMIZER) && read(String.join(".", keys)) instanceof SpecNode.Scalar;
    }

    /** Returns where it belongs among others: after the last one that sets all that it sets, and so before what adds to it. */
    private int place(List<Overrides> others) {
        for (int i = others.size(); i > 0; i--) {
            List<String> set = others.get(i - 1).keys;
            if (set.size() <= keys.size() && set.equals(keys.subList(0, set.size()))) {
                return i;
            }
        }
        return 0;
    }

    private SpecNode read(String path) {
        return YamlReader.read(new SourceText(position.source(), value, false), path);
    }

    private SpecNode changed(SpecNode node, List<String> keys) {
        if (keys.isEmpty()) {
            return read(node.path());
        }
        return switch (node) {
            case SpecNode.Entries map -> in(map, keys);
            case SpecNode.Items list -> in(list, keys);
            case SpecNode.Scalar scalar when scalar.isNull() ->
                    in(SpecNode.Entries.empty(position, scalar.path()), keys);
            case SpecNode.Scalar name when name.path().equals(String.join(".", OPTIMIZER)) ->
                    in(TrainingReader.inFull(name), keys);
            case SpecNode.Scalar scalar -> throw Faults.at(position, scalar.path(),
                    " is the single value " + Words.quoted(scalar.text()) + " and has no key "
                            + Words.quoted(keys.getFirst()) + ".");
        };
    }

    private SpecNode.Entries in(SpecNode.Entries map, List<String> keys) {
        int count = Keys.leading(map, keys);
        String key = String.join(".", keys.subList(0, count));
        SpecNode old = map.has(key) ? Objects.requireNonNull(map.entries().get(key)) : missing(map, key);
        return map.with(key, changed(old, keys.subList(count, keys.size())));
    }

    private SpecNode in(SpecNode.Items list, List<String> keys) {
        int size = list.items().size();
        int index = Keys.index(keys.getFirst());
        if (index < 0 || index > size) {
            throw Faults.at(position, list.path(), " is a list; expected a number from 0 to " + size
                    + " instead of " + Words.quoted(keys.getFirst()) + ".");
        }
        List<SpecNode> items = new ArrayList<>(list.items());
        SpecNode old = index < size ? items.remove(index) : missing(list, keys.getFirst());
        items.add(index, changed(old, keys.subList(1, keys.size())));
        return new SpecNode.Items(list.position(), list.path(), items);
    }

    private SpecNode missing(SpecNode parent, String key) {
        return new SpecNode.Scalar(position, parent.path(key), "", false);
    }
}
