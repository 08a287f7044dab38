package org.deltaw.study.inspect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Guesses what the columns of a table are, by the names that laboratories give them and by what they hold. */
final class Guesser {
    /** Most likely first. */
    private static final List<String> CHOICE = List.of(
            "choice", "choices", "animal response", "response", "responses", "chosen", "chosen option", "chosen side", "decision",
            "action", "actions", "response choice", "choice side", "response side", "key", "side", "decisions", "resp");
    private static final List<String> CHOICE_WORDS = List.of("choice", "choices", "chosen", "response", "decision", "action");
    private static final List<String> DECISION = List.of("decision", "decisions", "accepted", "accept", "accepts", "licked", "lick", "go");
    private static final List<String> REWARD = List.of(
            "reward", "rewarded", "rewards", "outcome", "outcomes", "feedback", "feedback type", "r", "reward outcome", "payoff",
            "points", "money", "correct", "hit", "water", "won", "win");
    private static final List<String> REWARD_WORDS = List.of("reward", "rewarded", "rewards", "outcome", "feedback", "payoff");
    private static final List<String> GATE = List.of("update", "gate", "plastic", "learning");
    private static final List<String> SUBJECT = List.of(
            "subject", "subject id", "animal", "animal id", "mouse", "mouse id", "rat", "rat id", "fly", "monkey", "participant",
            "participant id", "subj", "ppt", "su", "animal name", "subject name", "subjid", "subj id", "id");
    private static final List<String> SESSION = List.of(
            "session", "session id", "ses", "sess", "session number", "session date", "date", "day", "recording", "eid", "ses idx");
    private static final List<String> TRIAL = List.of(
            "trial", "trial number", "trial id", "trials", "trial num", "trialnum", "trial index", "trial no");
    private static final List<String> TRAJECTORY = List.of("trajectory", "traj", "tr");
    /** What is said of a choice or a reward, but is none. */
    private static final List<String> ABOUT = List.of(
            "time", "times", "rt", "latency", "duration", "delay", "prob", "probability", "p", "size", "volume", "amount", "consumption",
            "start", "stop", "end", "random", "number", "count", "id", "type", "seed", "mean", "min", "max", "onset", "family", "beta",
            "edge");
    private static final int MOST_OPTIONS = 20;

    private final TableView table;
    private final List<Guess> guesses = new ArrayList<>();

    private Guesser(TableView table) {
        this.table = table;
    }

    /** Guesses what there is; nothing is guessed twice, and what cannot be guessed is left out. */
    static List<Guess> of(TableView table) {
        Guesser guesser = new Guesser(table);
        guesser.guess();
        return List.copyOf(guesser.guesses);
    }

    private void guess() {
        List<VariableView> inputs = table.inputs();
        Optional<VariableView> decision = best(DECISION, List.of(), column -> column.isNumeric() && column.different() <= 2);
        if (decision.isPresent() && !inputs.isEmpty()) {
            add(Guess.Role.DECISION, decision.get(), "its name, and there are inputs");
            guesses.add(new Guess(Guess.Role.INPUTS, inputs.stream().map(table::name).collect(Collectors.joining(", ")), "their names"));
            best(GATE, List.of(), column -> column.isNumeric() && column.different() <= 2)
                    .ifPresent(column -> add(Guess.Role.GATE, column, "its name; " + held(column)));
        } else {
            best(CHOICE, CHOICE_WORDS, Guesser::mayBeChoice)
                    .ifPresent(column -> add(Guess.Role.CHOICE, column, "its name; " + held(column)));
        }
        reward();
        best(SUBJECT, List.of(), Guesser::groupsRows).or(() -> table.single(column -> ColumnName.of(column.name()).rank(SUBJECT)))
                .ifPresent(column -> add(Guess.Role.SUBJECT, column, "its name; " + held(column)));
        best(SESSION, List.of(), Guesser::groupsRows).ifPresent(column -> add(Guess.Role.SESSION, column, "its name; " + held(column)));
        best(TRAJECTORY, List.of(), Guesser::groupsRows)
                .ifPresent(column -> add(Guess.Role.TRAJECTORY, column, "its name; " + held(column)));
        best(TRIAL, List.of(), column -> true).ifPresent(column -> add(Guess.Role.TRIAL, column, "its name; " + held(column)));
    }

    /** What tells groups of rows apart is the same in many. */
    private static boolean groupsRows(VariableView column) {
        return column.missing() == 0 && 2L * column.different() <= column.length();
    }

