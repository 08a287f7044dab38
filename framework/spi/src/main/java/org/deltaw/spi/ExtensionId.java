package org.deltaw.spi;

import java.util.regex.Pattern;

/**
 * The name of an extension in spec files.
 *
 * @param name lower-case words of letters and digits joined by {@code -}, as in {@code choice-cross-entropy}
 */
public record ExtensionId(String name) implements Comparable<ExtensionId> {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    public ExtensionId {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' is no name for an extension; expected lower-case "
                    + "words of letters and digits joined by '-', as in 'my-rule'.");
        }
    }

    @Override
    public int compareTo(ExtensionId other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
