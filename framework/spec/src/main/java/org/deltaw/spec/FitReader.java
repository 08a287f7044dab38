package org.deltaw.spec;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.deltaw.kernel.BackendSettings;
import org.deltaw.kernel.DataSettings;
import org.deltaw.kernel.ExtensionCatalog;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.LikelihoodSettings;
import org.deltaw.kernel.ParameterChoices;
import org.deltaw.kernel.PosteriorSettings;
import org.deltaw.spec.settings.HierarchySettings;
import org.deltaw.spec.settings.LossSettings;
import org.deltaw.spec.settings.RecordBinder;
import org.deltaw.spec.settings.RuleSettings;
import org.deltaw.spec.settings.SectionKind;
import org.deltaw.spec.settings.SectionReader;
import org.deltaw.spec.settings.SettingType;
import org.deltaw.spec.settings.ShapeReader;
import org.deltaw.spec.settings.SpecHeader;
import org.deltaw.spec.text.Faults;
import org.deltaw.spec.text.SpecNode;
import org.deltaw.spi.Configured;
import org.deltaw.spi.Seed;
import org.deltaw.spi.backend.GradientBackend;
import org.deltaw.spi.data.DataSource;
import org.deltaw.spi.loss.LossFunction;
import org.deltaw.spi.network.NetworkArchitecture;
import org.deltaw.spi.rule.RuleFamily;

/** Finds the extensions that a spec names and binds all settings. */
final class FitReader {
    static final String RULES = "rules";
    static final String HIERARCHY = "hierarchy";
    static final String POSTERIOR = "posterior";
    /** The keys of a spec, in the order in which a person reads them. */
    static final List<String> KEYS = List.of("name", "seed", "directory", "data", "network", "rule", RULES, "loss",
            "likelihood", "weighting", PriorsReader.SECTION, HIERARCHY, POSTERIOR, "backend", TrainingReader.SECTION);

    private final SpecNode.Entries spec;
    private final Path file;
    private final ExtensionCatalog catalog;
    private final RecordBinder binder;
    private final SectionReader sections;

    FitReader(SpecNode.Entries spec, Path file, ExtensionCatalog catalog) {
        this.spec = spec;
        this.file = file;
        this.catalog = catalog;
        this.binder = new RecordBinder(catalog);
        this.sections = new SectionReader(catalog, binder);
    }

    Fit fit() {
        List<String> known = new ArrayList<>(KEYS);
        if (spec.has(SpecHeader.SCHEMA)) {
            known.add(SpecHeader.SCHEMA);
        }
        RecordBinder.requireKnown(spec, known);
        SpecHeader heading = (SpecHeader) binder.bind(ShapeReader.read(SpecHeader.class), spec);
        LikelihoodSettings likelihood = (LikelihoodSettings) binder.bind(ShapeReader.read(LikelihoodSettings.class), spec);
        TrainingReader training = new TrainingReader(orEmpty(TrainingReader.SECTION), catalog, binder, sections);
        return new Fit(heading.name().orElseGet(this::fileName), new Seed(heading.seed()), directory(heading), data(),
                network(), rules(), losses(), likelihood, PriorsReader.read(orEmpty(PriorsReader.SECTION), binder), posterior(),
                backend(), training.optimizer(), training.settings());
    }

    private String fileName() {
        return file.getFileName().toString().replaceFirst("(?<=.)\\.[^.]*$", "");
    }

    private Path directory(SpecHeader heading) {
        Path own = Objects.requireNonNull(file.toAbsolutePath().getParent());
        try {
            return own.resolve(heading.directory().orElse("")).normalize();
        } catch (InvalidPathException e) {
            throw Faults.causedBy(Objects.requireNonNull(spec.entries().get("directory")).fault("is no path: " + e.getReason() + "."), e);
        }
    }

    private Fit.DataChoice data() {
        SectionReader.Chosen chosen = sections.required(SectionKind.DATA, spec);
        return new Fit.DataChoice(new Configured<>((DataSource<?>) chosen.extension(), chosen.settings()),
                (DataSettings) chosen.kernelSettings());
    }

