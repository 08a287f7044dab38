package org.deltaw.itests.readme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What READMEs tell users to type. */
final class CommandLines {
    private static final Pattern INDENTED = Pattern.compile("^ {4}(?:.*[/ ])?deltaw ([a-z].*?)(?: +#.*)?$");
    private static final Pattern QUOTED = Pattern.compile("`(?:bin/)?deltaw ([a-z][a-z-]*)[^`]*`");
    private static final Pattern WORD = Pattern.compile("(?:[^\\s']|'[^']*')+");

    private CommandLines() {}

    /** Lists the arguments of each use of the command that stands in a line of its own. */
    static List<List<String>> of(Path file) throws IOException {
        List<List<String>> all = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            indented(line).ifPresent(arguments ->
                    all.add(WORD.matcher(arguments).results().map(word -> word.group().replace("'", "")).toList()));
        }
        return all;
    }

    /** Lists the commands that are named anywhere. */
    static List<String> names(Path file) throws IOException {
        List<String> names = new ArrayList<>();
        of(file).forEach(arguments -> names.add(arguments.getFirst()));
        QUOTED.matcher(Files.readString(file)).results().map(use -> use.group(1)).forEach(names::add);
        return names;
    }

    private static Optional<String> indented(String line) {
        Matcher command = INDENTED.matcher(line);
        return command.matches() ? Optional.of(command.group(1)) : Optional.empty();
    }
}
