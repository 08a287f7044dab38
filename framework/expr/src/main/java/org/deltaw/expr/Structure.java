package org.deltaw.expr;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Tells by a short text whether expressions say the same, where comparing them part by part would need both at hand. */
public final class Structure {
    /** Ends a name; no name has it. */
    private static final char SEPARATOR = '\0';

    private Structure() {}

    /**
     * Returns a digest (SHA-256) of what expressions say: primitives with their constants, symbols with their axes, and which part is
     * an argument of which. Equal for expressions that were built alike, whether parts of them are shared or not.
     */
    public static String digest(Collection<Expr> roots) {
        MessageDigest digest = sha256();
        List<Expr> parts = new Interner().intern(List.copyOf(roots));
        Map<Expr, Integer> numbers = new IdentityHashMap<>();
        for (Expr part : Graph.order(parts)) {
            StringBuilder line = new StringBuilder(words(part));
            part.arguments().forEach(argument -> line.append(' ').append(numbers.get(argument)));
            digest.update(line.append('\n').toString().getBytes(StandardCharsets.UTF_8));
            numbers.put(part, numbers.size());
        }
        parts.forEach(root -> digest.update((numbers.get(root) + ";").getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Symbols and axes call themselves by their names alone. */
    private static String words(Expr part) {
        StringBuilder words = new StringBuilder(part.op().toString());
        if (part.op() instanceof Op.Input(Symbol symbol)) {
            words.append(SEPARATOR).append(symbol.kind()).append(SEPARATOR).append(symbol.name());
            append(symbol.axes(), words);
        }
        append(part.axes().toList(), words);
        return words.toString();
    }

    private static void append(List<Axis> axes, StringBuilder words) {
        words.append(SEPARATOR).append(axes.size());
        axes.forEach(axis -> words.append(SEPARATOR).append(axis.name()).append(SEPARATOR).append(axis.size()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256.", impossible);
        }
    }
}
