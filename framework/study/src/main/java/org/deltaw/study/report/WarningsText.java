package org.deltaw.study.report;

import java.util.List;
import java.util.stream.Collectors;
import org.deltaw.spi.Warning;

/** Warnings in tables. */
public final class WarningsText {
    private WarningsText() {}

    /** Writes their codes, each once, separated by spaces; empty if there are none. */
    public static String codes(List<Warning> warnings) {
        return warnings.stream().map(Warning::code).distinct().collect(Collectors.joining(" "));
    }

    /** Writes codes as a cell of a table for the screen. */
    public static String cell(String codes) {
        return codes.isEmpty() ? "-" : codes;
    }
}
