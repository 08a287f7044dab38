package org.deltaw.plugin.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltaw.plugin.table.column.Table.Use;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Setting;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.rule.KnownRule;

/** Which files, and what their columns hold. */
public record TableSettings(
        @Setting("the tables, relative to the spec's directory: CSV and its relatives, .npz, .npy, .mat, .nwb, .h5, each also compressed "
                        + "by gzip; names may hold *, ? and ** (any folders), as in [sessions/*.csv] or [**/trials.csv]")
                List<String> files,
        @Setting("the group, struct or array in each file that holds the columns, as in /intervals/trials or s.trials; without it the "
                        + "file itself, or the only group in it")
                Optional<String> table,
        @Setting(value = "whether the files of a folder are the columns of one table, as in the one-file-per-column layout of IBL (ALF)",
                        byDefault = "false")
                boolean sideBySide,
        @Setting(value = "whether arrays have a row for each column and a column for each step; needed only where their shapes leave it "
                        + "open", byDefault = "false")
                boolean transpose,
        @Setting(value = "columns of the network's inputs, in their order; a name may hold *, as in [odour1, odour2] or [x*]",
                        byDefault = "[]")
                List<String> inputs,
        @Setting("the column of choices between options, for the network 'options': its name, or a map with what its cells mean")
                Optional<ChoiceSettings> choice,
        @Setting(value = "columns that are 1 where an option was on offer, else 0, one for each option; without them all always were",
                        byDefault = "[]")
                List<String> offered,
        @Setting(value = "columns of the patterns that the options show: first those of the first option, then as many of the next",
                        byDefault = "[]")
                List<String> patterns,
        @Setting("column that is 1 in steps after which weights change, else 0; without it they always do")
                Optional<String> gate,
        @Setting(value = "columns of signals, by the signal's name, as in {reward: R} or {r: 2*won - 1}", byDefault = "{}")
                Map<String, String> signals,
        @Setting(value = "columns of what is to be predicted, by its name, as in {decision: [choice]} or {activity: [n*]}; an "
                        + "empty cell was not observed", byDefault = "{}")
                Map<String, List<String>> targets,
        @Setting(value = "columns that are 1 where a target was observed, else 0, by the target's name: one, or as many "
                        + "as the target has", byDefault = "{}")
                Map<String, List<String>> observed,
        @Setting(value = "columns that together name the trajectory; without them each subject in a file is one, or the file",
                        byDefault = "[]")
                List<String> trajectory,
        @Setting(value = "columns that together name the subject; without them the file's name", byDefault = "[]") List<String> subject,
        @Setting(value = "columns that together name the recording, where several trajectories are replicates of one, with other noise, "
                        + "and count once; without them each is its own", byDefault = "[]")
                List<String> recording,
        @Setting(value = "columns that together number the trial; steps of one trial follow each other, and where one is empty there "
                        + "is none", byDefault = "[]")
                List<String> trial,
        @Setting(value = "columns that together name the session; steps of one session follow each other", byDefault = "[]")
                List<String> session,
        @Setting(value = "whether sessions start from the same initial weights (anew: each is a trajectory of its own), or "
                        + "weights run on from session to session (carry-over)", byDefault = "anew")
                Sessions sessions,
        @Setting(value = "how many seconds a step takes, if all take the same", min = 0) Optional<Double> secondsPerStep,
        @Setting("column that is 1 in trajectories to which no rule is fitted, else 0") Optional<String> heldOut,
        @Setting("a CSV file with the columns trajectory, state, index and value: weights and other states before the "
                        + "first step; without it they are drawn")
                Optional<String> initialStates,
        @Setting(value = "what else stands for a missing value, as in [-1, unknown]; empty cells, NA, NaN, NULL and None always do",
                        byDefault = "[]")
                List<String> missing,
        @Setting(value = "what the codes in columns stand for, by the column's name, as in {outcome: {win: 1, loss: 0}}", byDefault = "{}")
                Map<String, Map<String, String>> codings,
        @Setting("what separates cells in text files: one character; without it that is found out") Optional<String> separator,
        @Setting("what stands before the fraction of a number in text files: a point or a comma; without it that is found out")
                Optional<String> decimal,
        @Setting("how letters are encoded in text files, as in windows-1252; without it UTF-8, or what the file says itself")
                Optional<String> encoding,
        @Setting("how lines begin in text files that are to be left out, as in '#'; without it such lines before the names of columns "
                        + "are left out if they begin with #")
                Optional<String> comment,
        @Setting("the rule behind the data, if they were simulated; fitted weights are then compared with the true ones")
                Optional<KnownRule> truth) {
    /** What happens to weights where a session begins. */
    public enum Sessions {
        /** They are again what they were before the first session. */
        ANEW,
        /** They are what they were at the end of the session before. */
        CARRY_OVER
    }

    public TableSettings {
        files = List.copyOf(files);
        inputs = List.copyOf(inputs);
        offered = List.copyOf(offered);
        patterns = List.copyOf(patterns);
        signals = Map.copyOf(signals);
        targets = copied(targets);
        observed = copied(observed);
        trajectory = List.copyOf(trajectory);
        subject = List.copyOf(subject);
        recording = List.copyOf(recording);
        trial = List.copyOf(trial);
        session = List.copyOf(session);
        missing = List.copyOf(missing);
        codings = copiedMaps(codings);
        requireSome("files", files, "[session.csv]");
        requireSomethingToPredict(inputs, targets, choice);
        targets.forEach((name, columns) -> requireSome("targets." + name, columns, "[choice]"));
        for (String name : observed.keySet()) {
            if (!targets.containsKey(name)) {
                throw new InvalidSpecException("observed." + name, "There is no target '" + name
                        + "'; " + (targets.isEmpty() ? "there is none." : "the targets are " + String.join(", ", targets.keySet()) + "."));
            }
        }
        if (choice.isEmpty() && !(offered.isEmpty() && patterns.isEmpty())) {
            throw new InvalidSpecException(offered.isEmpty() ? "patterns" : "offered", "There are options, but no column says which was "
                    + "chosen; name it, as in choice: choice.");
        }
        if (sessions == Sessions.CARRY_OVER && session.isEmpty()) {
            throw new InvalidSpecException("sessions", "Weights are to be carried over from session to session, but no column "
                    + "says which step belongs to which; name it, as in session: day.");
        }
        if (secondsPerStep.isPresent() && !(secondsPerStep.get() > 0)) {
            throw new InvalidSpecException("seconds-per-step", "Found " + secondsPerStep.get()
                    + ", expected a positive number of seconds, as in 0.1.");
        }
        TextFiles.options(separator, decimal, encoding, comment);
    }

    private static void requireSomethingToPredict(List<String> inputs, Map<String, List<String>> targets, Optional<ChoiceSettings> choice) {
        if (choice.isEmpty()) {
            requireSome("inputs", inputs, "[odour1, odour2]");
            if (targets.isEmpty()) {
                throw new InvalidSpecException("targets", "There is nothing to predict; expected at least one target, as in {decision: "
                        + "[choice]}, or a choice between options, as in choice: choice.");
            }
        } else if (targets.containsKey(Target.CHOICE.name())) {
            throw new InvalidSpecException("targets.choice", "The choice is named twice, here and in the setting choice; remove one.");
        }
    }

    private static void requireSome(String key, List<String> columns, String example) {
        if (columns.isEmpty()) {
            throw new InvalidSpecException(key, "The list is empty, expected at least one entry, as in " + example + ".");
        }
    }

    private static Map<String, List<String>> copied(Map<String, List<String>> columns) {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        columns.forEach((name, list) -> copy.put(name, List.copyOf(list)));
        return Collections.unmodifiableMap(copy);
    }

    private static Map<String, Map<String, String>> copiedMaps(Map<String, Map<String, String>> maps) {
        Map<String, Map<String, String>> copy = new LinkedHashMap<>();
        maps.forEach((name, map) -> copy.put(name, Collections.unmodifiableMap(new LinkedHashMap<>(map))));
        return Collections.unmodifiableMap(copy);
    }

    /** Lists all columns that the settings name. */
    List<Use> uses() {
        List<Use> uses = new ArrayList<>();
        uses.add(new Use("inputs", inputs));
        choice.ifPresent(settings -> uses.add(new Use("choice.column", List.of(settings.column()))));
        uses.add(new Use("offered", offered));
        uses.add(new Use("patterns", patterns));
        gate.ifPresent(name -> uses.add(new Use("gate", List.of(name))));
        signals.forEach((name, column) -> uses.add(new Use("signals." + name, List.of(column))));
        targets.forEach((name, columns) -> uses.add(new Use("targets." + name, columns)));
        observed.forEach((name, columns) -> uses.add(new Use("observed." + name, columns)));
        uses.add(new Use("trajectory", trajectory));
        uses.add(new Use("subject", subject));
        uses.add(new Use("recording", recording));
        uses.add(new Use("trial", trial));
        uses.add(new Use("session", session));
        heldOut.ifPresent(name -> uses.add(new Use("held-out", List.of(name))));
        return uses;
    }
}
