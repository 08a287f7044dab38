package org.deltaw.spec;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.deltaw.kernel.ExtensionCatalog;
import org.deltaw.kernel.Fit;
import org.deltaw.spec.settings.Refusals;
import org.deltaw.spec.text.Faults;
import org.deltaw.spec.text.JsonReader;
import org.deltaw.spec.text.Keys;
import org.deltaw.spec.text.Position;
import org.deltaw.spec.text.SourceText;
import org.deltaw.spec.text.SpecNode;
import org.deltaw.spec.text.YamlReader;
import org.deltaw.spi.InvalidSpecException;

/**
 * What a user wrote, in a spec file and on the command line, before any extension is looked up. It knows
 * where everything was written. Immutable.
 */
public final class SpecFile {
    private final Path file;
    private final SpecNode.Entries root;

    private SpecFile(Path file, SpecNode.Entries root) {
        this.file = file;
        this.root = root;
    }

    /**
     * Reads a file: as JSON if its name ends in {@code .json}, else as YAML 1.2.
     *
     * @param overrides changes from the command line, as in {@code training.epochs=50}; the last one counts
     * @throws InvalidSpecException if the file or an override cannot be read
     */
    public static SpecFile read(Path file, List<String> overrides) {
        SourceText source = SourceText.read(file);
        boolean json = source.name().toLowerCase(Locale.ROOT).endsWith(".json");
        SpecNode node = json ? JsonReader.read(source) : YamlReader.read(source, "");
        if (node instanceof SpecNode.Entries root) {
            SpecNode.Entries whole = new SpecNode.Entries(Position.of(source.name()), "", root.entries());
            return new SpecFile(file, Overrides.apply(whole, overrides));
        }
        if (node instanceof SpecNode.Scalar scalar && scalar.isNull()) {
            throw new InvalidSpecException(source.name() + " is empty; expected a spec with the keys "
                    + "data, network, rule and loss.");
        }
        throw Faults.at(node.position(), "", "the spec " + node.found()
                + "; expected keys and values, as in 'seed: 1'.");
    }

    /** Reads what a program has put together, as JSON. */
    static SpecFile of(Path file, String json) {
        SourceText source = new SourceText("spec '" + file.getFileName() + "'", json, false);
        return new SpecFile(file, (SpecNode.Entries) JsonReader.read(source));
    }

    /** Returns what to call it in messages: its path. */
    public String name() {
        return file.toString();
    }

    /**
     * Looks up the extensions and binds all settings.
     *
     * @throws InvalidSpecException if something is missing, unknown or wrong; the message says where
     * @throws org.deltaw.spi.BrokenExtensionException if an extension declares its settings wrongly, or they do not work
     */
    public Fit fit(ExtensionCatalog catalog) {
        return new FitReader(root, file, catalog).fit();
    }

    /**
     * Adds to an exception where in the spec its cause was written. For exceptions that an extension threw
     * later, when it met data, or other extensions.
     *
     * @param section to which the exception's key is relative
     * @param exception as the extension threw it
     * @return an exception whose message begins with file and line, and whose key is complete
     */
    public InvalidSpecException located(Section section, InvalidSpecException exception) {
        SpecNode node = Keys.follow(root, section.keys());
        if (node.path().isEmpty() && !section.keys().isEmpty()) {
            node = SpecNode.Entries.empty(root.position(), section.toString());
        }
        return Refusals.located(node, exception);
    }

    /**
     * Adds to an exception where in the spec its cause was written, if that is certain: if its key was written
     * in one section only. Else only the file is named.
     *
     * @param exception as an extension or the kernel threw it
     */
    public InvalidSpecException located(InvalidSpecException exception) {
        List<SpecNode> candidates = sections().filter(section -> holds(section, exception.key())).toList();
        return exception.key().isEmpty() || candidates.size() != 1
                ? Refusals.located(root, new InvalidSpecException(Faults.message(exception)))
                : Refusals.located(candidates.getFirst(), exception);
    }

    /** Lists the spec, its sections, and the entries of sections that are lists or groups. */
    private Stream<SpecNode> sections() {
        return Stream.concat(Stream.of(root), root.entries().entrySet().stream().flatMap(entry -> switch (
                entry.getValue()) {
            case SpecNode.Items list -> list.items().stream();
            case SpecNode.Entries groups when entry.getKey().equals(FitReader.RULES) ->
                    groups.entries().values().stream();
            case SpecNode other -> Stream.of(other);
        }));
    }

    @SuppressWarnings("ReferenceEquality") // Who follows no key arrives where it began.
    private static boolean holds(SpecNode section, String key) {
        return section instanceof SpecNode.Entries map && Keys.split(Keys.dotted(key))
                .map(keys -> Keys.follow(map, keys.subList(0, Keys.leading(map, keys))) != map)
                .orElse(false);
    }
}
