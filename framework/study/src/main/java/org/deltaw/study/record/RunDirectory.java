package org.deltaw.study.record;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.deltaw.kernel.BundleInfo;
import org.deltaw.kernel.Fit;
import org.deltaw.spec.SpecFile;
import org.deltaw.spec.SpecWriter;
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
    private static final String BACKENDS = "backends.json";

    private final Path path;
    private final Optional<Identity> identity;

    private RunDirectory(Path path, Optional<Identity> identity) {
        this.path = path;
        this.identity = identity;
    }

    /**
     * Starts the record of a run. The spec is written last: a directory without it was never begun.
     *
     * @param bundles what is running
     * @param data to which the rule is fitted
     * @throws InvalidSpecException if the directory holds a run already
     * @throws UncheckedIOException if it cannot be written
     */
    public static RunDirectory create(Path path, Fit fit, List<BundleInfo> bundles, DataRecord data, Identity identity) {
        if (Files.exists(path.resolve(SPEC))) {
            throw new InvalidSpecException(path + " holds a run already; choose another directory, or go on with that "
                    + "run by: " + resumeCommand(path));
        }
        Folders.create(path);
        BundleRecord.write(path, bundles);
        AtomicFile.write(path.resolve(DataRecord.FILE), data.json());
        AtomicFile.write(path.resolve(Identity.FILE), identity.json());
        AtomicFile.write(path.resolve(SPEC), SpecWriter.write(fit));
        return new RunDirectory(path, Optional.of(identity));
    }

    /**
     * Opens the record of an earlier run.
     *
     * @throws InvalidSpecException if the directory holds none, or what it says of itself is damaged
     */
    public static RunDirectory open(Path path) {
        if (!isAt(path)) {
            throw new InvalidSpecException(path + " holds no run; expected a directory that 'deltaw fit' has made, "
                    + "with the file " + SPEC + ".");
        }
        return new RunDirectory(path, Files.exists(path.resolve(Identity.FILE))
                ? Optional.of(Identity.read(path)) : Optional.empty());
    }

    /** Tells whether a directory holds the record of a run. */
    public static boolean isAt(Path path) {
        return Files.isRegularFile(path.resolve(SPEC));
    }

    /** Lists the files of a record that are there before {@link #isAt} is true. */
    static Set<String> beginnings() {
        return Set.of(BundleRecord.FILE, DataRecord.FILE, Identity.FILE);
    }

    /**
     * Tells whether an earlier DeltaW wrote the run, which did not say what its files belong to: they can be read, but not
     * checked.
     */
    public boolean isOfFirstFormat() {
        return identity.isEmpty();
    }

    /**
     * Makes sure that a run is gone on with as what it was.
     *
     * @throws InvalidSpecException that says what differs
     */
    public void requireSame(Identity now) {
        requireSame(now, path);
    }

    /**
     * Makes sure that a run is gone on with as what it was, but on the backend of the fit, if that was asked for or was so before.
     *
     * @param asked whether the user has named the backend
     * @throws InvalidSpecException that says what differs
     */
    public void requireSame(Fit fit, Identity now, boolean asked) {
        String then = identity.orElseGet(() -> Identity.read(path)).platform().backend();
        boolean other = !then.isEmpty() && !then.equals(now.platform().backend());
        boolean allowed = asked || backends().reversed().stream().findFirst().filter(now.platform().backend()::equals).isPresent();
        requireSame(other && allowed ? now.withBackend(fit, then) : now);
    }

    /**
     * Returns the backends with which the run was gone on, one after the other, after that with which it began; empty if it has
     * never changed.
     *
     * @throws InvalidSpecException if the file that says so is damaged
     */
    public List<String> backends() {
        Path file = path.resolve(BACKENDS);
        if (!Files.exists(file)) {
            return List.of();
        }
        backendSeal().verify(file);
        return JsonTree.read(file).texts("backends");
    }

    /** Writes down that the run goes on with another backend, if it is another: from then on no two runs have equal bits. */
    public void goOnWith(String backend) {
        List<String> all = new ArrayList<>(backends());
        String last = all.isEmpty() ? identity.map(each -> each.platform().backend()).orElse("") : all.getLast();
        if (!last.equals(backend)) {
            all.add(backend);
            AtomicFile.write(path.resolve(BACKENDS), backendSeal().write(Map.of("backends", all)));
        }
    }

    private About backendSeal() {
        return new About("deltaw-backends/1", run().orElse(""), "");
    }

    /** Does the same for what a user knows under another directory. */
    void requireSame(Identity now, Path known) {
        Identity then = identity.orElseGet(() -> Identity.read(path));
        List<String> differences = new ArrayList<>(then.differences(now, then.sections(now)));
        differences.addAll(then.platform().changedBundles(now.platform()));
        differences.addAll(then.platform().changedWidth(now.platform()));
        Identity.refuse(known, differences);
    }

    /**
     * Makes sure that fitted numbers mean what they meant.
     *
     * @param data whether the data must be the same, too
     * @throws InvalidSpecException that says what differs
     */
    public void requireSameModel(Identity now, boolean data) {
        identity.ifPresent(then -> {
            Set<String> sections = Set.of("network", "rule", "rules");
            List<String> differences = new ArrayList<>(data ? then.differences(now, sections)
                    : then.ofAll().differences(now.ofAll(), sections));
            if (!data) {
                differences.remove(Identity.DATA);
            }
            Identity.refuse(path, differences);
        });
    }

    /** Tells whether fitted numbers are those of the run, in their order, as far as that is known. */
    public boolean hasNumbers(List<String> names) {
        return identity.map(then -> then.names().equals(names)).orElse(true);
    }

    /**
     * Refuses subjects whose directories would be one where file names do not tell upper from lower case.
     *
     * @throws InvalidSpecException that names two of them
     */
    public static void requireDistinct(List<String> subjects) {
        Map<String, String> seen = new HashMap<>();
        for (String subject : subjects) {
            String folder = Normalizer.normalize(fileName(subject), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
            String other = seen.putIfAbsent(folder, subject);
            if (other != null && !other.equals(subject)) {
                throw new InvalidSpecException("data", "The subjects '" + other + "' and '" + subject + "' would share a directory on "
                        + "file systems that do not tell upper from lower case; rename one of them in the data.");
            }
        }
    }

    /** Returns the directory. */
    public Path path() {
        return path;
    }

    /**
     * Reads the spec of the run, with the backend with which it was gone on last.
     *
     * @param overrides changes to it, as in {@code training.epochs=500}
     */
    public SpecFile spec(List<String> overrides) {
        List<String> all = new ArrayList<>();
        backends().reversed().stream().findFirst().ifPresent(name -> all.add("backend.name=" + name));
        all.addAll(overrides);
        return SpecFile.read(path.resolve(SPEC), all);
    }

    /**
     * Returns the results of one problem of the run.
     *
     * @param subject whose they are; empty if all subjects are fitted together
     */
    public RunResults results(String subject) {
        return subject.isEmpty() ? new RunResults(path, run(), "") : part("subjects", subject);
    }

    /** Returns the results of one of several fits to parts of the data, such as folds, in a directory of their own. */
    public RunResults part(String kind, String name) {
        return new RunResults(path.resolve(kind).resolve(fileName(name)), run(), name);
    }

    /** Returns a digest of what the run is of. */
    String digest() {
        return run().orElseThrow(() -> new InvalidSpecException(path + " was begun by an earlier DeltaW, which did not write down "
                + "what it belongs to; start anew in another directory."));
    }

    private Optional<String> run() {
        return identity.map(Identity::digest);
    }

    /** Writes the command that goes on with what is in a directory. */
    public static String resumeCommand(Path directory) {
        return "deltaw resume " + Words.shell(directory.toString());
    }

    /** Replaces what no file name may hold, as in an address: {@code a/b} is {@code a%2Fb}. */
    public static String fileName(String subject) {
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
}
