package org.deltaw.spec;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deltaw.spec.json.JsonText;

/**
 * Puts a spec together in a program: sections and settings are called as in a file, and checked in the same way when extensions
 * are looked up. Values are texts, numbers, flags, lists and maps. For use by one thread.
 *
 * <pre>{@code
 * SpecFile spec = new SpecBuilder("fly-forgetting").seed(1)
 *         .data("fly", Map.of("files", List.of("example-fly.mat")))
 *         .network("feedforward", Map.of("layers", List.of(2, 10, 1)))
 *         .rule("taylor", Map.of("terms", List.of("w", "x*r")))
 *         .loss("choice-cross-entropy", Map.of())
 *         .build();
 * }</pre>
 */
public final class SpecBuilder {
    private final String name;
    private final Map<String, Object> spec = new LinkedHashMap<>();
    private final List<Object> losses = new ArrayList<>();
    private final Map<String, Object> training = new LinkedHashMap<>();
    private Path directory = Path.of("");

    /**
     * Begins a spec.
     *
     * @param name of the fit, for reports
     */
    public SpecBuilder(String name) {
        this.name = name;
        spec.put("name", name);
    }

    /** Sets where all randomness comes from. */
    public SpecBuilder seed(long seed) {
        spec.put("seed", seed);
        return this;
    }

    /** Sets where relative paths in settings start; by default the folder in which the process runs. */
    public SpecBuilder directory(Path folder) {
        directory = folder;
        return this;
    }

    /** Chooses the data source. */
    public SpecBuilder data(String source, Map<String, ?> settings) {
        return section("data", "source", source, settings);
    }

    /** Chooses the network. */
    public SpecBuilder network(String architecture, Map<String, ?> settings) {
        return section("network", "architecture", architecture, settings);
    }

    /** Chooses the rule of all plastic synapses. */
    public SpecBuilder rule(String family, Map<String, ?> settings) {
        return section("rule", "family", family, settings);
    }

    /** Adds a loss to those whose weighted sum is minimised; its weight is the setting {@code weight}. */
    public SpecBuilder loss(String function, Map<String, ?> settings) {
        losses.add(chosen("function", function, settings));
        return this;
    }

    /** Chooses which likelihood is maximised: the keys are {@code likelihood} and {@code weighting}. */
    public SpecBuilder likelihood(Map<String, ?> settings) {
        spec.putAll(settings);
        return this;
    }

    /** Says what is believed of fitted parameters before the data, as in {@code Map.of("w", Map.of("normal", List.of(0, 1)))}. */
    public SpecBuilder priors(Map<String, ?> byParameter) {
        spec.put("priors", byParameter);
        return this;
    }

    /** Says how parameters differ between subjects and sessions, as in {@code Map.of("levels", List.of("subject"))}. */
    public SpecBuilder hierarchy(Map<String, ?> settings) {
        spec.put("hierarchy", settings);
        return this;
    }

    /** Chooses how draws from the posterior are made. */
    public SpecBuilder posterior(Map<String, ?> settings) {
        spec.put("posterior", settings);
        return this;
    }

    /** Chooses what computes. */
    public SpecBuilder backend(String id, Map<String, ?> settings) {
        return section("backend", "name", id, settings);
    }

    /** Says how long and how often the loss is minimised; adds to what was said before, also by {@link #optimizer}. */
    public SpecBuilder training(Map<String, ?> settings) {
        training.putAll(settings);
        return this;
    }

    /** Chooses by what the loss is minimised. */
    public SpecBuilder optimizer(String id, Map<String, ?> settings) {
        training.put("optimizer", chosen("name", id, settings));
        return this;
    }

    /** Returns the spec, of which nothing has been looked up or checked yet. */
    public SpecFile build() {
        Map<String, Object> all = new LinkedHashMap<>(spec);
        all.put("loss", losses);
        all.put("training", training);
        return SpecFile.of(directory.resolve(name), JsonText.write(all));
    }

    private SpecBuilder section(String key, String chooser, String id, Map<String, ?> settings) {
        spec.put(key, chosen(chooser, id, settings));
        return this;
    }

    private static Map<String, Object> chosen(String chooser, String id, Map<String, ?> settings) {
        Map<String, Object> section = new LinkedHashMap<>();
        section.put(chooser, id);
        section.putAll(settings);
        return section;
    }
}
