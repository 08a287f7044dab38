package org.deltaw.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.deltaw.spi.Warning;
import org.deltaw.study.inspect.Draft;
import org.deltaw.study.inspect.FileView;
import org.deltaw.study.inspect.GroupView;
import org.deltaw.study.inspect.Guess;
import org.deltaw.study.inspect.Inspection;
import org.deltaw.study.inspect.VariableView;
import org.deltaw.study.report.Numbers;
import org.deltaw.study.report.TextTable;

/** Says what is in data files and what it probably means. */
final class InspectText {
    private static final int LONGEST = 36;
    private static final int LONGEST_VALUE = 12;
    private static final int DIGITS = 6;
    private static final int FEW_SHOWN = 6;

    private final Console console;
    private final boolean all;

    /** @param all whether to show all groups, not only that of the trials */
    InspectText(Console console, boolean all) {
        this.console = console;
        this.all = all;
    }

    /** Writes what is in the files; of files with the same variables only the first is shown. */
    void content(Inspection inspection) {
        if (inspection.sideBySide().isPresent()) {
            console.title(Numbers.count(inspection.files().size(), "file") + " side by side, each a column");
            group(inspection.sideBySide().get());
            return;
        }
        Set<List<String>> shown = new HashSet<>();
        List<String> alike = new ArrayList<>();
        for (FileView file : inspection.files()) {
            if (file.refusal().isPresent()) {
                console.warn(new Warning("unreadable-file", file.refusal().get(), file.file().shown()));
            } else if (shown.add(variables(file)) || all) {
                console.title(file.file().shown() + ": " + file.format());
                groups(file, inspection.table());
            } else {
                alike.add(file.file().shown());
            }
        }
        if (!alike.isEmpty()) {
            console.print("");
            console.print("The same variables are in " + String.join(", ", alike.subList(0, Math.min(FEW_SHOWN, alike.size())))
                    + (alike.size() > FEW_SHOWN ? " and " + (alike.size() - FEW_SHOWN) + " more." : "."));
        }
    }

    private static List<String> variables(FileView file) {
        return file.groups().stream().flatMap(group -> group.variables().stream()).map(VariableView::path).toList();
    }

    private void groups(FileView file, String table) {
        List<String> others = new ArrayList<>();
        for (GroupView group : file.groups()) {
            if (all || group.path().equals(table) || file.groups().size() == 1) {
                group(group);
            } else {
                others.add(group.path().isEmpty() ? "top" : group.path());
            }
        }
        if (!others.isEmpty()) {
            TextTable.wrapped("Other groups, shown by --all: " + String.join(", ", others), 96).forEach(line -> console.print("  " + line));
        }
    }

    private void group(GroupView group) {
        console.print("  " + (group.path().isEmpty() ? "" : group.path() + ": ")
                + Numbers.count(group.variables().size(), "variable") + ", " + Numbers.count(group.rows(), "step"));
        TextTable table = new TextTable("name", "holds", "first values", "missing", "different");
        for (VariableView variable : group.variables()) {
            table.row(shortened(name(group, variable), LONGEST), variable.holds(group.rows()), first(variable),
                    variable.missing() == 0 ? "" : Long.toString(variable.missing()),
                    variable.first().isEmpty() ? "" : Integer.toString(variable.different()));
        }
        console.print(table.toString());
    }

    private static String name(GroupView group, VariableView variable) {
        boolean within = !group.path().isEmpty() && variable.path().startsWith(group.path());
        return within ? variable.path().substring(group.path().length() + 1) : variable.path();
    }

    private static String first(VariableView variable) {
        if (variable.unreadable().isPresent()) {
            return "not read";
        }
        return shortened(String.join(", ", variable.first().stream().map(text -> text.isEmpty() ? "-" : value(variable, text)).toList()),
                LONGEST);
    }

    private static String value(VariableView variable, String text) {
        boolean number = variable.isDecimal() && text.length() > LONGEST_VALUE;
        return number && text.matches("[-+.0-9eE]+") ? Numbers.significant(Double.parseDouble(text), DIGITS)
                : shortened(text, LONGEST_VALUE);
    }

    private static String shortened(String text, int longest) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() > longest ? line.substring(0, longest - 1) + "…" : line;
    }

    /** Writes what the columns probably are, and what is open. */
    void guess(Inspection inspection, Draft draft) {
        console.title("Guess");
        if (inspection.source().isPresent()) {
            console.print("  The variables are those that the data source '" + inspection.source().get() + "' reads.");
        } else if (inspection.guesses().isEmpty()) {
            console.print("  No name says what was chosen, what it brought, or whose it is.");
        } else {
            TextTable table = new TextTable("", "", "");
            for (Guess guess : inspection.guesses()) {
                table.row(guess.role().name().toLowerCase(Locale.ROOT), guess.column(), guess.reason());
            }
            console.print(table.toString());
        }
        if (!draft.open().isEmpty()) {
            console.title("Open questions");
            draft.open().forEach(question -> TextTable.wrapped(question.text(), 96).forEach(line -> console.print("  " + line)));
        }
    }
}
