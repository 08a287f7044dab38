package org.deltaw.cli;

/** How a command ended, for shells and scripts. */
public final class ExitCode {
    /** What was asked is done; of a study, that every task has a result. */
    public static final int DONE = 0;
    /** A fault in DeltaW. */
    static final int OUR_FAULT = 1;
    /** The user must act: her input is wrong, a plugin is broken, a disk is full. */
    public static final int INPUT = 2;
    /**
     * One fit diverged, or used up its epochs before it came to what it takes for the end; with {@code --strict} any fit of a
     * study. All results are there.
     */
    static final int NOT_CONVERGED = 3;
    /** Asked to end by another program (SIGTERM), with work left; {@code EX_TEMPFAIL} of sysexits.h: run it again. */
    static final int WORK_LEFT = 75;
    /** Stopped by Ctrl-C; what a shell expects of a process that ended by signal 2. */
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
