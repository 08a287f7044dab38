package org.deltaw.runtime.manage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deltaw.runtime.Installation;
import org.deltaw.runtime.bundle.BundleFile;
import org.deltaw.spec.text.Words;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.storage.IoReason;

/** The jars in an installation's plugin folders; a jar comes whole or not at all, and goes back if it does not work. */
public final class PluginFolders {
    private final Installation installation;

    public PluginFolders(Installation installation) {
        this.installation = installation;
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
        Optional<BundleFile> same = bundles(installation.plugins()).stream()
                .filter(each -> each.name().equals(bundle.name())).findFirst();
        same.filter(each -> !folder.equals(each.file().getParent())).ifPresent(each -> {
            throw new InvalidSpecException(each.file() + " holds the same plugin in version " + each.version()
                    + ", and its folder comes first or may not be written; remove it before.");
        });
        if (Files.exists(target) && same.filter(each -> each.file().equals(target)).isEmpty()) {
            throw new InvalidSpecException(target + " is there already and holds another plugin; rename your jar.");
        }
        Optional<Path> replaced = same.map(BundleFile::file);
        try {
            return exchanged(jar, target, replaced);
        } catch (IOException e) {
            throw new UncheckedIOException(target + " could not be written: " + IoReason.of(e)
                    + ". Nothing was changed.", e);
        }
    }

    private Added exchanged(Path jar, Path target, Optional<Path> replaced) throws IOException {
        Path beside = target.resolveSibling("." + target.getFileName() + ".tmp");
        Path aside = target.resolveSibling("." + target.getFileName() + ".old");
        boolean kept = false;
        try {
            Files.copy(jar, beside, StandardCopyOption.REPLACE_EXISTING);
            if (replaced.isPresent()) {
                Files.move(replaced.get(), aside, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
            Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
            List<Probe.Finding> findings = Probe.of(installation);
            refuseBroken(findings, target);
            kept = true;
            return new Added(target, replaced, findings.stream().filter(each -> each.isFrom(target)).toList());
        } finally {
            Files.deleteIfExists(beside);
            if (!kept && (Files.exists(aside) || replaced.isEmpty())) {
                Files.deleteIfExists(target);
            }
            if (!kept && replaced.isPresent() && Files.exists(aside)) {
                Files.move(aside, replaced.get(), StandardCopyOption.ATOMIC_MOVE);
            }
            Files.deleteIfExists(aside);
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
        refuseIfNeeded(BundleFile.read(jar));
        try {
            Files.delete(jar);
        } catch (IOException e) {
            throw new UncheckedIOException(jar + " could not be removed: " + IoReason.of(e) + ".", e);
        }
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
                Files.createDirectories(folder);
            }
            return Files.isDirectory(folder) && Files.isWritable(folder);
        } catch (IOException notAllowed) {
            return false;
        }
    }
}
