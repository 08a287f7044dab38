package org.deltaw.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
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

/** Says in one sentence why a command ended early, and who must act. */
public final class Failures {
    private static final Pattern EXTENSION = Pattern.compile("Extension '([^']+)': ");
    private static final String REPORT_IT = " This is a fault in DeltaW; run the command again with --debug and report "
            + "what it prints.";

    private final ExtensionRegistry registry;

    Failures(ExtensionRegistry registry) {
        this.registry = registry;
    }

    /**
     * What is said, and the exit code.
     *
     * @param sentence without the name of the program
     */
    record Failure(String sentence, int exitCode) {}

    /** Finds the words for what was thrown. */
    Failure of(Throwable thrown) {
        if (hasCause(thrown, OutOfMemoryError.class)) {
            return new Failure("There is not enough memory. Give Java more, as in DELTAW_OPTS=-Xmx8g, or lower "
                    + "backend.memory in the spec; what the run directory holds is intact.", ExitCode.INPUT);
        }
        return switch (thrown) {
            case InvalidSpecException invalid -> new Failure(String.valueOf(invalid.getMessage()), ExitCode.INPUT);
            case UnsupportedProgramException unsupported -> new Failure(String.valueOf(unsupported.getMessage()), ExitCode.INPUT);
            case BackendUnavailableException unavailable -> new Failure(String.valueOf(unavailable.getMessage()), ExitCode.INPUT);
            case BrokenExtensionException broken -> new Failure(broken.getMessage() + jarOf(broken), ExitCode.INPUT);
            case UncheckedIOException unchecked -> new Failure(IoReason.sentence(unchecked), ExitCode.INPUT);
            case IOException failed -> new Failure(IoReason.of(failed) + ".", ExitCode.INPUT);
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
                .map(plugin -> new Failure("The plugin " + plugin.provider() + " in " + plugin.jar() + " failed ("
                        + what + "). This is a fault of the plugin; --debug shows where in it.", ExitCode.INPUT))
                .orElseGet(() -> new Failure(what + "." + REPORT_IT, ExitCode.OUR_FAULT));
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

    private static boolean hasCause(Throwable thrown, Class<? extends Throwable> type) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            if (type.isInstance(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
