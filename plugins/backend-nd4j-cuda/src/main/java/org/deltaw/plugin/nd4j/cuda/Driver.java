package org.deltaw.plugin.nd4j.cuda;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * NVIDIA's driver, looked for by the names of its files. ND4J without it prints a stack trace that no logger can stop, so this
 * comes first; nothing is loaded.
 *
 * @param devices the folder of device files
 * @param libraries folders in which the system looks for libraries
 */
record Driver(Path devices, List<Path> libraries) {
    private static final String LIBRARY = "libcuda.so.1";
    private static final String WINDOWS_LIBRARY = "nvcuda.dll";

    static Driver ofThisMachine() {
        List<Path> libraries = new ArrayList<>();
        for (String variable : List.of("LD_LIBRARY_PATH", "PATH")) {
            String value = System.getenv(variable);
            for (String folder : (value == null ? "" : value).split(File.pathSeparator)) {
                if (!folder.isBlank()) {
                    libraries.add(Path.of(folder));
                }
            }
        }
        for (String folder : List.of("/usr/lib/x86_64-linux-gnu", "/usr/lib64", "/usr/lib", "/usr/local/cuda/compat",
                "/usr/lib/wsl/lib", "/usr/lib64/nvidia", "/usr/lib/nvidia", "/run/opengl-driver/lib", "/opt/cuda/lib64")) {
            libraries.add(Path.of(folder));
        }
        return new Driver(Path.of("/dev"), libraries);
    }

    /** Says in one sentence what is missing; empty if driver and device are there. */
    Optional<String> missing() {
        boolean windows = holds(WINDOWS_LIBRARY);
        if (!windows && !holds(LIBRARY)) {
            return Optional.of("NVIDIA's driver is not installed (no " + LIBRARY + " in the usual places or LD_LIBRARY_PATH); "
                    + "install one for CUDA 11.6 or newer, or choose another backend.");
        }
        return windows || hasDevice() ? Optional.empty() : Optional.of("NVIDIA's driver is installed, but there is no "
                + "graphics processor of NVIDIA (no " + devices.resolve("nvidia0") + "); choose another backend.");
    }

    private boolean holds(String library) {
        return libraries.stream().anyMatch(folder -> Files.exists(folder.resolve(library)));
    }

    /** Windows' Linux has one device for all graphics processors. */
    private boolean hasDevice() {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(devices, "{nvidia[0-9]*,dxg}")) {
            return found.iterator().hasNext();
        } catch (IOException unreadable) {
            return false;
        }
    }
}
