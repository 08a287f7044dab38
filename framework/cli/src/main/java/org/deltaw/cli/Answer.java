package org.deltaw.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a command has come to, for programs: with {@code --json} {@link Invocation} writes it, and nothing else, to standard output.
 *
 * @param kind names the shape of the result: it is described by the schema {@code deltaw-<kind>/1}
 * @param directory where the files are, if there are any
 * @param exitCode one of {@link ExitCode}
 * @param result gives what {@link org.deltaw.spec.json.JsonText} writes; where it is in a file, equal to that. Asked only where a
 *     program reads it, since files may have to be read for it
 */
record Answer(String kind, Optional<Path> directory, int exitCode, Supplier<? extends Map<String, ?>> result) {
    /** Makes the answer of a command that is done and has no directory. */
    static Answer of(String kind, Map<String, ?> result) {
        return of(kind, () -> result);
    }

    /** Makes the same of what is read only where a program wants it. */
    static Answer of(String kind, Supplier<? extends Map<String, ?>> result) {
        return new Answer(kind, Optional.empty(), ExitCode.DONE, result);
    }

    /** Returns the same with a directory. */
    Answer in(Path folder) {
        return new Answer(kind, Optional.of(folder), exitCode, result);
    }

    /** Returns the same with another exit code. */
    Answer ending(int code) {
        return new Answer(kind, directory, code, result);
    }
}
