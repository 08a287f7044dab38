package org.deltaw.kernel.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.backend.Backends;
import org.deltaw.kernel.data.Part;
import org.deltaw.kernel.extension.Guard;
import org.deltaw.kernel.model.Model;
import org.deltaw.kernel.model.ModelAssembly;
import org.deltaw.kernel.model.ModelData;
import org.deltaw.kernel.model.TargetMeans;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.backend.Batch;
import org.deltaw.spi.backend.CompiledModel;
import org.deltaw.spi.backend.Pairs;
import org.deltaw.spi.backend.Simulation;
import org.deltaw.spi.backend.SimulationPart;
import org.deltaw.spi.backend.Workers;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.rule.KnownRule;

/** What really happened in simulated data: repeats it with the true rule. May be used by several threads. */
public final class Truth implements AutoCloseable {
    private final Model model;
    private final CompiledModel compiled;
    private final ModelData data;
    private final Workers workers;

    public Truth(Fit fit, KnownRule rule, List<Channel> channels, Workers workers) {
        this.workers = workers;
        this.model = model(fit, rule, channels);
        this.compiled = Guard.of("backend", () -> Backends.compile(fit.backend(), model.program()));
        this.data = new ModelData(model, fit.states());
    }

    /** Only the data source knows which of its settings the rule comes from, if it comes from any. */
    private static Model model(Fit fit, KnownRule rule, List<Channel> channels) {
        try {
            return ModelAssembly.assembleKnown(fit, rule, channels);
        } catch (InvalidSpecException invalid) {
            InvalidSpecException located = new InvalidSpecException("data",
                    "The rule that the data name as the true one does not suit them. " + invalid.getMessage());
            located.initCause(invalid);
            throw located;
        }
    }

    public Model model() {
        return model;
    }

    /**
     * Repeats some trajectories.
     *
     * @param wanted what is shown; the rest is empty
     */
    public List<Simulation> simulate(List<Part> parts, Set<SimulationPart> wanted) {
        try (Batch batch = compiled.load(parts.stream().map(part -> data.bind(part.trajectory(), TargetMeans.NONE)).toList(), workers)) {
            double[] vector = model.parameters().start();
            List<Simulation> all = new ArrayList<>();
            batch.simulate(Pairs.of(vector, parts.size()), wanted, (_, simulation) -> all.add(simulation));
            return all;
        }
    }

    @Override
    public void close() {
        compiled.close();
    }
}
