package org.deltaw.spec.text;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * Writes YAML for people: maps and lists on lines of their own where they are large or are sections of a
 * spec, in brackets where they are small.
 */
public final class YamlWriter {
    private static final int WIDTH = 100;
    private static final Pattern SIMPLE = Pattern.compile(
            "(?:[\\p{L}\\p{N}_/.(^]|[-+](?=[\\p{L}\\p{N}.]))(?:[\\p{L}\\p{N}_/.()^*+@=-]| (?=[\\p{L}\\p{N}]))*");
    private static final Pattern SPECIAL = Pattern.compile(
            "null|true|false|yes|no|on|off|[-+]?\\.inf|\\.nan|\\.\\.\\.", Pattern.CASE_INSENSITIVE);

    private final StringBuilder out = new StringBuilder();

    private YamlWriter() {}

    /** Writes a map at the top. */
    public static String write(SpecNode.Entries root) {
        YamlWriter writer = new YamlWriter();
        writer.block(root, 0);
        return writer.out.toString();
    }

    private void block(SpecNode.Entries map, int depth) {
        boolean first = true;
        for (Map.Entry<String, SpecNode> entry : map.entries().entrySet()) {
            if (!first) {
                indent(depth);
            }
            first = false;
            String key = text(entry.getKey());
            out.append(key).append(':');
            value(entry.getValue(), depth, key.length() + 2);
        }
    }

    private void value(SpecNode node, int depth, int used) {
        String flow = flow(node);
        boolean small = 2 * depth + used + flow.length() <= WIDTH && !isSection(node, depth);
        boolean empty = flow.equals("[]") || flow.equals("{}");
        if (node instanceof SpecNode.Scalar || empty || small) {
            out.append(' ').append(flow).append('\n');
            return;
        }
        out.append('\n');
        if (node instanceof SpecNode.Entries map) {
            indent(depth + 1);
            block(map, depth + 1);
        } else if (node instanceof SpecNode.Items list) {
            list.items().forEach(item -> item(item, depth + 1));
        }
    }

    private void item(SpecNode item, int depth) {
        indent(depth);
        out.append("- ");
        if (item instanceof SpecNode.Entries map && !map.entries().isEmpty()) {
            block(map, depth + 1);
        } else {
            out.append(flow(item)).append('\n');
        }
    }

    /** Maps at the top of a spec, and lists of maps there, are easier to read and to edit line by line. */
    private static boolean isSection(SpecNode node, int depth) {
        return depth == 0 && switch (node) {
            case SpecNode.Entries _ -> true;
            case SpecNode.Items list -> list.items().stream().anyMatch(SpecNode.Entries.class::isInstance);
            case SpecNode.Scalar _ -> false;
        };
    }

    private void indent(int depth) {
        out.repeat("  ", depth);
    }

    public static String flow(SpecNode node) {
        return switch (node) {
            case SpecNode.Scalar scalar -> scalar.quoted() ? text(scalar.text()) : scalar.text();
            case SpecNode.Items list -> "["
                    + String.join(", ", list.items().stream().map(YamlWriter::flow).toList()) + "]";
            case SpecNode.Entries map -> "{" + String.join(", ", map.entries().entrySet().stream()
                    .map(entry -> text(entry.getKey()) + ": " + flow(entry.getValue()))
                    .toList()) + "}";
        };
    }

    /** Writes a text without quotes only if it is clear that every reader of YAML finds the same characters. */
    private static String text(String text) {
        boolean simple = text.length() <= WIDTH && SIMPLE.matcher(text).matches() && !SPECIAL.matcher(text).matches();
        return simple ? text : quoted(text);
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
            } else if ((c >= ' ' && c < 0x7F) || Character.isLetterOrDigit(c)) {
                quoted.appendCodePoint(c);
            } else {
                quoted.append((c > 0xFFFF ? "\\U%08X" : "\\u%04X").formatted(c));
            }
        });
        return quoted.append('"').toString();
    }
}
