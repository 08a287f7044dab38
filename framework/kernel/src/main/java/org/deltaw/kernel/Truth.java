package org.deltaw.kernel;

import java.util.List;
import org.deltaw.spi.Batch;
import org.deltaw.spi.Channel;
import org.deltaw.spi.CompiledModel;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.KnownRule;
import org.deltaw.spi.Simulation;
import org.deltaw.spi.Workers;

/** What really happened in simulated data: repeats it with the true rule. For one thread. */
final class Truth implements AutoCloseable {
    private final Model model;
    private final CompiledModel compiled;
    private final ModelData data;

    Truth(Fit fit, KnownRule rule, List<Channel> channels, Workers workers) {
        this.model = model(fit, rule, channels);
        this.compiled = Guard.of("backend", () -> Backends.compile(fit.backend(), model.program(), workers));
        this.data = new ModelData(model, Session.states(fit));
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

    Model model() {
        return model;
    }

    List<Simulation> simulate(List<Part> parts) {
        try (Batch batch = compiled.load(parts.stream().map(part -> data.bind(part.trajectory())).toList())) {
            return batch.simulate(model.parameters().start());
        }
    }

    @Override
    public void close() {
        compiled.close();
    }
}