    private Fit.NetworkChoice network() {
        SectionReader.Chosen chosen = sections.required(SectionKind.NETWORK, spec);
        return new Fit.NetworkChoice(
                new Configured<>((NetworkArchitecture<?>) chosen.extension(), chosen.settings()),
                (ParameterChoices) chosen.kernelSettings());
    }

    private List<Fit.RuleChoice> rules() {
        if (!spec.has(RULES)) {
            return List.of(rule("", sections.required(SectionKind.RULE, spec)));
        }
        SpecNode node = Objects.requireNonNull(spec.entries().get(RULES));
        if (spec.has("rule")) {
            throw node.fault("cannot be given beside rule; keep one of them.");
        }
        if (!(node instanceof SpecNode.Entries groups) || groups.entries().isEmpty()) {
            throw node.fault(node.found() + "; expected a map from groups of synapses to rules, as in "
                    + "{left: {family: taylor}}.");
        }
        List<Fit.RuleChoice> rules = new ArrayList<>();
        for (Map.Entry<String, SpecNode> group : groups.entries().entrySet()) {
            if (group.getKey().isBlank()) {
                throw group.getValue().fault("needs the name of a group of synapses as its key.");
            }
            rules.add(rule(group.getKey(), sections.read(SectionKind.RULE, group.getValue())));
        }
        return rules;
    }

    private static Fit.RuleChoice rule(String group, SectionReader.Chosen chosen) {
        RuleSettings settings = (RuleSettings) chosen.kernelSettings();
        return new Fit.RuleChoice(group, new Configured<>((RuleFamily<?>) chosen.extension(), chosen.settings()),
                settings.parameters(), settings.weights());
    }

    private List<Fit.LossChoice> losses() {
        if (!(spec.entries().get(SectionKind.LOSS.section()) instanceof SpecNode.Items list)) {
            return List.of(loss(sections.required(SectionKind.LOSS, spec)));
        }
        if (list.items().isEmpty()) {
            throw list.fault("is empty; expected at least one loss, as in [{function: l1}].");
        }
        return list.items().stream().map(item -> loss(sections.read(SectionKind.LOSS, item))).toList();
    }

    private static Fit.LossChoice loss(SectionReader.Chosen chosen) {
        LossSettings settings = (LossSettings) chosen.kernelSettings();
        return new Fit.LossChoice(new Configured<>((LossFunction<?>) chosen.extension(), chosen.settings()), settings.weight(),
                settings.parameters());
    }

    private Fit.PosteriorChoice posterior() {
        PosteriorSettings settings = (PosteriorSettings) bound(PosteriorSettings.class, orEmpty(POSTERIOR));
        return new Fit.PosteriorChoice(settings, spec.has(HIERARCHY)
                ? Optional.of(((HierarchySettings) bound(HierarchySettings.class, orEmpty(HIERARCHY))).hierarchy()) : Optional.empty());
    }

    private Object bound(Class<? extends Record> type, SpecNode node) {
        return binder.bind(new SettingType.Nested(ShapeReader.read(type)), node);
    }

    private Fit.BackendChoice backend() {
        SectionReader.Chosen chosen =
                sections.read(SectionKind.BACKEND, orEmpty(SectionKind.BACKEND.section()));
        return new Fit.BackendChoice(
                new Configured<>((GradientBackend<?>) chosen.extension(), chosen.settings()),
                (BackendSettings) chosen.kernelSettings(), catalog.programs());
    }

    /** Returns a section in which everything has a default; one that is missing or has no value is empty. */
    private SpecNode orEmpty(String section) {
        SpecNode node = spec.entries().get(section);
        if (node == null) {
            return SpecNode.Entries.empty(spec.position(), section);
        }
        return node instanceof SpecNode.Scalar scalar && scalar.isNull()
                ? SpecNode.Entries.empty(node.position(), section) : node;
    }
}
