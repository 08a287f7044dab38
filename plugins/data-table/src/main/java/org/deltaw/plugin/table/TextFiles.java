package org.deltaw.plugin.table;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import org.deltaw.formats.TextOptions;
import org.deltaw.spi.InvalidSpecException;

/** Checks what a user says of text files. */
final class TextFiles {
    private TextFiles() {}

    /**
     * Makes options of settings.
     *
     * @throws InvalidSpecException if one makes no sense; the key is that of the setting
     */
    static TextOptions options(Optional<String> separator, Optional<String> decimal, Optional<String> encoding, Optional<String> comment) {
        TextOptions.Builder options = TextOptions.builder();
        separator.map(TextFiles::separator).ifPresent(options::separator);
        decimal.map(TextFiles::decimal).ifPresent(options::decimal);
        encoding.map(TextFiles::encoding).ifPresent(options::encoding);
        comment.map(TextFiles::comment).ifPresent(options::comment);
        return options.build();
    }

    private static char separator(String text) {
        if (text.length() != 1 || text.charAt(0) > '~' || "\"\r\n".contains(text)) {
            throw new InvalidSpecException("separator", "Found '" + text + "', expected one character other than a quote, as in ; or "
                    + "\"\\t\".");
        }
        return text.charAt(0);
    }

    private static char decimal(String text) {
        if (!text.equals(".") && !text.equals(",")) {
            throw new InvalidSpecException("decimal", "Found '" + text + "', expected a point or a comma, as in ','.");
        }
        return text.charAt(0);
    }

    private static Charset encoding(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new InvalidSpecException("encoding", "Found '" + name + "', expected an encoding such as UTF-8, windows-1252, UTF-16LE "
                    + "or Shift_JIS.");
        }
    }

    private static String comment(String beginning) {
        if (beginning.isBlank()) {
            throw new InvalidSpecException("comment", "The text is empty, expected how lines begin that are left out, as in '#'.");
        }
        return beginning;
    }
}
