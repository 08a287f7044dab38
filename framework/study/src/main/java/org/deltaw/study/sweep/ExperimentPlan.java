package org.deltaw.study.sweep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.deltaw.kernel.ExtensionCatalog;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.backend.ThreadWorkers;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.spec.SpecFile;
import org.deltaw.spec.SpecWriter;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.storage.Sha256;
import org.deltaw.study.fit.Opening;

/**
 * All fits of an experiment, with every setting checked, before the first of them begins.
 *
 * @param name of the experiment
 * @param options as the user gave them
 * @param fits in the order of the table
 */
public record ExperimentPlan(String name, Experiment experiment, ExperimentOptions options, List<PlannedFit> fits) {
    /**
     * A fit.
     *
     * @param fingerprint the same for fits that give the same rows
     */
    public record PlannedFit(Cell cell, SpecFile file, Fit fit, String fingerprint) {
        /** Loads its data and assembles its model. */
        OpenFit open(ThreadWorkers workers) {
            return Opening.of(file, fit, workers);
        }
    }

    public ExperimentPlan {
        fits = List.copyOf(fits);
    }

    /** Returns how many threads its fits may use together: as many as the one that may use most; 0 for one per processor. */
    int threads() {
        IntSummaryStatistics threads = fits.stream().mapToInt(fit -> fit.fit().backend().settings().threads()).summaryStatistics();
        return threads.getMin() == 0 ? 0 : threads.getMax();
    }

    /**
     * Plans an experiment.
     *
     * @param file of the experiment
     * @throws InvalidSpecException if the experiment needs recordings and has none, or a change does not fit the spec
     */
    public static ExperimentPlan of(Path file, Experiment experiment, ExperimentOptions options, ExtensionCatalog extensions) {
        Optional<List<Path>> recordings = recordings(file, experiment, options.data());
        List<String> last = new ArrayList<>();
        recordings.ifPresent(paths -> last.add(SpecWriter.change(experiment.recordings().orElseThrow().key(),
                paths.stream().map(Path::toString).toList())));
        last.addAll(options.overrides());
        Path spec = file.toAbsolutePath().resolveSibling(experiment.spec()).normalize();
        String kept = experiment.curves() + " " + experiment.reach() + " " + recordings.map(ExperimentPlan::digest).orElse("");
        List<PlannedFit> fits = new ArrayList<>();
        ChosenLevels chosen = ChosenLevels.of(options.only(), experiment);
        for (Cell cell : Cell.of(experiment, options.quick(), options.seeds()).stream().filter(chosen::keep).toList()) {
            List<String> changes = new ArrayList<>(cell.changes());
            changes.addAll(last);
            fits.add(planned(file, spec, cell, changes, kept, extensions));
        }
        if (fits.isEmpty()) {
            throw new InvalidSpecException("--only: With --quick no combination of these levels is fitted; leave out --quick.");
        }
        return new ExperimentPlan(InstalledExperiments.name(file), experiment, options, fits);
    }

    private static PlannedFit planned(
            Path file, Path spec, Cell cell, List<String> changes, String kept, ExtensionCatalog extensions) {
        try {
            SpecFile read = SpecFile.read(spec, changes);
            Fit fit = read.fit(extensions);
            return new PlannedFit(cell, read, fit,
                    Sha256.of(SpecWriter.write(fit) + kept).substring(0, 32));
        } catch (InvalidSpecException invalid) {
            InvalidSpecException located = new InvalidSpecException(
                    file + ", fit with " + cell + ": " + invalid.getMessage());
            located.initCause(invalid);
            throw located;
        }
    }

    /** Lists the recordings that the user named; empty if the experiment needs none. */
    private static Optional<List<Path>> recordings(Path file, Experiment experiment, Optional<Path> named) {
        if (experiment.recordings().isEmpty()) {
            if (named.isPresent()) {
                throw new InvalidSpecException("The experiment " + InstalledExperiments.name(file)
                        + " simulates its data, or names them itself; leave out --data.");
            }
            return Optional.empty();
        }
        Experiment.Recordings needed = experiment.recordings().get();
        if (named.isEmpty()) {
            throw new InvalidSpecException("The experiment " + InstalledExperiments.name(file) + " needs recordings: "
                    + needed.need() + ". Name their folder with --data DIR.");
        }
        Path data = named.get();
        if (!Files.isDirectory(data)) {
            throw new InvalidSpecException("The folder " + data + " that --data names does not exist.");
        }
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(data, needed.pattern())) {
            paths.forEach(each -> {
                if (needed.files().isPresent() || Files.isDirectory(each)) {
                    found.add(each.toAbsolutePath().normalize());
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (found.isEmpty()) {
            throw new InvalidSpecException("The folder " + data + " holds no " + (needed.files().isPresent() ? "file" : "folder")
                    + " like " + needed.pattern() + "; expected recordings: " + needed.need() + ".");
        }
        found.sort(null);
        return Optional.of(found);
    }

    private static String digest(List<Path> paths) {
        return paths.stream().map(ExperimentPlan::digest).collect(Collectors.joining());
    }

    private static String digest(Path path) {
        if (!Files.isDirectory(path)) {
            return path.getFileName() + " " + Sha256.of(path) + "\n";
        }
        try (Stream<Path> files = Files.list(path)) {
            return path.getFileName() + "\n" + digest(files.filter(Files::isRegularFile).sorted().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
