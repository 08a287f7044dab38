package org.deltaw.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.deltaw.runtime.ExtensionRegistry;
import org.deltaw.runtime.discover.Installed;
import org.deltaw.spec.text.Words;
import org.deltaw.spi.BrokenExtensionException;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.backend.BackendUnavailableException;
import org.deltaw.spi.backend.UnsupportedProgramException;
import org.deltaw.storage.IoReason;
import org.deltaw.study.task.FailedTaskException;

/** Says in one sentence why a command ended early, and who must act. */
public final class Failures {
    private static final Pattern EXTENSION = Pattern.compile("Extension '([^']+)': ");
    private static final int MEGABYTE = 1 << 20;
    private static final String REPORT_IT = " This is a fault in DeltaW; run the command again with --debug and report "
            + "what it prints.";

    private final ExtensionRegistry registry;

    Failures(ExtensionRegistry registry) {
        this.registry = registry;
    }

    /** Who must act, or on what. */
    enum Kind {
        /** The user, on a spec or the command line. */
        SPEC,
        /** The user, on files: recordings, directories of runs, a disk. */
        DATA,
        /** The author of a plugin. */
        PLUGIN,
        /** The authors of DeltaW. */
        INTERNAL
    }

    /**
     * What is said, and where something is wrong.
     *
     * @param sentence without the name of the program
     * @param file empty if it is not known
     * @param line 0 if it is none in particular
     * @param key of a spec; empty if it is none in particular
     */
    record Failure(Kind kind, String sentence, String file, int line, String key) {
        private static Failure of(Kind kind, String sentence) {
            return new Failure(kind, sentence, "", 0, "");
        }

        /** Says what is wrong with a command line. */
        static Failure ofInput(String sentence) {
            return of(Kind.SPEC, sentence);
        }

        private static Failure of(InvalidSpecException invalid) {
            boolean data = invalid.key().equals("data") || invalid.key().startsWith("data.")
                    || (invalid.key().isEmpty() && !invalid.file().isEmpty() && invalid.line() == 0);
            return new Failure(data ? Kind.DATA : Kind.SPEC, String.valueOf(invalid.getMessage()), invalid.file(), invalid.line(),
                    invalid.key());
        }

        /** Says of which task it is. */
        private Failure of(String task) {
            return new Failure(kind, task + ": " + sentence, file, line, key);
        }

        int exitCode() {
            return kind == Kind.INTERNAL ? ExitCode.OUR_FAULT : ExitCode.INPUT;
        }

        /** Returns it for programs. */
        Map<String, Object> json() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("kind", kind.name().toLowerCase(Locale.ROOT));
            json.put("message", sentence);
            json.put("file", Optional.of(file).filter(text -> !text.isEmpty()));
            json.put("line", Optional.of(line).filter(number -> number > 0));
            json.put("key", Optional.of(key).filter(text -> !text.isEmpty()));
            return json;
        }
    }

    /** Finds the words for what was thrown. */
    Failure of(Throwable thrown) {
        Optional<OutOfMemoryError> memory = cause(thrown, OutOfMemoryError.class);
        if (memory.isPresent()) {
            return Failure.of(Kind.SPEC, notEnough(memory.get()));
        }
        return switch (thrown) {
            case FailedTaskException failed -> of(failed.getCause()).of(failed.task());
            case InvalidSpecException invalid -> Failure.of(invalid);
            case UnsupportedProgramException unsupported -> Failure.of(Kind.SPEC, String.valueOf(unsupported.getMessage()));
            case BackendUnavailableException unavailable -> Failure.of(Kind.SPEC, String.valueOf(unavailable.getMessage()));
            case BrokenExtensionException broken -> Failure.of(Kind.PLUGIN, broken.getMessage() + jarOf(broken));
            case UncheckedIOException unchecked -> Failure.of(Kind.DATA, IoReason.sentence(unchecked));
            case IOException failed -> Failure.of(Kind.DATA, IoReason.of(failed) + ".");
            default -> unexpected(thrown);
        };
    }

    private String jarOf(BrokenExtensionException broken) {
        Matcher id = EXTENSION.matcher(String.valueOf(broken.getMessage()));
        List<String> jars = id.lookingAt()
                ? registry.installed().stream()
                        .filter(each -> each.id().map(Object::toString).filter(id.group(1)::equals).isPresent())
                        .map(each -> each.jar().file()).distinct().toList()
                : List.of();
        return " This is a fault of the plugin" + (jars.isEmpty() ? "" : " in " + Words.and(jars))
                + "; get a corrected version of it, or choose another.";
    }

    private Failure unexpected(Throwable thrown) {
        String what = thrown.getClass().getSimpleName()
                + (thrown.getMessage() == null ? "" : ": " + thrown.getMessage().lines().findFirst().orElse(""));
        return plugin(thrown)
                .map(plugin -> Failure.of(Kind.PLUGIN, "The plugin " + plugin.provider() + " in " + plugin.jar() + " failed ("
                        + what + "). This is a fault of the plugin; --debug shows where in it."))
                .orElseGet(() -> Failure.of(Kind.INTERNAL, what + "." + REPORT_IT));
    }

    /** Finds the plugin in whose code something was thrown: the innermost one on the stack. */
    private Optional<Installed> plugin(Throwable thrown) {
        List<Installed> installed = registry.installed();
        for (StackTraceElement frame : thrown.getStackTrace()) {
            Optional<Installed> owner = installed.stream()
                    .filter(each -> packageOf(each.provider()).equals(packageOf(frame.getClassName())))
                    .filter(each -> !each.provider().isEmpty())
                    .findFirst();
            if (owner.isPresent()) {
                return owner;
            }
        }
        return Optional.empty();
    }

    private static String packageOf(String className) {
        return className.substring(0, Math.max(0, className.lastIndexOf('.')));
    }

    /** Says of which memory there is not enough; who asks for much at a time says for what, as in "the backend needs 3 MB". */
    private static String notEnough(OutOfMemoryError error) {
        String message = String.valueOf(error.getMessage());
        String found = message.contains("heap space") || message.contains("GC overhead") || message.contains("array size")
                ? "the heap, which may grow to " + Runtime.getRuntime().maxMemory() / MEGABYTE + " MB, is full"
                : message;
        return "There is not enough memory: " + found + ". Give Java more, as in DELTAW_OPTS=-Xmx8g, lower backend.memory in the spec, or "
                + "compute on fewer threads (backend.threads); what the run directory holds is intact.";
    }

    private static <T extends Throwable> Optional<T> cause(Throwable thrown, Class<T> type) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }
}
