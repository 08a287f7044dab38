package org.deltaw.spec.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/** Reads JSON. */
public final class JsonReader {
    private final SourceText source;
    private final JsonParser parser;

    private JsonReader(SourceText source, JsonParser parser) {
        this.source = source;
        this.parser = parser;
    }

    /** Reads one value; a scalar without value if there is nothing. */
    public static SpecNode read(SourceText source) {
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), source.text())) {
            return new JsonReader(source, parser).document();
        } catch (JacksonException e) {
            throw Faults.causedBy(JsonFaults.of(source, e), e);
        }
    }

    private SpecNode document() {
        if (parser.nextToken() == null) {
            return new SpecNode.Scalar(Position.of(source.name()), "", "", false);
        }
        SpecNode node = node(position(), "", 0);
        if (parser.nextToken() != null) {
            throw Faults.at(position(), "", "something follows after the end of the spec.");
        }
        return node;
    }

    private SpecNode node(Position position, String path, int depth) {
        TreeRules.checkDepth(depth, position);
        return switch (parser.currentToken()) {
            case START_OBJECT -> entries(position, path, depth);
            case START_ARRAY -> items(position, path, depth);
            case VALUE_STRING -> new SpecNode.Scalar(position, path, parser.getString(), true);
            default -> new SpecNode.Scalar(position, path, parser.getString(), false);
        };
    }

    private SpecNode items(Position position, String path, int depth) {
        List<SpecNode> items = new ArrayList<>();
        SpecNode.Items parent = new SpecNode.Items(position, path, List.of());
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(node(position(), parent.path(Integer.toString(items.size())), depth + 1));
        }
        return new SpecNode.Items(position, path, items);
    }

    private SpecNode entries(Position position, String path, int depth) {
        SequencedMap<String, SpecNode> entries = new LinkedHashMap<>();
        SpecNode parent = SpecNode.Entries.empty(position, path);
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            Position keyPosition = position();
            String key = parser.currentName();
            TreeRules.checkNew(entries, key, keyPosition);
            parser.nextToken();
            entries.put(key, node(keyPosition, parent.path(key), depth + 1));
        }
        return new SpecNode.Entries(position, path, entries);
    }

    private Position position() {
        TokenStreamLocation location = parser.currentTokenLocation();
        return source.line(location.getLineNr());
    }
}
