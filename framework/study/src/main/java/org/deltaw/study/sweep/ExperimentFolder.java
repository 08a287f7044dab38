package org.deltaw.study.sweep;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.deltaw.kernel.BundleInfo;
import org.deltaw.spec.json.JsonFile;
import org.deltaw.spec.json.JsonText;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.storage.AtomicFile;
import org.deltaw.study.record.BundleRecord;
import org.deltaw.study.record.RunFolders;

/** Where the results of an experiment are kept: which experiment it is, what was running, and what is made of all fits. */
record ExperimentFolder(Path path) {
    private static final String IDENTITY = "experiment.json";

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

    /** Writes a file of results. */
    void write(String name, String text) {
        AtomicFile.write(path.resolve(name), text);
    }

    /** Writes a picture. */
    void write(String name, byte[] bytes) {
        AtomicFile.write(path.resolve(name), bytes);
    }

    /**
     * Makes sure that what computes is what made the fits that are there, and notes it if there are none yet.
     *
     * @return in words, which Java it was, if it is another now
     * @throws InvalidSpecException if bundles are gone or changed
     */
    List<String> note(List<BundleInfo> bundles) {
        if (!BundleRecord.isAt(path)) {
            BundleRecord.write(path, bundles);
        }
        BundleRecord.requireSame(path, bundles);
        return BundleRecord.changes(path, bundles);
    }
}
