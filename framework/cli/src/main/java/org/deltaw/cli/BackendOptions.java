package org.deltaw.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.deltaw.runtime.ExtensionRegistry;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.backend.BackendUnavailableException;
import org.deltaw.spi.backend.GradientBackend;
import picocli.CommandLine.Option;

/** On which backends a command tries something. */
final class BackendOptions {
    @Option(names = "--backend", paramLabel = "NAME",
            description = "Use this backend only; may be given several times. Without it all that can run here are used.")
    private List<String> names = new ArrayList<>();

    /** Tells whether the user has named them. */
    boolean areNamed() {
        return !names.isEmpty();
    }

    /** Finds the backends; says which of them are left out since they cannot run here, if none was named. */
    @SuppressWarnings("unchecked")
    List<GradientBackend<?>> chosen(ExtensionRegistry registry, Console console) {
        Class<GradientBackend<?>> kind = (Class<GradientBackend<?>>) (Class<?>) GradientBackend.class;
        if (names.isEmpty()) {
            List<GradientBackend<?>> usable = new ArrayList<>();
            for (GradientBackend<?> backend : registry.all(kind)) {
                unavailable(backend).ifPresentOrElse(
                        reason -> console.print("Backend '" + backend.id() + "' is left out: " + reason), () -> usable.add(backend));
            }
            return usable;
        }
        List<GradientBackend<?>> named = new ArrayList<>();
        for (String name : names) {
            GradientBackend<?> backend = registry.get(kind, id(name));
            unavailable(backend).ifPresent(reason -> {
                throw new InvalidSpecException("Backend '" + name + "' cannot run here: " + reason);
            });
            named.add(backend);
        }
        return named;
    }

    /** Says why a backend cannot run here, though it may have to load native code to know. */
    private static Optional<String> unavailable(GradientBackend<?> backend) {
        try {
            return backend.unavailable().or(() -> backend.devices().isEmpty() ? Optional.of("It has no device.") : Optional.empty());
        } catch (BackendUnavailableException unavailable) {
            return Optional.of(String.valueOf(unavailable.getMessage()));
        }
    }

    private static ExtensionId id(String name) {
        try {
            return new ExtensionId(name);
        } catch (IllegalArgumentException malformed) {
            throw new InvalidSpecException(Objects.requireNonNull(malformed.getMessage()));
        }
    }
}
