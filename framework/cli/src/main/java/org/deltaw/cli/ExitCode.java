package org.deltaw.cli;

/** How a command ended, for shells and scripts. */
public final class ExitCode {
    /** What was asked is done; a training that diverged is a result too. */
    public static final int DONE = 0;
    /** A fault in DeltaW. */
    static final int OUR_FAULT = 1;
    /** The user must act: her input is wrong, a plugin is broken, a disk is full. */
    public static final int INPUT = 2;
    /** Stopped by Ctrl-C; what a shell expects of a process that ended by signal 2. */
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
