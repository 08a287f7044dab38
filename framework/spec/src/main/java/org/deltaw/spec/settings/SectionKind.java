package org.deltaw.spec.settings;

import java.util.Arrays;
import java.util.List;
import org.deltaw.kernel.BackendSettings;
import org.deltaw.kernel.DataSettings;
import org.deltaw.kernel.ExtensionCatalog;
import org.deltaw.kernel.ParameterChoices;
import org.deltaw.spi.Extension;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.backend.GradientBackend;
import org.deltaw.spi.data.DataSource;
import org.deltaw.spi.loss.LossFunction;
import org.deltaw.spi.network.NetworkArchitecture;
import org.deltaw.spi.optimizer.Optimizer;
import org.deltaw.spi.rule.RuleFamily;

/** The sections of a spec in which one key chooses an extension and the others are its settings. */
public enum SectionKind {
    /** Chooses a data source. */
    DATA("data", "source", "data source", "where trajectories come from", DataSource.class, DataSettings.class),
    /** Chooses a network. */
    NETWORK("network", "architecture", "network architecture", "the network that learns", NetworkArchitecture.class,
            ParameterChoices.class),
    /** Chooses a rule. */
    RULE("rule", "family", "rule family", "the rule by which synapses change", RuleFamily.class,
            RuleSettings.class),
    /** Chooses a rule with known parameters, in the settings of another extension. */
    KNOWN_RULE("known-rule", "family", "rule family", "a rule with known parameters", RuleFamily.class,
            RuleValues.class),
    /** Chooses a loss. */
    LOSS("loss", "function", "loss function", "what is minimised", LossFunction.class, LossSettings.class),
    /** Chooses an optimizer, in the section {@code training}. */
    OPTIMIZER("optimizer", "name", "optimizer", "by what the loss is minimised", Optimizer.class, NoSettings.class),
    /** Chooses a backend. */
    BACKEND("backend", "name", "backend", "what computes", GradientBackend.class, BackendSettings.class);

    /** The backend of specs that do not say any. */
    public static final String DEFAULT_BACKEND = "jvm";

    private final String section;
    private final String discriminator;
    private final String words;
    private final String doc;
    private final Class<?> contract;
    private final Class<? extends Record> kernelSettings;

    SectionKind(String section, String discriminator, String words, String doc, Class<?> contract,
            Class<? extends Record> kernelSettings) {
        this.section = section;
        this.discriminator = discriminator;
        this.words = words;
        this.doc = doc;
        this.contract = contract;
        this.kernelSettings = kernelSettings;
    }

    /** Returns the kind of section of a spec in which an extension is chosen. */
    static SectionKind of(Extension<?> extension) {
        return Arrays.stream(values())
                .filter(kind -> kind.contract.isInstance(extension))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Extension '" + extension.id()
                        + "' is of no kind that a spec knows."));
    }

    /** Returns the key of the section. */
    public String section() {
        return section;
    }

    /** Returns the key that chooses the extension. */
    public String discriminator() {
        return discriminator;
    }

    /** Says what kind of extension it is. */
    public String words() {
        return words;
    }

    /** Says the same with an article, as in {@code a rule family}. */
    public String one() {
        return (words.startsWith("o") ? "an " : "a ") + words;
    }

    /** Says what the section is for. */
    public String doc() {
        return doc;
    }

    /** Returns the record of the settings that belong to the kernel, not to the extension. */
    Class<? extends Record> kernelSettings() {
        return kernelSettings;
    }

    /** Lists the extensions to choose from. */
    public List<Extension<?>> all(ExtensionCatalog catalog) {
        return switch (this) {
            case DATA -> list(catalog.all(DataSource.class));
            case NETWORK -> list(catalog.all(NetworkArchitecture.class));
            case RULE, KNOWN_RULE -> list(catalog.all(RuleFamily.class));
            case LOSS -> list(catalog.all(LossFunction.class));
            case OPTIMIZER -> list(catalog.all(Optimizer.class));
            case BACKEND -> list(catalog.all(GradientBackend.class));
        };
    }

    /** Returns the chosen extension, or throws what {@link ExtensionCatalog#get} throws. */
    Extension<?> get(ExtensionCatalog catalog, ExtensionId id) {
        return switch (this) {
            case DATA -> catalog.get(DataSource.class, id);
            case NETWORK -> catalog.get(NetworkArchitecture.class, id);
            case RULE, KNOWN_RULE -> catalog.get(RuleFamily.class, id);
            case LOSS -> catalog.get(LossFunction.class, id);
            case OPTIMIZER -> catalog.get(Optimizer.class, id);
            case BACKEND -> catalog.get(GradientBackend.class, id);
        };
    }

    private static <E extends Extension<?>> List<Extension<?>> list(List<E> extensions) {
        return List.copyOf(extensions);
    }
}
