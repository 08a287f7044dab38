package org.deltaw.plugin.nd4j.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriverTest {
    @TempDir
    private Path folder;

    @Test
    void missingDriverIsSaidInASentence() {
        assertEquals(Optional.of("NVIDIA's driver is not installed (no libcuda.so.1 in the usual places or LD_LIBRARY_PATH); "
                + "install one for CUDA 11.6 or newer, or choose another backend."), driver().missing());
    }

    @Test
    void driverWithoutADeviceIsNotEnough() throws Exception {
        Files.createFile(folder.resolve("libcuda.so.1"));
        Files.createFile(folder.resolve("nvidiactl"));
        String reason = driver().missing().orElseThrow();
        assertTrue(reason.startsWith("NVIDIA's driver is installed, but there is no graphics processor"), reason);
    }

    @Test
    void driverAndDeviceAreEnough() throws Exception {
        Files.createFile(folder.resolve("libcuda.so.1"));
        Files.createFile(folder.resolve("nvidia0"));
        assertEquals(Optional.empty(), driver().missing());
    }

    @Test
    void foldersNeedNotExist() {
        Path nowhere = folder.resolve("nowhere");
        assertTrue(new Driver(nowhere, List.of(nowhere)).missing().isPresent());
    }

    private Driver driver() {
        return new Driver(folder, List.of(folder.resolve("nowhere"), folder));
    }
}
