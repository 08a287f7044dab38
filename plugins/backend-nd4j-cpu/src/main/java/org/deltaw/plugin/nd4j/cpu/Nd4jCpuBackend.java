package org.deltaw.plugin.nd4j.cpu;

import aQute.bnd.annotation.spi.ServiceProvider;
import java.util.Optional;
import org.deltaw.plugin.nd4j.Nd4jBackend;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.backend.GradientBackend;

/** Computes with ND4J's native library on the processor. */
@ServiceProvider(GradientBackend.class)
public final class Nd4jCpuBackend extends Nd4jBackend {
    /** Found and created by DeltaW. */
    public Nd4jCpuBackend() {
        super(new ExtensionId("nd4j-cpu"), "CPU");
    }

    @Override
    public String description() {
        return "computes with ND4J on the processor: batches of trajectories as matrix operations";
    }

    @Override
    protected Optional<String> missing() {
        return Optional.empty();
    }
}
