package org.deltaw.runtime.manage;

import java.util.List;
import java.util.Optional;
import org.deltaw.kernel.ExtensionCatalog;
import org.deltaw.runtime.discover.Kind;
import org.deltaw.spec.settings.RecordBinder;
import org.deltaw.spi.Configured;
import org.deltaw.spi.Extension;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.backend.GradientBackend;
import org.deltaw.spi.data.DataSource;
import org.deltaw.spi.loss.LossFunction;
import org.deltaw.spi.network.NetworkArchitecture;
import org.deltaw.spi.optimizer.Optimizer;
import org.deltaw.spi.parameter.Parameter;
import org.deltaw.spi.rule.RuleFamily;

/** Asks extensions whose kind is known only at run time. */
public final class Extensions {
    private Extensions() {}

    /** Lists the extensions of a kind. */
    public static List<Extension<?>> all(ExtensionCatalog catalog, Kind kind) {
        return switch (kind) {
            case RULE_FAMILY -> list(catalog.all(RuleFamily.class));
            case NETWORK_ARCHITECTURE -> list(catalog.all(NetworkArchitecture.class));
            case DATA_SOURCE -> list(catalog.all(DataSource.class));
            case LOSS_FUNCTION -> list(catalog.all(LossFunction.class));
            case OPTIMIZER -> list(catalog.all(Optimizer.class));
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
    public static <S extends Record> Optional<List<String>> parametersByDefault(RuleFamily<S> family) {
        return byDefault(family).map(each -> family.parameters(family.settingsType().cast(each.settings())).stream()
                .map(Parameter::name).toList());
    }
}