    private static boolean mayBeChoice(VariableView column) {
        return column.hasFewValues() && column.different() <= MOST_OPTIONS
                && (!column.isNumeric()
                        || column.counts().keySet().stream().allMatch(value -> value.matches("(?i)-?[0-9]+(\\.0+)?|true|false")));
    }

    private void reward() {
        Optional<VariableView> exact = best(REWARD, List.of(), column -> column.isNumeric() || column.hasFewValues());
        if (exact.isEmpty() && pair().isPresent()) {
            return;
        }
        exact.or(() -> best(List.of(), REWARD_WORDS, column -> column.isNumeric() || column.hasFewValues()))
                .ifPresent(column -> guesses.add(new Guess(Guess.Role.REWARD, rewardText(column), "its name; " + held(column))));
    }

    /** Finds a variable that is called as a reward is, but has no value for each step. */
    static Optional<VariableView> rewardOfOtherLength(TableView table) {
        return table.group().variables().stream().filter(variable -> !variable.isColumn() || variable.length() != table.group().rows())
                .filter(variable -> ColumnName.of(variable.name()).rank(REWARD) < Integer.MAX_VALUE).findFirst();
    }

    /** A laboratory may have one column for each side. */
    private Optional<Guess> pair() {
        for (VariableView left : table.columns()) {
            String other = left.name().replaceAll("L$", "R").replaceAll("(?i)left", left.name().contains("Left") ? "Right" : "right");
            boolean rewarded = ColumnName.of(left.name().replaceAll("[LR]$", "")).hasAny(REWARD_WORDS) && isYesOrNo(left)
                    && !ColumnName.of(left.name()).hasAny(ABOUT);
            Optional<VariableView> right = other.equals(left.name()) ? Optional.empty()
                    : table.columns().stream().filter(column -> column.name().equals(other) && isYesOrNo(column)).findFirst();
            if (rewarded && right.isPresent()) {
                Guess guess = new Guess(Guess.Role.REWARD, quoted(left) + " | " + quoted(right.get()), "their names, one for each side");
                guesses.add(guess);
                return Optional.of(guess);
            }
        }
        return Optional.empty();
    }

    private static boolean isYesOrNo(VariableView column) {
        return column.isNumeric() && column.hasFewValues() && column.counts().keySet().stream()
                .allMatch(value -> value.matches("(?i)true|false|0|1"));
    }

    /** A text that says whether something was won is compared with the word for it. */
    private String rewardText(VariableView column) {
        if (column.isNumeric()) {
            return table.name(column);
        }
        return column.counts().keySet().stream().filter(value -> value.matches("(?i)reward(ed)?|win|won|correct|hit|yes|water|success"))
                .findFirst().map(value -> quoted(column) + " == '" + value + "'").orElse(table.name(column));
    }

    /**
     * Finds the column that a list of names says best.
     *
     * @param names whole names, most likely first
     * @param words of which a name may have one, if no whole name is found
     */
    private Optional<VariableView> best(List<String> names, List<String> words, Predicate<VariableView> fits) {
        List<VariableView> free = table.columns().stream().filter(fits).filter(column -> !isTaken(column)).toList();
        Optional<VariableView> exact = free.stream().filter(column -> ColumnName.of(column.name()).rank(names) < Integer.MAX_VALUE)
                .min(Comparator.comparingInt(column -> ColumnName.of(column.name()).rank(names)));
        return exact.isPresent() ? exact : free.stream().filter(column -> ColumnName.of(column.name()).hasAny(words)
                && !ColumnName.of(column.name()).hasAny(ABOUT)).findFirst();
    }

    private boolean isTaken(VariableView column) {
        return guesses.stream().anyMatch(guess -> List.of(guess.column().split(", ")).contains(table.name(column)));
    }

    private void add(Guess.Role role, VariableView column, String reason) {
        guesses.add(new Guess(role, table.name(column), reason));
    }

    /** Writes a name so that it may stand in a text that computes. */
    private String quoted(VariableView column) {
        String name = table.name(column);
        return name.matches("[\\p{L}_][\\p{L}\\p{N}_.]*") ? name : "`" + name + "`";
    }

    /** Says what a column holds. */
    static String held(VariableView column) {
        String missing = column.missing() > 0 ? ", " + column.missing() + " missing" : "";
        if (column.hasFewValues()) {
            return column.counts().entrySet().stream().limit(6).map(each -> each.getKey() + " (" + each.getValue() + ")")
                    .collect(Collectors.joining(", ")) + (column.counts().size() > 6 ? " and others" : "") + missing;
        }
        return column.different() + (column.different() >= 10_000 ? " or more" : "") + " different " + column.type() + missing;
    }
}
