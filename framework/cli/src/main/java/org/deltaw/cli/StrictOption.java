package org.deltaw.cli;

import picocli.CommandLine.Option;

/** Whether a study of many fits fails if one of them did not converge. */
final class StrictOption {
    @Option(names = "--strict", description = "Of several fits, end with exit code 3 if any did not converge.")
    private boolean strict;

    /** Returns the exit code of a study in which every task has a result. */
    int exitCode(boolean converged) {
        return strict && !converged ? ExitCode.NOT_CONVERGED : ExitCode.DONE;
    }
}
