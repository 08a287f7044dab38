package org.deltaw.cli;

import java.util.List;
import java.util.Optional;
import org.deltaw.kernel.ExtensionCatalog;
import org.deltaw.runtime.Kind;
import org.deltaw.spec.RecordBinder;
import org.deltaw.spi.Configured;
import org.deltaw.spi.DataSource;
import org.deltaw.spi.Extension;
import org.deltaw.spi.GradientBackend;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.LossFunction;
import org.deltaw.spi.NetworkArchitecture;
import org.deltaw.spi.Parameter;
import org.deltaw.spi.RuleFamily;

/** Asks extensions whose kind is known only at run time. */
final class Extensions {
    private Extensions() {}

    /** Lists the extensions of a kind. */
    static List<Extension<?>> all(ExtensionCatalog catalog, Kind kind) {
        return switch (kind) {
            case RULE_FAMILY -> list(catalog.all(RuleFamily.class));
            case NETWORK_ARCHITECTURE -> list(catalog.all(NetworkArchitecture.class));
            case DATA_SOURCE -> list(catalog.all(DataSource.class));
            case LOSS_FUNCTION -> list(catalog.all(LossFunction.class));
            case BACKEND -> list(catalog.all(GradientBackend.class));
        };
    }

    private static <E extends Extension<?>> List<Extension<?>> list(List<E> extensions) {
        return List.copyOf(extensions);
    }

    /** Returns an extension whose settings all have their default; empty if some have none. */
    static <E extends Extension<?>> Optional<Configured<E>> byDefault(E extension) {
        try {
            return Optional.of(new Configured<>(extension, RecordBinder.bind(extension, "{}")));
        } catch (InvalidSpecException mustBeSet) {
            return Optional.empty();
        }
    }

    /** Names the parameters of a rule whose settings all have their default; empty if some have none. */
    static <S extends Record> Optional<List<String>> parametersByDefault(RuleFamily<S> family) {
        return byDefault(family).map(each -> family.parameters(family.settingsType().cast(each.settings())).stream()
                .map(Parameter::name).toList());
    }
}
