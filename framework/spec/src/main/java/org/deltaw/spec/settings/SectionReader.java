package org.deltaw.spec.settings;

import java.util.List;
import java.util.Objects;
import org.deltaw.kernel.ExtensionCatalog;
import org.deltaw.spec.text.Faults;
import org.deltaw.spec.text.SpecNode;
import org.deltaw.spec.text.Words;
import org.deltaw.spi.Configured;
import org.deltaw.spi.Extension;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Nearest;
import org.deltaw.spi.rule.KnownRule;
import org.deltaw.spi.rule.RuleFamily;

/** Reads sections in which one key chooses an extension and the others are its settings. */
public final class SectionReader {
    /** An extension with its settings and those of the kernel. */
    public record Chosen(Extension<?> extension, Record settings, Record kernelSettings) {}

    private final ExtensionCatalog catalog;
    private final RecordBinder binder;

    public SectionReader(ExtensionCatalog catalog, RecordBinder binder) {
        this.catalog = catalog;
        this.binder = binder;
    }

    /** Reads a section that must be there. */
    public Chosen required(SectionKind kind, SpecNode.Entries spec) {
        if (!spec.has(kind.section())) {
            throw Faults.at(spec.position(), spec.path(kind.section()),
                    " is missing: " + kind.doc() + " (a map with the key '" + kind.discriminator() + "').");
        }
        return read(kind, Objects.requireNonNull(spec.entries().get(kind.section())));
    }

    /** Reads a section. */
    public Chosen read(SectionKind kind, SpecNode node) {
        if (!(node instanceof SpecNode.Entries section)) {
            String example = node instanceof SpecNode.Scalar scalar && !scalar.isNull()
                    ? "a map, as in {" + kind.discriminator() + ": " + Words.shortened(scalar.text()) + "}."
                    : "a map with the key '" + kind.discriminator() + "'.";
            throw node.fault(node.found() + "; expected " + example);
        }
        Extension<?> extension = extension(kind, section);
        SectionShape shape = SectionShape.of(kind, extension);
        RecordBinder.requireKnown(section, shape.keys());
        return new Chosen(extension, own(shape, section), binder.bind(shape.kernel(), section));
    }

    private Record own(SectionShape shape, SpecNode.Entries section) {
        try {
            return binder.bind(shape.own(), section);
        } catch (IllegalArgumentException broken) {
            throw Faults.of(shape.extension().id(), broken);
        }
    }

    /** Reads a rule with given parameters. */
    KnownRule knownRule(SpecNode node) {
        Chosen chosen = read(SectionKind.KNOWN_RULE, node);
        return new KnownRule(new Configured<>((RuleFamily<?>) chosen.extension(), chosen.settings()),
                ((RuleValues) chosen.kernelSettings()).values());
    }

    private Extension<?> extension(SectionKind kind, SpecNode.Entries section) {
        if (!section.has(kind.discriminator())) {
            if (kind == SectionKind.BACKEND) {
                return found(kind, section, new ExtensionId(SectionKind.DEFAULT_BACKEND));
            }
            throw Faults.at(section.position(), section.path(kind.discriminator()),
                    " is missing: the name of " + kind.one() + " (" + Words.or(names(kind)) + ").");
        }
        SpecNode node = Objects.requireNonNull(section.entries().get(kind.discriminator()));
        if (node instanceof SpecNode.Scalar scalar && !scalar.isNull()) {
            return found(kind, node, id(kind, scalar));
        }
        throw node.fault(node.found() + "; expected the name of " + kind.one() + ": " + Words.or(names(kind))
                + ".");
    }

    private ExtensionId id(SectionKind kind, SpecNode.Scalar scalar) {
        try {
            return new ExtensionId(scalar.text());
        } catch (IllegalArgumentException e) {
            List<String> names = names(kind);
            throw Faults.causedBy(scalar.fault(scalar.found() + "; expected the name of " + kind.one() + ": "
                    + Words.or(names) + Nearest.to(scalar.text(), names)
                            .map(name -> "; did you mean '" + name + "'?").orElse(".")), e);
        }
    }

    private Extension<?> found(SectionKind kind, SpecNode node, ExtensionId id) {
        try {
            return kind.get(catalog, id);
        } catch (InvalidSpecException e) {
            throw Refusals.located(node, new InvalidSpecException(Objects.requireNonNull(e.getMessage())));
        }
    }

    private List<String> names(SectionKind kind) {
        return kind.all(catalog).stream().map(extension -> extension.id().name()).toList();
    }
}
