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

    private final Position position;
    private final String value;

    private Overrides(Position position, String value) {
        this.position = position;
        this.value = value;
    }

    /**
     * Applies changes one after the other.
     *
     * @throws InvalidSpecException if one is not of this form or does not fit
     */
    static SpecNode.Entries apply(SpecNode.Entries spec, List<String> overrides) {
        SpecNode.Entries changed = spec;
        for (String override : overrides) {
            changed = apply(changed, override);
        }
        return changed;
    }

    private static SpecNode.Entries apply(SpecNode.Entries spec, String override) {
        Position position = Position.of("command line: " + Words.shortened(override));
        Matcher parts = OVERRIDE.matcher(override);
        List<String> keys = parts.matches() ? Keys.split(parts.group(1).strip()).orElse(List.of()) : List.of();
        if (keys.isEmpty()) {
            throw Faults.at(position, "", "expected a key, '=' and a value, as in training.epochs=50.");
        }
        return new Overrides(position, parts.group(2)).in(spec, keys);
    }

    private SpecNode changed(SpecNode node, List<String> keys) {
        if (keys.isEmpty()) {
            return YamlReader.read(new SourceText(position.source(), value, false), node.path());
        }
        return switch (node) {
            case SpecNode.Entries map -> in(map, keys);
            case SpecNode.Items list -> in(list, keys);
            case SpecNode.Scalar scalar when scalar.isNull() ->
                    in(SpecNode.Entries.empty(position, scalar.path()), keys);
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
