package org.deltaw.runtime.manage;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.deltaw.runtime.Installation;
import org.deltaw.runtime.bundle.BundleFile;
import org.deltaw.spec.text.Words;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.storage.AtomicFile;
import org.deltaw.storage.Folders;

/** The jars in an installation's plugin folders; a jar comes whole or not at all, and goes back if it does not work. */
public final class PluginFolders {
    private final Installation installation;
    private final Function<Installation, List<Probe.Finding>> probe;

    public PluginFolders(Installation installation) {
        this(installation, Probe::of);
    }

    /** @param probe says what an installation makes of its plugins */
    PluginFolders(Installation installation, Function<Installation, List<Probe.Finding>> probe) {
        this.installation = installation;
        this.probe = probe;
    }

    /**
     * A jar that was put into a folder.
     *
     * @param replaced the jar with another version of the same bundle that it took the place of
     * @param extensions what it brings; empty for a library
     */
    public record Added(Path jar, Optional<Path> replaced, List<Probe.Finding> extensions) {}

    /** Lists the jars that are plugins, or libraries of plugins; one that is no bundle is left out. */
    static List<BundleFile> bundles(List<Path> jars) {
        List<BundleFile> bundles = new ArrayList<>();
        for (Path jar : jars) {
            try {
                bundles.add(BundleFile.read(jar));
            } catch (InvalidSpecException broken) {
                // 'deltaw plugins' tells about it; here it is as if it were not there.
            }
        }
        return bundles;
    }

    /**
     * Copies a jar into the first folder that may be written, and sees whether it works there.
     *
     * @param fileName what the copy is called
     * @throws InvalidSpecException if it does not; then everything is as it was
     */
    public Added add(Path jar, String fileName) {
        BundleFile bundle = BundleFile.read(jar);
        refusePartOfDeltaw(bundle);
        Path folder = writableFolder();
        Path target = folder.resolve(fileName);
        Exchange.undoUnfinished(folder);
        List<BundleFile> same = bundles(installation.plugins()).stream()
                .filter(each -> each.name().equals(bundle.name())).toList();
        same.stream().filter(each -> !folder.equals(each.file().getParent())).forEach(each -> {
            throw new InvalidSpecException(each.file() + " holds the same plugin in version " + each.version()
                    + ", and its folder comes first or may not be written; remove it before.");
        });
        if (Files.exists(target) && same.stream().noneMatch(each -> each.file().equals(target))) {
            throw new InvalidSpecException(target + " is there already and holds another plugin; rename your jar.");
        }
        return exchanged(jar, target, same.stream().map(BundleFile::file).toList());
    }

    private Added exchanged(Path jar, Path target, List<Path> replaced) {
        Exchange exchange = new Exchange(target, replaced);
        exchange.make(jar);
        try {
            List<Probe.Finding> findings = probe.apply(installation);
            refuseBroken(findings, target);
            exchange.confirm();
            return new Added(target, replaced.stream().findFirst(),
                    findings.stream().filter(each -> each.isFrom(target)).toList());
        } catch (RuntimeException refused) {
            exchange.undo();
            throw refused;
        }
    }

    /** Duplicates are told of both jars, so what is broken now and named after the new one counts, too. */
    private static void refuseBroken(List<Probe.Finding> findings, Path target) {
        for (Probe.Finding each : findings) {
            if (!each.fault().isEmpty() && each.isFrom(target)) {
                throw new InvalidSpecException("Nothing was installed, since it would not work: " + each.fault());
            }
        }
    }

    private void refusePartOfDeltaw(BundleFile bundle) {
        if (bundles(installation.bundles()).stream().anyMatch(each -> each.name().equals(bundle.name()))) {
            throw new InvalidSpecException(bundle.file() + " holds " + bundle.name()
                    + ", a part of DeltaW itself and no plugin; get another distribution to change that.");
        }
    }

    /** Takes a jar away. */
    public void remove(Path jar) {
        Exchange.undoUnfinished(Objects.requireNonNull(jar.getParent()));
        refuseIfNeeded(BundleFile.read(jar));
        AtomicFile.delete(jar);
    }

    private void refuseIfNeeded(BundleFile leaving) {
        List<BundleFile> staying = new ArrayList<>(bundles(installation.plugins()));
        staying.removeIf(each -> each.file().equals(leaving.file()));
        List<BundleFile> offering = new ArrayList<>(staying);
        offering.addAll(bundles(installation.bundles()));
        List<String> needing = staying.stream()
                .filter(each -> each.missing(offering).stream().anyMatch(leaving.exported()::contains))
                .map(each -> each.file().getFileName().toString()).toList();
        if (!needing.isEmpty()) {
            throw new InvalidSpecException(leaving.file().getFileName() + " is needed by " + Words.and(needing)
                    + "; remove " + (needing.size() == 1 ? "that" : "those") + " first.");
        }
    }

    private Path writableFolder() {
        for (Path folder : installation.pluginFolders()) {
            if (isWritable(folder)) {
                return folder;
            }
        }
        throw new InvalidSpecException(Words.and(installation.pluginFolders().stream().map(Path::toString).toList())
                + " may not be written. Make a folder of your own, name it in the variable DELTAW_PLUGINS, and try again.");
    }

    private static boolean isWritable(Path folder) {
        try {
            if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
                Folders.create(folder);
            }
            return Files.isDirectory(folder) && Files.isWritable(folder);
        } catch (UncheckedIOException notAllowed) {
            return false;
        }
    }
}
