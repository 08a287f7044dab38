package org.deltaw.study.reference;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltaw.kernel.BackendSettings;
import org.deltaw.kernel.DataSettings;
import org.deltaw.kernel.ExtensionCatalog;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.OptimizerChoice;
import org.deltaw.kernel.ParameterChoices;
import org.deltaw.kernel.TrainingSettings;
import org.deltaw.spec.settings.RecordBinder;
import org.deltaw.spi.Configured;
import org.deltaw.spi.Extension;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.Seed;
import org.deltaw.spi.backend.GradientBackend;
import org.deltaw.spi.data.DataContext;
import org.deltaw.spi.data.DataSource;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.loss.LossFunction;
import org.deltaw.spi.network.NetworkArchitecture;
import org.deltaw.spi.optimizer.Optimizer;
import org.deltaw.spi.rule.RuleFamily;

/** Puts data that are there and installed extensions together into something that can be evaluated. */
public final class ReferenceModel implements DataSource<NoSettings> {
    private final Dataset dataset;

    private ReferenceModel(Dataset dataset) {
        this.dataset = dataset;
    }

    /**
     * Describes a model by the settings a user would write.
     *
     * @param losses name of the function, and its weight
     */
    public record Description(
            String architecture, String networkSettings, ParameterChoices networkParameters, String family,
            String ruleSettings, List<Map.Entry<String, Double>> losses) {}

    /** Puts a fit together. */
    public static Fit fit(Description description, Dataset dataset, GradientBackend<?> backend, BackendSettings settings,
            ExtensionCatalog catalog) {
        List<Fit.LossChoice> losses = new ArrayList<>();
        for (Map.Entry<String, Double> loss : description.losses()) {
            losses.add(new Fit.LossChoice(configured(LossFunction.class, loss.getKey(), "{}", catalog), loss.getValue(),
                    ParameterChoices.NONE));
        }
        Fit.NetworkChoice network = new Fit.NetworkChoice(
                configured(NetworkArchitecture.class, description.architecture(), description.networkSettings(), catalog),
                description.networkParameters());
        Fit.RuleChoice rule = new Fit.RuleChoice("",
                configured(RuleFamily.class, description.family(), description.ruleSettings(), catalog),
                ParameterChoices.NONE);
        Record backendSettings = RecordBinder.bind(backend, "{}");
        return new Fit("selftest", new Seed(1), Path.of("."),
                new Fit.DataChoice(new Configured<>(new ReferenceModel(dataset), new NoSettings()), DataSettings.ALL),
                network, List.of(rule), losses,
                new Fit.BackendChoice(new Configured<>(backend, backendSettings), settings, catalog.programs()),
                new OptimizerChoice.Automatic(optimizer(OptimizerChoice.FOR_COEFFICIENTS, catalog),
                        optimizer(OptimizerChoice.FOR_WEIGHTS, catalog)),
                RecordBinder.bind(TrainingSettings.class, "{}"));
    }

    private static Configured<Optimizer<?>> optimizer(ExtensionId id, ExtensionCatalog catalog) {
        return configured(Optimizer.class, id.name(), "{}", catalog);
    }

    /** Names the first extension that a model needs and that is not installed. */
    public static Optional<String> missing(Description description, ExtensionCatalog catalog) {
        if (isMissing(NetworkArchitecture.class, description.architecture(), catalog)) {
            return Optional.of("network " + description.architecture());
        }
        if (isMissing(RuleFamily.class, description.family(), catalog)) {
            return Optional.of("rule family " + description.family());
        }
        for (ExtensionId optimizer : List.of(OptimizerChoice.FOR_COEFFICIENTS, OptimizerChoice.FOR_WEIGHTS)) {
            if (isMissing(Optimizer.class, optimizer.name(), catalog)) {
                return Optional.of("optimizer " + optimizer);
            }
        }
        return description.losses().stream().map(Map.Entry::getKey)
                .filter(loss -> isMissing(LossFunction.class, loss, catalog)).findFirst().map(loss -> "loss " + loss);
    }

    private static boolean isMissing(Class<?> kind, String id, ExtensionCatalog catalog) {
        return catalog.all(ReferenceModel.<Extension<?>>typed(kind)).stream()
                .noneMatch(extension -> extension.id().name().equals(id));
    }

    private static <E extends Extension<?>> Configured<E> configured(
            Class<?> kind, String id, String settings, ExtensionCatalog catalog) {
        E extension = catalog.get(ReferenceModel.<E>typed(kind), new ExtensionId(id));
        return new Configured<>(extension, RecordBinder.bind(extension, settings));
    }

    /** A class literal lacks the wildcard that the catalog's kinds have. */
    @SuppressWarnings("unchecked")
    private static <E extends Extension<?>> Class<E> typed(Class<?> kind) {
        return (Class<E>) kind;
    }

    @Override
    public ExtensionId id() {
        return new ExtensionId("given");
    }

    @Override
    public String description() {
        return "data that a program has made";
    }

    @Override
    public Class<NoSettings> settingsType() {
        return NoSettings.class;
    }

    @Override
    public Dataset load(NoSettings settings, DataContext context) {
        return dataset;
    }
}
