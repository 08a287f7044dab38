package org.deltaw.runtime.manage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.deltaw.kernel.BundleInfo;
import org.deltaw.kernel.CompiledPrograms;
import org.deltaw.kernel.ExtensionCatalog;
import org.deltaw.runtime.Installation;
import org.deltaw.runtime.discover.Kind;
import org.deltaw.spec.SpecFile;
import org.deltaw.spi.Extension;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.InvalidSpecException;

/** Picks the examples of an installation that can be run with some of its plugins. */
final class ExampleChoice {
    private final Installation source;
    private final ExtensionCatalog catalog;

    ExampleChoice(Installation source, ExtensionCatalog catalog) {
        this.source = source;
        this.catalog = catalog;
    }

    /** Copies the specs, and the files that they name, and returns the names of the specs. */
    List<String> copy(List<Probe.Finding> extensions, Path folder) throws IOException {
        Path examples = source.home().resolve("examples");
        List<String> copied = new ArrayList<>();
        if (!Files.isDirectory(examples)) {
            return copied;
        }
        List<Path> files;
        try (Stream<Path> found = Files.list(examples)) {
            files = found.sorted().toList();
        }
        for (Path file : files) {
            if (file.toString().endsWith(".yaml") && canBeRun(file, new Only(extensions))) {
                Files.createDirectories(folder);
                Files.copy(file, folder.resolve(file.getFileName().toString()));
                copyNamed(files, Files.readString(file), folder);
                copied.add(file.getFileName().toString());
            }
        }
        return copied;
    }

    private static void copyNamed(List<Path> files, String spec, Path folder) throws IOException {
        for (Path file : files) {
            String name = file.getFileName().toString();
            Path copy = folder.resolve(name);
            if (!name.endsWith(".yaml") && !name.endsWith(".md") && spec.contains(name) && !Files.exists(copy)) {
                Files.copy(file, copy);
            }
        }
    }

    private static boolean canBeRun(Path spec, ExtensionCatalog with) {
        try {
            SpecFile.read(spec, List.of()).fit(with);
            return true;
        } catch (InvalidSpecException lacksSomething) {
            return false;
        }
    }

    /** The extensions that were chosen, and no others. */
    private final class Only implements ExtensionCatalog {
        private final List<Probe.Finding> chosen;

        Only(List<Probe.Finding> chosen) {
            this.chosen = chosen;
        }

        @Override
        public <E extends Extension<?>> List<E> all(Class<E> kind) {
            return catalog.all(kind).stream().filter(each -> isChosen(kind, each.id())).toList();
        }

        @Override
        public <E extends Extension<?>> E get(Class<E> kind, ExtensionId id) {
            if (!isChosen(kind, id)) {
                throw new InvalidSpecException("'" + id + "' was not chosen.");
            }
            return catalog.get(kind, id);
        }

        @Override
        public CompiledPrograms programs() {
            return catalog.programs();
        }

        @Override
        public List<BundleInfo> bundles() {
            return catalog.bundles();
        }

        private boolean isChosen(Class<? extends Extension<?>> kind, ExtensionId id) {
            return chosen.stream().anyMatch(each ->
                    each.kind().equals(Kind.of(kind).toString()) && each.name().equals(id.toString()));
        }
    }
}
