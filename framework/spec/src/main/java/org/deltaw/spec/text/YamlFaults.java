package org.deltaw.spec.text;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.deltaw.spi.InvalidSpecException;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Says in one sentence why a text is no YAML. */
final class YamlFaults {
    /**
     * What the parser says, and what a person can do about it.
     *
     * @param problem what the parser says, with what it was doing in front
     * @param atBeginning whether the place to look at is where the unfinished thing begins
     * @param advice with the groups of the pattern as {@code $1}
     */
    private record Known(Pattern problem, boolean atBeginning, String advice) {
        Known(String problem, boolean atBeginning, String advice) {
            this(Pattern.compile(problem), atBeginning, advice);
        }
    }

    private static final List<Known> KNOWN = List.of(
            new Known(".*found character '\\\\t\\(TAB\\)'.*", false, "lines are indented by spaces, not by tabs"),
            new Known(".*found character '(.)' that cannot start any token.*", false,
                    "a value cannot begin with '$1'; put it in quotes"),
            new Known(".*while scanning an alias.*", false, "a value cannot begin with '*'; put it in quotes"),
            new Known(".*while scanning an anchor.*", false, "a value cannot begin with '&'; put it in quotes"),
            new Known(".*while scanning a quoted scalar.*unexpected end.*", true,
                    "the quote that opens here is not closed"),
            new Known(".*found unknown escape character (.).*", false,
                    "'\\\\$1' has no meaning between double quotes; use single quotes"),
            new Known(".*while scanning a simple key.*could not find expected ':'.*", true,
                    "there is no ':' after the key"),
            new Known(".*parsing a flow sequence.*expected ',' or '\\]'.*", true,
                    "the list that begins here is not closed by ']', or lacks a ','"),
            new Known(".*parsing a flow mapping.*expected ',' or '\\}'.*", true,
                    "the map that begins here is not closed by '}', or lacks a ','"),
            new Known(".*mapping values are not allowed here.*", false,
                    "a ':' cannot stand here; check the indentation, or put the value in quotes"),
            new Known(".*sequence entries are not allowed here.*", false,
                    "a list cannot begin here; begin it on the next line, or write it in brackets"),
            new Known(".*expected <block end>, but found.*", false,
                    "this does not continue what the lines above begin; check indentation, quotes and brackets"));

    private YamlFaults() {}

    /** Reports what the parser found. */
    static InvalidSpecException of(SourceText source, YamlEngineException cause) {
        return switch (cause) {
            case MarkedYamlEngineException marked -> marked(source, marked);
            case ReaderException character -> Faults.at(position(source, character.getPosition()), "",
                    "the character U+%04X is not allowed in YAML.".formatted(character.getCodePoint()));
            default -> invalid(source, 1, Faults.message(cause));
        };
    }

    private static InvalidSpecException marked(SourceText source, MarkedYamlEngineException cause) {
        int line = line(cause.getProblemMark()).orElse(1);
        String problem = cause.getContext() + ": " + cause.getProblem();
        for (Known known : KNOWN) {
            Matcher matcher = known.problem().matcher(problem);
            if (matcher.matches()) {
                int begin = known.atBeginning() ? line(cause.getContextMark()).orElse(line) : line;
                return invalid(source, begin, matcher.replaceAll(known.advice()));
            }
        }
        return invalid(source, line, cause.getProblem().replaceFirst("\\.$", ""));
    }

    /** Reports a text that is no YAML. */
    private static InvalidSpecException invalid(SourceText source, int line, String reason) {
        return Faults.at(source.line(line), "", "this is not valid YAML: " + reason + source.reading(line) + ".");
    }

    private static Optional<Integer> line(Optional<Mark> mark) {
        return mark.map(m -> m.getLine() + 1);
    }

    private static Position position(SourceText source, int index) {
        String before = source.text().substring(0, Math.min(index, source.text().length()));
        return source.line(1 + (int) before.chars().filter(c -> c == '\n').count());
    }
}
