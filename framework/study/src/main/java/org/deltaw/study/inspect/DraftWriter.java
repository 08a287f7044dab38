package org.deltaw.study.inspect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.deltaw.spec.SpecWriter;
import org.deltaw.spi.data.InputFile;
import org.deltaw.study.inspect.Draft.Question;
import org.deltaw.study.inspect.Guess.Role;

/** Writes a spec of what was guessed, with a question at each line that only the user can complete. For one draft. */
final class DraftWriter {
    /** Stands where the user must say something; no column is called so. */
    private static final String COMPLETE = "COMPLETE_THIS";
    private static final int MOST_CANDIDATES = 8;

    /** A file so far away is named by its whole path. */
    private static final Path FAR = Path.of("..", "..", "..");

    private final Path directory;
    private final List<InputFile> files;
    private final Optional<TableView> table;
    private final Map<Role, Guess> guesses;
    private final List<String> lines = new ArrayList<>();
    private final List<Question> open = new ArrayList<>();

    DraftWriter(Path directory, List<InputFile> files, Optional<TableView> table, List<Guess> guesses) {
        this.directory = directory;
        this.files = files;
        this.table = table;
        this.guesses = guesses.stream().collect(Collectors.toMap(Guess::role, guess -> guess, (a, _) -> a, LinkedHashMap::new));
    }

    /** @param source that knows the layout of the files; empty for tables */
    Draft draft(Optional<String> source) {
        lines.add("name: " + yaml(files.getFirst().name().replaceAll("[^\\p{L}\\p{N}._-]+", "-")));
        lines.add("seed: 1");
        lines.add("data:");
        switch (source.orElse("")) {
            case "fly" -> fly();
            case "arena" -> arena();
            default -> table();
        }
        return new Draft(String.join("\n", lines) + "\n", open);
    }

    private void fly() {
        lines.add("  source: fly                 # X: odours, Y: accepted or not, R: rewards");
        lines.add("  files: " + listed(shown()));
        feedforward(2);
    }

    private void arena() {
        lines.add("  source: arena               # raw records of the two-odour Y-arena, a folder for each fly");
        lines.add("  folders: " + listed(shown().stream().map(path -> path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : ".")
                .distinct().toList()));
        feedforward(2);
    }

    private void table() {
        lines.add("  source: table");
        lines.add("  files: " + listed(shown()));
        table.filter(view -> !view.table().isEmpty()).ifPresent(view -> lines.add("  table: " + yaml(view.table())));
        table.filter(TableView::sideBySide).ifPresent(_ -> lines.add("  side-by-side: true          # each file is a column"));
        if (guesses.containsKey(Role.DECISION)) {
            decisions();
        } else {
            choices();
        }
    }

    private void decisions() {
        List<String> inputs = List.of(column(Role.INPUTS).orElse("").split(", "));
        lines.add("  inputs: " + yaml(inputs));
        setting(Role.GATE, "gate");
        reward("reward");
        lines.add("  targets: {decision: " + yaml(column(Role.DECISION).orElse("")) + "}");
        rows();
        feedforward(table.map(view -> view.inputs().stream().mapToLong(view::width).sum()).orElse((long) inputs.size()));
    }

    private void feedforward(long inputs) {
        lines.add("network:");
        lines.add("  architecture: feedforward");
        lines.add("  layers: [" + inputs + ", 10, 1]");
        lines.add("rule:");
        lines.add("  family: taylor");
        lines.add("  terms: [1, w, x, r, x*r]");
        lines.add("loss: [{function: choice-cross-entropy}]");
    }

    private void choices() {
        choice();
        reward("r");
        rows();
        long options = options();
        lines.add("network:");
        lines.add("  architecture: options");
        if (options > 2) {
            lines.add("  options: " + options);
        }
        lines.add("  fitted: [scale]             # how sure choices are");
        lines.add("  bounds: {scale: [0, 30]}");
        lines.add("rule:");
        lines.add("  family: formula");
        lines.add("  parameters: {alpha: {initial: 0.3, bounds: [0, 1]}}");
        lines.add("  change: x*chosen*alpha*(r - w)    # Q-learning");
        lines.add("loss: [{function: choice-cross-entropy}]");
    }

    private Optional<VariableView> chosen() {
        return column(Role.CHOICE).flatMap(name -> table.flatMap(view -> view.columns().stream()
                .filter(column -> view.name(column).equals(name)).findFirst()));
    }

    private long options() {
        return chosen().map(column -> column.counts().size() - (none(column).isPresent() ? 1L : 0)).orElse(2L);
    }

