package org.deltaw.study.benchmark;

/** Something of usual size that is timed, with data that are simulated from fixed seeds. */
public sealed interface BenchmarkCase permits EvaluationCase, FitCase {
    /** Returns the name by which tables and programs know it; it does not change. */
    String name();

    /** Says what it is, in a few words. */
    String description();
}
