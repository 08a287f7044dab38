package org.deltaw.study.inspect;

/**
 * What something in a file probably is.
 *
 * @param role what it is
 * @param column the column, or the text that computes it, as a spec would have it
 * @param reason why it is thought so, and what it holds, as a phrase
 */
public record Guess(Role role, String column, String reason) {
    /** What a column may be. */
    public enum Role {
        /** Which option was chosen. */
        CHOICE,
        /** Whether what was on offer was accepted. */
        DECISION,
        /** What the choice brought. */
        REWARD,
        /** Inputs of the network. */
        INPUTS,
        /** Where weights change. */
        GATE,
        SUBJECT,
        SESSION,
        TRIAL,
        TRAJECTORY
    }
}
