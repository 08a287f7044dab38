package org.deltaw.kernel.model;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.deltaw.spi.InvalidSpecException;

/**
 * What was fitted, for to be simulated: of each subject the values of all parameters. Immutable.
 *
 * @param bySubject for each subject that was fitted alone its values, or under the empty name those of all; by owner and
 *     {@link ParameterValue#label}, as {@code parameters.json} holds them
 */
public record FittedValues(Map<String, Map<String, Map<String, double[]>>> bySubject) {
    public FittedValues {
        bySubject = Collections.unmodifiableMap(new LinkedHashMap<>(bySubject));
    }

    /**
     * Returns the values that a subject has, by owner and name.
     *
     * @throws InvalidSpecException if nothing was fitted to the subject
     */
    public Map<String, Map<String, double[]>> of(String subject) {
        Map<String, Map<String, double[]>> found = bySubject.containsKey(subject) ? bySubject.get(subject) : bySubject.get("");
        if (found == null) {
            throw new InvalidSpecException("No rule was fitted to the subject '" + subject + "', so none can be simulated for it.");
        }
        String own = "@" + subject;
        Map<String, Map<String, double[]>> values = new LinkedHashMap<>();
        found.forEach((owner, all) -> {
            Map<String, double[]> named = new LinkedHashMap<>(all);
            all.forEach((label, value) -> {
                if (label.endsWith(own)) {
                    named.put(label.substring(0, label.length() - own.length()), value);
                }
            });
            values.put(owner, named);
        });
        return values;
    }

    /**
     * Returns the values behind what several subjects did that stand for others, as {@link org.deltaw.kernel.fit.Problem#vector} takes
     * them: what differs between subjects by the name of each.
     *
     * @param standsFor for each the subject whose values it has; at least one
     */
    public Map<String, Map<String, double[]>> of(Map<String, String> standsFor) {
        Map<String, Map<String, double[]>> all = new LinkedHashMap<>();
        standsFor.forEach((subject, original) -> of(original).forEach((owner, values) -> {
            Map<String, double[]> named = all.computeIfAbsent(owner, _ -> new LinkedHashMap<>());
            values.forEach((name, value) -> {
                named.putIfAbsent(name, value);
                named.put(name + "@" + subject, value);
            });
        }));
        return all;
    }

    /** Writes all values, with every bit. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        bySubject.forEach((subject, owners) -> owners.forEach((owner, values) -> values.forEach((label, value) -> text.append(subject)
                .append(' ').append(owner).append('.').append(label).append(' ').append(Arrays.toString(value)).append('\n'))));
        return text.toString();
    }
}
