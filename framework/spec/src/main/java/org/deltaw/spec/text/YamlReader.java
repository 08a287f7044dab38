package org.deltaw.spec.text;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.deltaw.spi.InvalidSpecException;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads YAML 1.2. Of its features, spec files leave out those with which one place can mean something
 * written elsewhere: anchors, aliases, tags and further documents.
 */
public final class YamlReader {
    private final SourceText source;
    private final Iterator<Event> events;

    private YamlReader(SourceText source) {
        this.source = source;
        // One buffer for all: snakeyaml-engine 3.0.1 fails if a buffer ends between the two halves of a character.
        LoadSettings settings = LoadSettings.builder()
                .setCodePointLimit(SourceText.LARGEST)
                .setBufferSize(source.text().length() + 1)
                .build();
        this.events = new Parse(settings).parseString(source.text()).iterator();
    }

    /**
     * Reads one value.
     *
     * @param path where it stands in the spec
     * @return a scalar without value if there is nothing but comments
     */
    public static SpecNode read(SourceText source, String path) {
        return new YamlReader(source).document(path);
    }

    private SpecNode document(String path) {
        next();
        Event start = next();
        if (start.getEventId() == Event.ID.StreamEnd) {
            return new SpecNode.Scalar(Position.of(source.name()), path, "", false);
        }
        Event content = next();
        SpecNode node = node(content, position(content), path, 0);
        next();
        Event end = next();
        if (end.getEventId() != Event.ID.StreamEnd) {
            throw Faults.at(position(end), "", "a second document begins here; expected one.");
        }
        return node;
    }

    private SpecNode node(Event event, Position position, String path, int depth) {
        TreeRules.checkDepth(depth, position);
        refuseReferences(event);
        return switch (event) {
            case ScalarEvent scalar -> new SpecNode.Scalar(
                    position, path, scalar.getValue(), scalar.getScalarStyle() != ScalarStyle.PLAIN);
            case CollectionStartEvent start when start.getEventId() == Event.ID.SequenceStart ->
                    items(position, path, depth);
            default -> entries(position, path, depth);
        };
    }

    private SpecNode items(Position position, String path, int depth) {
        List<SpecNode> items = new ArrayList<>();
        SpecNode.Items parent = new SpecNode.Items(position, path, List.of());
        for (Event event = next(); event.getEventId() != Event.ID.SequenceEnd; event = next()) {
            items.add(node(event, position(event), parent.path(Integer.toString(items.size())), depth + 1));
        }
        return new SpecNode.Items(position, path, items);
    }

    private SpecNode entries(Position position, String path, int depth) {
        SequencedMap<String, SpecNode> entries = new LinkedHashMap<>();
        SpecNode parent = SpecNode.Entries.empty(position, path);
        for (Event event = next(); event.getEventId() != Event.ID.MappingEnd; event = next()) {
            refuseReferences(event);
            if (!(event instanceof ScalarEvent key)) {
                throw Faults.at(position(event), "", "a key is a list or a map; expected a word.");
            }
            String keyPath = parent.path(key.getValue());
            TreeRules.checkNew(entries, key.getValue(), position(key));
            entries.put(key.getValue(), node(next(), position(key), keyPath, depth + 1));
        }
        return new SpecNode.Entries(position, path, entries);
    }

    private void refuseReferences(Event event) {
        if (event instanceof AliasEvent alias) {
            throw reference(event, "*" + alias.getAlias(), "a reference");
        }
        if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
            throw reference(event, "&" + node.getAnchor().get(), "the name of a place");
        }
        Optional<String> tag = switch (event) {
            case ScalarEvent scalar -> scalar.getTag();
            case CollectionStartEvent start -> start.getTag();
            default -> Optional.empty();
        };
        if (tag.isPresent()) {
            throw reference(event, "!" + tag.get().replaceFirst("^tag:yaml.org,2002:|^!", ""), "a type");
        }
    }

    private InvalidSpecException reference(Event event, String text, String meaning) {
        return Faults.at(position(event), "", Words.quoted(text) + " is " + meaning
                + " in YAML, and spec files have none; put a text that begins with '" + text.charAt(0)
                + "' in quotes.");
    }

    private Position position(Event event) {
        return source.line(event.getStartMark().map(Mark::getLine).orElse(0) + 1);
    }

    private Event next() {
        try {
            return events.next();
        } catch (YamlEngineException e) {
            throw Faults.causedBy(YamlFaults.of(source, e), e);
        }
    }
}
