package org.deltaw.plugin.table;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Setting;
import org.deltaw.spi.rule.KnownRule;

/** Which files, and what their columns hold. */
public record TableSettings(
        @Setting("the tables: .csv, .npz or .npy files, relative to the spec's directory; names may hold * and ?, as in "
                        + "[sessions/*.csv]")
                List<String> files,
        @Setting("columns of the network's inputs, in their order; a name may hold *, as in [odour1, odour2] or [x*]")
                List<String> inputs,
        @Setting("column that is 1 in steps after which weights change, else 0; without it they always do")
                Optional<String> gate,
        @Setting(value = "columns of signals, by the signal's name, as in {reward: R}", byDefault = "{}")
                Map<String, String> signals,
        @Setting("columns of what is to be predicted, by its name, as in {decision: [choice]} or {activity: [n*]}; an "
                        + "empty cell was not observed")
                Map<String, List<String>> targets,
        @Setting(value = "columns that are 1 where a target was observed, else 0, by the target's name: one, or as many "
                        + "as the target has", byDefault = "{}")
                Map<String, List<String>> observed,
        @Setting("column with the name of the trajectory; without it each file is one trajectory")
                Optional<String> trajectory,
        @Setting("column with the name of the subject; without it the file's name") Optional<String> subject,
        @Setting("column with the number of the trial; steps of one trial follow each other, and where it is empty there "
                        + "is none")
                Optional<String> trial,
        @Setting("column with the name of the session; steps of one session follow each other") Optional<String> session,
        @Setting(value = "whether sessions start from the same initial weights (anew: each is a trajectory of its own), or "
                        + "weights run on from session to session (carry-over)", byDefault = "anew")
                Sessions sessions,
        @Setting(value = "how many seconds a step takes, if all take the same", min = 0) Optional<Double> secondsPerStep,
        @Setting("column that is 1 in trajectories to which no rule is fitted, else 0") Optional<String> heldOut,
        @Setting("a CSV file with the columns trajectory, state, index and value: weights and other states before the "
                        + "first step; without it they are drawn")
                Optional<String> initialStates,
        @Setting("the rule behind the data, if they were simulated; fitted weights are then compared with the true ones")
                Optional<KnownRule> truth,
        @Setting(value = "what separates cells in CSV files: one character", byDefault = "','") String separator) {
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
        signals = Map.copyOf(signals);
        targets = copied(targets);
        observed = copied(observed);
        requireSome("files", files, "[session.csv]");
        requireSome("inputs", inputs, "[odour1, odour2]");
        if (targets.isEmpty()) {
            throw new InvalidSpecException("targets", "There is nothing to predict; expected at least one target, as in "
                    + "{decision: [choice]}.");
        }
        targets.forEach((name, columns) -> requireSome("targets." + name, columns, "[choice]"));
        for (String name : observed.keySet()) {
            if (!targets.containsKey(name)) {
                throw new InvalidSpecException("observed." + name, "There is no target '" + name
                        + "'; the targets are " + String.join(", ", targets.keySet()) + ".");
            }
        }
        if (sessions == Sessions.CARRY_OVER && session.isEmpty()) {
            throw new InvalidSpecException("sessions", "Weights are to be carried over from session to session, but no column "
                    + "says which step belongs to which; name it, as in session: day.");
        }
        if (secondsPerStep.isPresent() && !(secondsPerStep.get() > 0)) {
            throw new InvalidSpecException("seconds-per-step", "Found " + secondsPerStep.get()
                    + ", expected a positive number of seconds, as in 0.1.");
        }
        if (separator.length() != 1 || "\"\r\n".contains(separator)) {
            throw new InvalidSpecException("separator", "Found '" + separator
                    + "', expected one character other than a quote, as in ;.");
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
}
