package org.deltaw.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltaw.cli.experiment.Cell;
import org.deltaw.cli.experiment.Row;
import org.deltaw.cli.experiment.RowsJson;
import org.deltaw.runtime.BundleInfo;
import org.deltaw.spec.JsonFile;
import org.deltaw.spec.JsonText;
import org.deltaw.spec.UsedBundle;
import org.deltaw.spi.InvalidSpecException;

/**
 * Where the results of an experiment are kept: a file for each fit that is done, by what it depends on, and what is made of all
 * of them.
 */
record ExperimentFolder(Path path) {
    private static final String IDENTITY = "experiment.json";
    private static final String FITS = "fits";

    /**
     * Opens a folder, or makes it.
     *
     * @throws InvalidSpecException if it holds something else
     */
    static ExperimentFolder open(Path path, ExperimentPlan plan) {
        Path identity = path.resolve(IDENTITY);
        if (!Files.exists(identity)) {
            RunFolders.create(path);
        } else if (!(JsonFile.read(identity) instanceof Map<?, ?> known) || !plan.name().equals(known.get("experiment"))
                || !Boolean.valueOf(plan.options().quick()).equals(known.get("quick"))) {
            throw new InvalidSpecException("The directory " + path + " holds the results of another experiment, or of the same "
                    + "in another size. Name another one with -o DIR.");
        }
        ExperimentFolder folder = new ExperimentFolder(path);
        folder.write(IDENTITY, JsonText.write(Map.of("experiment", plan.name(), "quick", plan.options().quick())));
        return folder;
    }

    /** Returns the rows of a fit that is done. */
    Optional<List<Row>> rows(Cell cell, String fingerprint) {
        Path file = fit(fingerprint);
        return Files.exists(file) ? Optional.of(RowsJson.read(cell, JsonFile.read(file))) : Optional.empty();
    }

    /** Keeps the rows of a fit. */
    void keep(String fingerprint, List<Row> rows) {
        try {
            Files.createDirectories(path.resolve(FITS));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Disk.write(fit(fingerprint), RowsJson.write(rows));
    }

    /** Writes a file of results. */
    void write(String name, String text) {
        Disk.write(path.resolve(name), text);
    }

    /** Writes a picture. */
    void write(String name, byte[] bytes) {
        try {
            Files.write(path.resolve(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(path.resolve(name) + " could not be written: " + Failures.reason(e) + ".", e);
        }
    }

    /** Says what is no longer as it was when the first fits were made, and notes what is running now if nothing was noted. */
    List<String> note(List<BundleInfo> bundles) {
        if (Files.exists(path.resolve("bundles.json"))) {
            return BundleRecord.changes(path, bundles);
        }
        write("bundles.json", JsonText.write(Map.of("java", Runtime.version().toString(), "bundles",
                BundleRecord.of(bundles).stream().map(ExperimentFolder::entry).toList())));
        return List.of();
    }

    private static Map<String, Object> entry(UsedBundle bundle) {
        return Map.of("name", bundle.name(), "version", bundle.version(), "file", bundle.file(), "sha256", bundle.sha256());
    }

    private Path fit(String fingerprint) {
        return path.resolve(FITS).resolve(fingerprint + ".json");
    }
}
