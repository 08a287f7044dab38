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
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.rule.KnownRule;

/** What really happened in simulated data, or would have: runs the true rule. May be used by several threads. */
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
     * Repeats what really happened in some trajectories, with the noise and the weights that there were, whether or not a fit is told
     * these.
     *
     * @param wanted what is shown; the rest is empty
     */
    public List<Simulation> repeat(List<Part> parts, Set<SimulationPart> wanted) {
        List<Trajectory> each = parts.stream().map(part -> part.trajectory().actual().orElse(part.trajectory())).toList();
        List<Trajectory> once = each.stream().distinct().toList();
        List<Simulation> all = run(once, wanted);
        return each.stream().map(trajectory -> all.get(once.indexOf(trajectory))).toList();
    }

    /**
     * Runs the true rule in some trajectories as they are told to a fit.
     *
     * @param wanted what is shown; the rest is empty
     */
    public List<Simulation> simulate(List<Part> parts, Set<SimulationPart> wanted) {
        return run(parts.stream().map(Part::trajectory).toList(), wanted);
    }

    private List<Simulation> run(List<Trajectory> trajectories, Set<SimulationPart> wanted) {
        try (Batch batch = compiled.load(trajectories.stream().map(each -> data.bind(each, TargetMeans.NONE)).toList(), workers)) {
            double[] vector = model.parameters().start();
            List<Simulation> all = new ArrayList<>();
            batch.simulate(Pairs.of(vector, trajectories.size()), wanted, (_, simulation) -> all.add(simulation));
            return all;
        }
    }

    @Override
    public void close() {
        compiled.close();
    }
}
