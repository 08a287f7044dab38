package org.deltaw.plugin.nd4j.engine;

import java.util.Properties;
import java.util.function.BiFunction;
import org.deltaw.spi.backend.BackendContext;
import org.deltaw.spi.backend.CompiledModel;
import org.deltaw.spi.backend.Program;
import org.nd4j.common.config.ND4JClassLoading;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/** ND4J, once its natives are loaded. Found by name, since it lives in a class loader of its own. */
public final class Engine implements BiFunction<Program, BackendContext, CompiledModel> {
    private final String device;

    /**
     * Loads ND4J.
     *
     * @param expected what ND4J calls the device that is asked for: {@code CPU} or {@code CUDA}
     * @throws IllegalStateException if ND4J has chosen another device
     */
    public Engine(String expected) {
        ND4JClassLoading.setNd4jClassloaderFromClass(ND4JClassLoading.class);
        Properties environment = Nd4j.getExecutioner().getEnvironmentInformation();
        String found = environment.getProperty("backend");
        if (!expected.equals(found)) {
            throw new IllegalStateException("ND4J computes on " + found + " where " + expected + " was asked for.");
        }
        // Operations are small, and sums must not depend on how many threads share them: trajectories run in parallel instead.
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
        Nd4j.getEnvironment().setMaxThreads(1);
        Nd4j.getEnvironment().setMaxMasterThreads(1);
        // What is needed no more is freed when it is closed; ND4J need not have the JVM look for it every few seconds.
        Nd4j.getMemoryManager().togglePeriodicGc(false);
        this.device = "ND4J " + found;
    }

    @Override
    public CompiledModel apply(Program program, BackendContext context) {
        return new Nd4jModel(program, context, device);
    }
}
