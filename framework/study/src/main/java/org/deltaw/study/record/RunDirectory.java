package org.deltaw.study.record;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.deltaw.kernel.BundleInfo;
import org.deltaw.kernel.Fit;
import org.deltaw.spec.SpecFile;
import org.deltaw.spec.SpecWriter;
import org.deltaw.spec.json.JsonText;
import org.deltaw.spec.text.Words;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.storage.AtomicFile;
import org.deltaw.storage.Folders;

/**
 * The directory that keeps all there is to know about a run: {@code spec.yaml} with every setting, {@code
 * bundles.json} with what was running, and the files of {@link RunResults}. Every file is there as a whole
 * or not at all, whenever the run is killed.
 */
public final class RunDirectory {
    private static final String SPEC = "spec.yaml";

    private final Path path;

    private RunDirectory(Path path) {
        this.path = path;
    }

    /**
     * Starts the record of a run.
     *
     * @throws InvalidSpecException if the directory holds a run already
     * @throws UncheckedIOException if it cannot be written
     */
    public static RunDirectory create(Path path, Fit fit, List<BundleInfo> bundles) {
        if (Files.exists(path.resolve(SPEC))) {
            throw new InvalidSpecException(path + " holds a run already; choose another directory, or go on with that "
                    + "run by: " + resumeCommand(path));
        }
        Folders.create(path);
        AtomicFile.write(path.resolve("bundles.json"), JsonText.write(bundles(bundles)));
        AtomicFile.write(path.resolve(SPEC), SpecWriter.write(fit));
        return new RunDirectory(path);
    }

    /**
     * Opens the record of an earlier run.
     *
     * @throws InvalidSpecException if the directory holds none
     */
    public static RunDirectory open(Path path) {
        if (!isAt(path)) {
            throw new InvalidSpecException(path + " holds no run; expected a directory that 'deltaw fit' has made, "
                    + "with the file " + SPEC + ".");
        }
        return new RunDirectory(path);
    }

    /** Tells whether a directory holds the record of a run. */
    public static boolean isAt(Path path) {
        return Files.isRegularFile(path.resolve(SPEC));
    }

    /** Returns the directory. */
    public Path path() {
        return path;
    }

    /**
     * Reads the spec of the run.
     *
     * @param overrides changes to it, as in {@code training.epochs=500}
     */
    public SpecFile spec(List<String> overrides) {
        return SpecFile.read(path.resolve(SPEC), overrides);
    }

    /**
     * Returns the results of one problem of the run.
     *
     * @param subject whose they are; empty if all subjects share their parameters
     */
    public RunResults results(String subject) {
        return subject.isEmpty() ? new RunResults(path) : part("subjects", subject);
    }

    /** Returns the results of one of several fits to parts of the data, such as folds, in a directory of their own. */
    public RunResults part(String kind, String name) {
        return new RunResults(path.resolve(kind).resolve(fileName(name)));
    }

    /** Writes the command that goes on with what is in a directory. */
    public static String resumeCommand(Path directory) {
        return "deltaw resume " + Words.shell(directory.toString());
    }

    /** Replaces what no file name may hold, as in an address: {@code a/b} is {@code a%2Fb}. */
    private static String fileName(String subject) {
        StringBuilder name = new StringBuilder();
        subject.codePoints().forEach(c -> {
            boolean usual = Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == ' '
                    || (c == '.' && !name.isEmpty());
            if (usual) {
                name.appendCodePoint(c);
            } else {
                name.append("%%%02X".formatted(c));
            }
        });
        return name.toString();
    }

    private static Map<String, Object> bundles(List<BundleInfo> bundles) {
        SequencedMap<String, Object> record = new LinkedHashMap<>();
        record.put("java", Runtime.version().toString());
        record.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        record.put("bundles", bundles.stream().map(bundle -> {
            SequencedMap<String, Object> one = new LinkedHashMap<>();
            one.put("name", bundle.name());
            one.put("version", bundle.version());
            one.put("file", bundle.file());
            one.put("sha256", bundle.sha256());
            return one;
        }).toList());
        return record;
    }
}
