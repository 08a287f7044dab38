package org.deltaw.plugin.nd4j.cuda;

import aQute.bnd.annotation.spi.ServiceProvider;
import java.util.Optional;
import org.deltaw.plugin.nd4j.Nd4jBackend;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.backend.GradientBackend;

/** Computes with ND4J's library for CUDA 11.6 on a graphics processor of NVIDIA. */
@ServiceProvider(GradientBackend.class)
public final class Nd4jCudaBackend extends Nd4jBackend {
    private final Driver driver;

    /** Found and created by DeltaW. */
    public Nd4jCudaBackend() {
        this(Driver.ofThisMachine());
    }

    Nd4jCudaBackend(Driver driver) {
        super(new ExtensionId("nd4j-cuda"), "CUDA");
        this.driver = driver;
    }

    @Override
    public String description() {
        return "computes with ND4J on a graphics processor of NVIDIA: batches of trajectories as matrix operations";
    }

    @Override
    protected Optional<String> missing() {
        return driver.missing();
    }
}
