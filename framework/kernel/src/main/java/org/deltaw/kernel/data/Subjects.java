package org.deltaw.kernel.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.deltaw.kernel.TrainingSettings;
import org.deltaw.spi.InvalidSpecException;

/** Says which parts of trajectories are fitted together: all, or those of one subject. */
public record Subjects(TrainingSettings.Subjects choice, Split split) {
    /** Is told of one set of parameters. */
    public interface Group {
        void accept(String subject, List<Part> training, List<Part> heldOut);
    }

    /**
     * Names every group: the subject, empty if all are pooled, with what is fitted and what is held out.
     *
     * @throws InvalidSpecException if there is nothing to be fitted to a subject
     */
    public void forEach(Group group) {
        if (choice == TrainingSettings.Subjects.POOLED) {
            group.accept("", split.training(), split.heldOut());
            return;
        }
        Map<String, List<Part>> training = bySubject(split.training());
        Map<String, List<Part>> heldOut = bySubject(split.heldOut());
        for (String subject : heldOut.keySet()) {
            if (!training.containsKey(subject)) {
                throw new InvalidSpecException("training.subjects", "All trajectories of subject '" + subject
                        + "' are held out, so nothing can be fitted to it alone; fit all subjects together with pooled.");
            }
        }
        training.forEach((subject, parts) -> group.accept(subject, parts, heldOut.getOrDefault(subject, List.of())));
    }

    private static Map<String, List<Part>> bySubject(List<Part> parts) {
        Map<String, List<Part>> groups = new TreeMap<>();
        parts.forEach(part -> groups.computeIfAbsent(part.trajectory().subject(), _ -> new ArrayList<>()).add(part));
        return groups;
    }
}