    private void choice() {
        Optional<VariableView> column = chosen();
        if (column.isEmpty()) {
            ask("  choice: " + COMPLETE, "Which column says what was chosen?" + candidates(), true);
            return;
        }
        String name = column(Role.CHOICE).orElse("");
        Optional<String> none = none(column.get());
        if (none.isPresent()) {
            ask("  choice: {column: " + yaml(name) + ", missing: [" + yaml(none.get()) + "]}", "Does " + none.get()
                    + " mean that nothing was chosen? There are " + Guesser.held(column.get()) + ".", false);
        } else if (column.get().different() < 2) {
            ask("  choice: {column: " + yaml(name) + ", options: " + COMPLETE + "}", "Between which options was chosen? There is only "
                    + Guesser.held(column.get()) + "; name them as in {0: left, 1: right}.", true);
        } else {
            lines.add("  choice: " + yaml(name) + comment(Guesser.held(column.get())));
        }
    }

    /** Of three numbers, the one between or after two that are codes of options often means that there was no response. */
    private static Optional<String> none(VariableView column) {
        List<String> values = List.copyOf(column.counts().keySet());
        List<Double> numbers = column.isNumeric() && values.stream().allMatch(value -> value.matches("-?[0-9.]+"))
                ? values.stream().map(Double::valueOf).toList() : List.of();
        return numbers.equals(List.of(0.0, 1.0, 2.0)) ? Optional.of(values.getLast())
                : numbers.equals(List.of(-1.0, 0.0, 1.0)) ? Optional.of(values.get(1)) : Optional.empty();
    }

    private void reward(String signal) {
        Guess reward = guesses.get(Role.REWARD);
        if (reward == null) {
            ask("  signals: {" + signal + ": " + COMPLETE + "}", "Which column says what the animal got?" + candidates()
                    + table.flatMap(view -> Guesser.rewardOfOtherLength(view).map(other -> " '" + view.name(other) + "' is " + other.shape()
                            + ", but there are " + view.group().rows() + " steps.")).orElse(""), true);
            return;
        }
        boolean textual = table.stream().flatMap(view -> view.columns().stream().filter(column ->
                view.name(column).equals(reward.column())))
                .anyMatch(column -> !column.isNumeric());
        String line = "  signals: {" + signal + ": " + yaml(reward.column()) + "}";
        if (textual) {
            ask(line, "Which text means a reward? Write it as in " + signal + ": " + reward.column() + " == 'win'.", true);
        } else {
            lines.add(line + comment(reward.reason()));
        }
    }

    private void rows() {
        setting(Role.TRAJECTORY, "trajectory");
        setting(Role.SUBJECT, "subject");
        setting(Role.SESSION, "session");
        setting(Role.TRIAL, "trial");
    }

    private void setting(Role role, String key) {
        Guess guess = guesses.get(role);
        if (guess != null) {
            lines.add("  " + key + ": " + yaml(guess.column()) + comment(guess.reason()));
        }
    }

    private Optional<String> column(Role role) {
        return Optional.ofNullable(guesses.get(role)).map(Guess::column);
    }

    private String candidates() {
        List<String> taken = guesses.values().stream().flatMap(guess -> Stream.of(guess.column().split(", "))).toList();
        List<String> few = table.map(view -> view.columns().stream().filter(column -> column.hasFewValues() && column.different() > 1)
                .map(view::name).filter(name -> !taken.contains(name)).limit(MOST_CANDIDATES).toList()).orElse(List.of());
        return few.isEmpty() ? "" : " It may be " + String.join(", ", few) + ".";
    }

    private void ask(String line, String question, boolean mandatory) {
        lines.add(line + comment(question));
        open.add(new Question(lines.size(), question, mandatory));
    }

    private List<String> shown() {
        return files.stream().map(file -> shown(directory, file)).toList();
    }

    /** Lists files; all of one folder and ending by a pattern. */
    private String listed(List<String> paths) {
        String first = paths.getFirst();
        String ending = first.contains(".") ? first.substring(first.lastIndexOf('.')) : "";
        boolean all = paths.size() > 2 && files.stream().map(file -> file.path().getParent()).distinct().count() == 1
                && paths.stream().allMatch(path -> path.endsWith(ending)) && count(files.getFirst(), ending) == paths.size();
        return yaml(all ? List.of(first.substring(0, 1 + first.lastIndexOf('/')) + "*" + ending) : paths);
    }

    private static long count(InputFile file, String ending) {
        Path folder = file.path().getParent();
        if (folder == null) {
            return 0;
        }
        try (Stream<Path> beside = Files.list(folder)) {
            return beside.filter(path -> path.toString().endsWith(ending)).count();
        } catch (IOException e) {
            return 0;
        }
    }

    private static String shown(Path directory, InputFile file) {
        Path from = directory.toAbsolutePath().normalize();
        Path path = file.path().toAbsolutePath().normalize();
        boolean near = path.getRoot() != null && path.getRoot().equals(from.getRoot());
        Path shown = near && !from.relativize(path).startsWith(FAR) ? from.relativize(path) : path;
        return shown.toString().replace('\\', '/');
    }

    private static String comment(String text) {
        return "    # " + text.replace('\n', ' ');
    }

    /** Writes a value on one line. */
    private static String yaml(Object value) {
        return SpecWriter.change("", value).substring(1);
    }
}
