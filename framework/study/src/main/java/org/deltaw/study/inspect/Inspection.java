package org.deltaw.study.inspect;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.data.InputFile;
import org.deltaw.spi.data.InputFiles;

/** What is in some files, and what it probably means. Immutable. */
public final class Inspection {
    private static final List<String> ENDINGS =
            List.of(".csv", ".csv.gz", ".tsv", ".txt", ".npz", ".npy", ".mat", ".nwb", ".h5", ".hdf5");
    private static final InputFiles FILES = new InputFiles("data file", "data file", ENDINGS, "sessions/one.csv");

    private final List<FileView> files;
    private final Optional<TableView> table;
    private final List<Guess> guesses;

    private Inspection(List<FileView> files, Optional<TableView> table) {
        this.files = List.copyOf(files);
        this.table = table;
        this.guesses = table.map(Guesser::of).orElse(List.of());
    }

    /**
     * Looks into files.
     *
     * @param entries paths, patterns, and folders, which stand for all files in them
     * @param directory where relative paths start
     * @throws InvalidSpecException if there is no such file, or the only one cannot be read
     */
    public static Inspection of(List<String> entries, Path directory) {
        List<String> patterns = entries.stream().map(entry -> isFolder(entry, directory) ? entry.replaceAll("/+$", "") + "/**/*"
                : entry).toList();
        List<FileView> files = FILES.find(patterns, directory).stream().map(FileView::of).toList();
        if (files.stream().allMatch(file -> file.refusal().isPresent())) {
            throw new InvalidSpecException("", files.getFirst().refusal().orElse(""), files.getFirst().file().shown(), 0);
        }
        return new Inspection(files, table(files));
    }

    private static boolean isFolder(String entry, Path directory) {
        try {
            return Files.isDirectory(directory.resolve(entry));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static Optional<TableView> table(List<FileView> files) {
        List<FileView> readable = files.stream().filter(file -> file.refusal().isEmpty()).toList();
        Optional<TableView> beside = sideBySide(readable);
        return beside.isPresent() ? beside : readable.getFirst().groups().stream().map(group -> view(readable.getFirst(), group))
                .filter(view -> !view.columns().isEmpty()).max(Comparator.comparingInt(Inspection::likelihood));
    }

    /** A group that is the only one need not be named. */
    private static TableView view(FileView file, GroupView group) {
        boolean only = file.groups().size() == 1 && !group.path().startsWith("/");
        return new TableView(only ? "" : group.path(), false, only && !group.path().isEmpty() ? shortened(group) : group, file.groups());
    }

    private static GroupView shortened(GroupView group) {
        return new GroupView("", group.variables().stream()
                .map(each -> each.called(each.path().substring(group.path().length() + 1))).toList());
    }

    private static int likelihood(TableView view) {
        return 100 * Guesser.of(view).size() + Math.min(99, view.columns().size());
    }

    /** Files of one folder with one array each, as long as each other, are columns of one table. */
    private static Optional<TableView> sideBySide(List<FileView> files) {
        List<VariableView> columns = new ArrayList<>();
        for (FileView file : files) {
            file.only().filter(VariableView::isColumn).ifPresent(only -> columns.add(only.called(file.file().name())));
        }
        boolean together = files.size() > 1 && files.stream().map(file -> file.file().path().getParent()).distinct().count() == 1
                && columns.size() == files.size() && columns.stream().map(VariableView::length).distinct().count() == 1;
        return together ? Optional.of(new TableView("", true, new GroupView("", columns), List.of())) : Optional.empty();
    }

    /** Returns the files, in their order. */
    public List<FileView> files() {
        return files;
    }

    /** Tells whether the files hold variables with several steps, as data do, and not mere text. */
    public boolean isData() {
        return files.stream().anyMatch(file -> file.groups().stream().anyMatch(group -> group.rows() > 1
                && (group.variables().size() > 1 || !file.format().startsWith("CSV"))));
    }

    /** Returns what columns probably are. */
    public List<Guess> guesses() {
        return guesses;
    }

    /** Returns the columns of the one table that the files make side by side; empty if each is by itself. */
    public Optional<GroupView> sideBySide() {
        return table.filter(TableView::sideBySide).map(TableView::group);
    }

    /** Returns the group that is taken for the table of trials; empty for the whole file, or if there is none. */
    public String table() {
        return table.map(TableView::table).orElse("");
    }

    /**
     * Writes a spec to begin with.
     *
     * @param directory where the spec will lie, so that it can name the files from there
     */
    public Draft draft(Path directory) {
        List<InputFile> readable = files.stream().filter(file -> file.refusal().isEmpty()).map(FileView::file).toList();
        return new DraftWriter(directory, readable, table, guesses).draft(source());
    }

    /** Returns the data source that knows the layout of the first file, if one does: recordings of flies have their own names for all. */
    public Optional<String> source() {
        List<String> names = files.stream().filter(file -> file.refusal().isEmpty()).findFirst().map(FileView::names).orElse(List.of());
        if (names.containsAll(List.of("X", "Y", "R"))) {
            return Optional.of("fly");
        }
        return names.containsAll(List.of("binarymask1", "air_arm", "right_left", "baiting")) ? Optional.of("arena") : Optional.empty();
    }
}
