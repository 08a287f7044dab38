package org.deltaw.study.inspect;

import java.util.List;

/**
 * A spec to begin with.
 *
 * @param spec in YAML
 * @param open what only the user knows
 */
public record Draft(String spec, List<Question> open) {
    /**
     * What only the user knows.
     *
     * @param line of the spec, from 1
     * @param mandatory whether the spec does not run before it is answered
     */
    public record Question(int line, String text, boolean mandatory) {}

    public Draft {
        open = List.copyOf(open);
    }
}
