package org.deltaw.runtime.manage;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.deltaw.runtime.Installation;
import org.deltaw.runtime.bundle.BundleFile;
import org.deltaw.runtime.discover.Installed;
import org.deltaw.spec.text.Words;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Nearest;

/** Finds the jars that a user means, and those that they cannot do without. */
public final class PluginChoice {
    private final List<Installed> installed;
    private final List<BundleFile> plugins;
    private final List<BundleFile> framework;

    public PluginChoice(Installation installation, List<Installed> installed) {
        this.installed = installed;
        this.plugins = PluginFolders.bundles(installation.plugins());
        this.framework = PluginFolders.bundles(installation.bundles());
    }

    /**
     * Finds a plugin by the name of an extension, by the name of its jar with or without version, or as a file.
     *
     * @throws InvalidSpecException if there is none, or more than one
     */
    public BundleFile of(String name) {
        Path file = Path.of(name);
        if (Files.isRegularFile(file)) {
            return BundleFile.read(file.toAbsolutePath().normalize());
        }
        List<BundleFile> meant = plugins.stream().filter(each -> brings(each, name) || isCalled(each, name)).toList();
        if (meant.isEmpty()) {
            throw unknown(name);
        }
        if (meant.size() > 1) {
            throw new InvalidSpecException("'" + name + "' may be " + Words.and(meant.stream().map(PluginChoice::shortName).toList())
                    + "; name one of these.");
        }
        return meant.getFirst();
    }

    private boolean brings(BundleFile bundle, String name) {
        return installed.stream().anyMatch(each -> each.jar().path().equals(bundle.file().toString())
                && each.id().map(Object::toString).equals(Optional.of(name)));
    }

    private static boolean isCalled(BundleFile bundle, String name) {
        String file = bundle.file().getFileName().toString();
        return Stream.of(bundle.name(), file, file.replaceFirst("\\.jar$", ""), shortName(bundle), "deltaw-" + shortName(bundle))
                .anyMatch(name::equals);
    }

    /** The name of the jar without the version, and for DeltaW's own without the prefix: {@code rule-taylor}. */
    private static String shortName(BundleFile bundle) {
        return bundle.file().getFileName().toString()
                .replaceFirst("\\.jar$", "").replaceFirst("-\\d.*$", "").replaceFirst("^deltaw-", "");
    }

    private InvalidSpecException unknown(String name) {
        List<String> known = Stream.concat(installed.stream().map(Installed::id).flatMap(Optional::stream).map(Object::toString),
                plugins.stream().map(PluginChoice::shortName)).distinct().toList();
        return new InvalidSpecException("No plugin is called '" + name + "', and there is no such file"
                + Nearest.to(name, known).map(near -> "; did you mean '" + near + "'?").orElse(".")
                + " There are " + Words.and(known) + ".");
    }

    /** Adds what plugins need of each other: libraries that several of them share. */
    public List<BundleFile> withWhatIsNeeded(List<BundleFile> chosen) {
        Set<BundleFile> all = new LinkedHashSet<>(chosen);
        List<BundleFile> open = new ArrayList<>(all);
        while (!open.isEmpty()) {
            Set<String> missing = open.removeLast().missing(framework);
            plugins.stream().filter(each -> each.exported().stream().anyMatch(missing::contains))
                    .filter(all::add).forEach(open::add);
        }
        return List.copyOf(all);
    }
}
