package org.deltaw.study.benchmark;

import java.util.List;
import java.util.Map;
import org.deltaw.spec.SpecBuilder;
import org.deltaw.spec.SpecFile;

/**
 * A whole fit, which is timed from opening it to its result: of simulated flies that learn by a known rule and choose between two
 * odours.
 */
public record FitCase(String name, String description, int flies, List<String> terms) implements BenchmarkCase {
    /** On what data are simulated: it compiles nothing that a fit on another backend might find compiled. */
    private static final String SIMULATOR = "interpreter";

    public FitCase {
        terms = List.copyOf(terms);
    }

    /**
     * Returns the spec of the fit.
     *
     * @param backend settings of the section, with its name
     * @param seed of the data and all else
     */
    SpecFile spec(String backend, Map<String, ?> settings, long seed) {
        return new SpecBuilder(name).seed(seed)
                .data("synthetic-foraging", Map.of("trajectories", flies, "held-out", 0))
                .network("feedforward", Map.of("layers", List.of(2, 10, 1)))
                .rule("taylor", Map.of("terms", terms))
                .loss("choice-cross-entropy", Map.of())
                .backend(backend, settings)
                // One search, so that figures say what an iteration takes, and not how many starts are worth while.
                .training(Map.of("starts", 1))
                .build();
    }

    /** Returns a spec with the same data, to simulate them. */
    SpecFile simulation(long seed) {
        return spec(SIMULATOR, Map.of("threads", 1), seed);
    }
}
