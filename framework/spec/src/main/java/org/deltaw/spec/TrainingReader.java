package org.deltaw.spec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.deltaw.kernel.ExtensionCatalog;
import org.deltaw.kernel.OptimizerChoice;
import org.deltaw.kernel.TrainingSettings;
import org.deltaw.spec.settings.RecordBinder;
import org.deltaw.spec.settings.SectionKind;
import org.deltaw.spec.settings.SectionReader;
import org.deltaw.spec.settings.SectionShape;
import org.deltaw.spec.settings.Shape;
import org.deltaw.spec.settings.ShapeReader;
import org.deltaw.spec.text.SpecNode;
import org.deltaw.spec.text.Words;
import org.deltaw.spi.BrokenExtensionException;
import org.deltaw.spi.Configured;
import org.deltaw.spi.Extension;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.optimizer.Optimizer;

/** Reads the section {@code training}: by what an objective is minimised, and how long and often. */
final class TrainingReader {
    static final String SECTION = "training";
    static final String OPTIMIZER = SectionKind.OPTIMIZER.section();
    private static final String NAME = SectionKind.OPTIMIZER.discriminator();

    private static final String UNCERTAINTY = "uncertainty";

    private final SpecNode.Entries section;
    private final ExtensionCatalog catalog;
    private final RecordBinder binder;
    private final SectionReader sections;

    /** @param node the section; empty if there is none */
    TrainingReader(SpecNode node, ExtensionCatalog catalog, RecordBinder binder, SectionReader sections) {
        if (!(node instanceof SpecNode.Entries entries)) {
            throw node.fault(node.found() + "; expected a map with the keys " + Words.list(known()) + ".");
        }
        this.section = entries;
        this.catalog = catalog;
        this.binder = binder;
        this.sections = sections;
    }

    private static List<String> known() {
        return Stream.concat(Stream.of(OPTIMIZER),
                ShapeReader.read(TrainingSettings.class).settings().stream().map(Shape.Slot::key)).toList();
    }

    TrainingSettings settings() {
        section.entries().forEach((key, node) -> {
            List<String> owners = known().contains(key) ? List.of() : ownersOf(key);
            if (!owners.isEmpty()) {
                throw node.fault("is a setting of the optimizer, of " + Words.and(owners) + "; expected it at "
                        + section.path(OPTIMIZER) + "." + key + ", as in training: {optimizer: {name: " + owners.getFirst() + ", "
                        + key + ": ...}}.");
            }
        });
        requireNoneRenamed();
        RecordBinder.requireKnown(section, known());
        return (TrainingSettings) binder.bind(ShapeReader.read(TrainingSettings.class), section);
    }

    /** Specs of earlier versions say whether standard errors are computed; now they say how intervals are made. */
    private void requireNoneRenamed() {
        SpecNode uncertainty = section.entries().get(UNCERTAINTY);
        if (uncertainty != null) {
            throw uncertainty.fault("has another name now; write " + section.path("intervals") + ": large-sample for true, none for false, "
                    + "or profile.");
        }
    }

    /** Names the optimizers that have a setting. */
    private List<String> ownersOf(String key) {
        return SectionKind.OPTIMIZER.all(catalog).stream().filter(optimizer -> has(optimizer, key))
                .map(optimizer -> optimizer.id().name()).toList();
    }

    private static boolean has(Extension<?> optimizer, String key) {
        try {
            return SectionShape.of(SectionKind.OPTIMIZER, optimizer).own().settings().stream()
                    .anyMatch(slot -> slot.key().equals(key));
        } catch (BrokenExtensionException notAsked) {
            // Whoever chooses it will hear of it.
            return false;
        }
    }

    OptimizerChoice optimizer() {
        SpecNode node = section.entries().get(OPTIMIZER);
        if (node == null || isAutomatic(node)) {
            return new OptimizerChoice.Automatic(byDefault(OptimizerChoice.FOR_COEFFICIENTS),
                    byDefault(OptimizerChoice.FOR_WEIGHTS));
        }
        return new OptimizerChoice.Named(configured(node instanceof SpecNode.Scalar name ? inFull(name) : node));
    }

    /** A name alone is short for a map with nothing else. */
    static SpecNode.Entries inFull(SpecNode.Scalar name) {
        return SpecNode.Entries.empty(name.position(), name.path()).with(NAME, name);
    }

    private static boolean isAutomatic(SpecNode node) {
        return switch (node) {
            case SpecNode.Scalar scalar -> scalar.isNull() || scalar.text().equals(OptimizerChoice.AUTOMATIC);
            case SpecNode.Items _ -> false;
            case SpecNode.Entries map -> (!map.has(NAME) || isAutomatic(Objects.requireNonNull(map.entries().get(NAME))))
                    && hasNoSettings(map);
        };
    }

    private static boolean hasNoSettings(SpecNode.Entries map) {
        SequencedMap<String, SpecNode> settings = new LinkedHashMap<>(map.entries());
        settings.remove(NAME);
        if (!settings.isEmpty()) {
            throw settings.firstEntry().getValue().fault("is a setting, but no optimizer is named whose it is, and "
                    + OptimizerChoice.AUTOMATIC + " has none; name it, as in " + map.path(NAME) + "="
                    + OptimizerChoice.FOR_WEIGHTS + ".");
        }
        return true;
    }

    private Configured<Optimizer<?>> byDefault(ExtensionId id) {
        return configured(inFull(new SpecNode.Scalar(section.position(), section.path(OPTIMIZER), id.name(), true)));
    }

    private Configured<Optimizer<?>> configured(SpecNode node) {
        SectionReader.Chosen chosen = sections.read(SectionKind.OPTIMIZER, node);
        return new Configured<>((Optimizer<?>) chosen.extension(), chosen.settings());
    }
}
