package org.deltaw.kernel.backend;

import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import org.deltaw.expr.Checker;
import org.deltaw.expr.Op;
import org.deltaw.kernel.BackendSettings;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.extension.Unchecked;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.backend.BackendContext;
import org.deltaw.spi.backend.CompiledModel;
import org.deltaw.spi.backend.GradientBackend;
import org.deltaw.spi.backend.Precision;
import org.deltaw.spi.backend.Program;
import org.deltaw.spi.backend.UnsupportedProgramException;

/** Has programs compiled by the backend that was named, or says why that cannot be. */
public final class Backends {
    private static final long MEGABYTE = 1L << 20;

    private Backends() {}

    /**
     * Compiles a program.
     *
     * @throws InvalidSpecException if the backend cannot run here, or not in the precision asked for
     * @throws UnsupportedProgramException if it does not know a primitive of the program
     */
    public static CompiledModel compile(Fit.BackendChoice choice, Program program) {
        GradientBackend<Record> backend = Unchecked.backend(choice.backend());
        backend.unavailable().ifPresent(reason -> {
            throw new InvalidSpecException("name", "Backend '" + backend.id() + "' cannot run here: " + reason);
        });
        BackendSettings settings = choice.settings();
        if (!backend.precisions().contains(settings.precision())) {
            throw new InvalidSpecException("precision", "Backend '" + backend.id() + "' does not compute in "
                    + word(settings.precision()) + "; it offers "
                    + String.join(", ", backend.precisions().stream().map(Backends::word).sorted().toList()) + ".");
        }
        if (backend.primitives() < Op.VERSION) {
            requireKnown(backend, program);
        }
        return choice.programs().compile(backend, choice.backend().settings(), program,
                new BackendContext(settings.precision(), settings.memory() * MEGABYTE));
    }

    private static void requireKnown(GradientBackend<?> backend, Program program) {
        SortedMap<String, Integer> unknown = Checker.newerThan(backend.primitives(), program.expressions());
        if (!unknown.isEmpty()) {
            List<String> named = unknown.entrySet().stream()
                    .map(each -> "'" + each.getKey() + "' (new in version " + each.getValue() + ")").toList();
            throw new UnsupportedProgramException("Backend '" + backend.id() + "' knows version " + backend.primitives()
                    + " of the primitives, but this model uses " + String.join(", ", named)
                    + "; get a newer version of the backend, or choose another.");
        }
    }

    private static String word(Precision precision) {
        return precision.name().toLowerCase(Locale.ROOT);
    }
}
