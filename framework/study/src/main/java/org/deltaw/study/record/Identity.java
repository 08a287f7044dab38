package org.deltaw.study.record;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.model.FittedNumbers;
import org.deltaw.spec.SpecWriter;
import org.deltaw.spec.json.JsonText;
import org.deltaw.spec.text.Words;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.storage.Sha256;

/**
 * What a run is of: the spec with every setting, the data, the names of the fitted numbers in their order, and what computes it.
 * Checkpoints and results of another identity mean something else, even where they have the same size.
 *
 * @param spec a digest of each section, by its key
 * @param data a digest of all that was recorded and all that a model is told
 * @param names of the fitted numbers, in the order of all vectors
 * @param platform what computes it
 */
public record Identity(Map<String, String> spec, String data, List<String> names, Platform platform) {
    /** Its place in the directory of a run. */
    public static final String FILE = "identity.json";

    private static final String BACKEND = "backend";

    /** What {@link #differences} calls the data. */
    static final String DATA = "what the data hold";

    private static final About SEAL = new About("deltaw-identity/1", "", "");

    public Identity {
        spec = new LinkedHashMap<>(spec);
        names = List.copyOf(names);
    }

    /** Takes down what a fit to some data is. */
    public static Identity of(Fit fit, DataRecord data, List<String> names, Platform platform) {
        Map<String, String> sections = new LinkedHashMap<>();
        sections(fit).forEach((key, section) -> sections.put(key, Sha256.of(section)));
        return new Identity(sections, data.digest(), names, platform);
    }

    private static Map<String, String> sections(Fit fit) {
        Map<String, String> sections = new LinkedHashMap<>();
        for (String section : SpecWriter.write(fit).split("\n(?=[a-z])", -1)) {
            sections.put(section.substring(0, section.indexOf(':')), section.strip());
        }
        return sections;
    }

    /** Returns what this would be of a fit that had the other backend, with the same settings. */
    Identity withBackend(Fit fit, String name) {
        Map<String, String> changed = new LinkedHashMap<>(spec);
        String section = sections(fit).getOrDefault(BACKEND, "");
        changed.put(BACKEND, Sha256.of(section.replaceFirst("name: [^,}\\s]+", "name: " + name)));
        return new Identity(changed, data, names, new Platform(name, platform.bundles(), 0));
    }

    /**
     * Reads that of a run.
     *
     * @throws InvalidSpecException if there is none, or it is damaged
     */
    static Identity read(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            throw new InvalidSpecException(folder + " was begun by an earlier DeltaW, which did not write down what it belongs to ("
                    + FILE + " is missing); start anew in another directory.");
        }
        SEAL.verify(file);
        JsonTree json = JsonTree.read(file);
        Map<String, String> sections = new LinkedHashMap<>();
        json.in("spec").map().forEach((key, digest) -> sections.put(key.toString(), digest.toString()));
        Map<String, String> bundles = new LinkedHashMap<>();
        json.in("bundles").map().forEach((name, bundle) -> bundles.put(name.toString(), bundle.toString()));
        return new Identity(sections, json.text("data"), json.texts("names"),
                new Platform(json.text("backend"), bundles, (int) json.number("vectorWidth").orElse(0)));
    }

    /** Writes it for the directory of a run. */
    String json() {
        return SEAL.write(content());
    }

    /** Returns a digest of all of it. */
    public String digest() {
        return Sha256.of(JsonText.write(content()));
    }

    private Map<String, Object> content() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("spec", spec);
        json.put("data", data);
        json.put("names", names);
        json.put("backend", platform.backend());
        json.put("bundles", platform.bundles());
        json.put("vectorWidth", platform.vectorWidth());
        return json;
    }

    /**
     * Lists in words what differs from another.
     *
     * @param sections of the spec that count
     */
    public List<String> differences(Identity other, Set<String> sections) {
        List<String> differences = new ArrayList<>();
        for (String section : sections) {
            if (!spec.getOrDefault(section, "").equals(other.spec.getOrDefault(section, ""))) {
                differences.add("the section '" + section + "' of the spec");
            }
        }
        if (!names.equals(other.names)) {
            differences.add("the list of fitted numbers");
        }
        if (!data.equals(other.data)) {
            differences.add(DATA);
        }
        return differences;
    }

    /** Returns the same without what says whose the fitted numbers are: other data have other subjects and sessions. */
    Identity ofAll() {
        return new Identity(spec, data, FittedNumbers.namesOfAll(names), platform);
    }

    /**
     * Refuses to go on if something differs.
     *
     * @param differences in words
     * @throws InvalidSpecException that says them, if there are any
     */
    static void refuse(Path known, List<String> differences) {
        if (!differences.isEmpty()) {
            throw new InvalidSpecException("Since the run in " + known + " began, " + Words.and(differences)
                    + (differences.size() == 1 ? " has changed." : " have changed.") + " Bring back what was there then, or start "
                    + "anew in another directory.");
        }
    }

    /** Lists the sections that this one or the other has. */
    Set<String> sections(Identity other) {
        Set<String> all = new LinkedHashSet<>(spec.keySet());
        all.addAll(other.spec.keySet());
        return all;
    }
}
