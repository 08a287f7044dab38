package org.deltaw.plugin.nd4j.engine;

import java.util.List;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.stream.IntStream;
import org.deltaw.plugin.nd4j.RunningEngine;
import org.deltaw.spi.backend.BackendContext;
import org.deltaw.spi.backend.CompiledModel;
import org.deltaw.spi.backend.Device;
import org.deltaw.spi.backend.Program;
import org.nd4j.common.config.ND4JClassLoading;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/** ND4J, once its natives are loaded. Found by name, since it lives in a class loader of its own. */
public final class Engine implements RunningEngine {
    private static final String PROCESSOR = "CPU";

    private final String device;
    private final List<Device> devices;

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
        this.devices = found.equals(PROCESSOR) ? List.of(Device.processor(device)) : graphicsProcessors();
    }

    private static List<Device> graphicsProcessors() {
        NativeOps natives = NativeOpsHolder.getInstance().getDeviceNativeOps();
        return IntStream.range(0, natives.getAvailableDevices())
                .mapToObj(number -> new Device(natives.getDeviceName(number).strip() + ", number " + number,
                        OptionalLong.of(natives.getDeviceTotalMemory(number))))
                .toList();
    }

    @Override
    public List<Device> devices() {
        return devices;
    }

    @Override
    public CompiledModel compile(Program program, BackendContext context) {
        return new Nd4jModel(program, context, device);
    }
}
