package org.deltaw.kernel;

import org.deltaw.spi.Setting;
import org.deltaw.spi.backend.Precision;

/** What every backend is told. */
public record BackendSettings(
        @Setting(value = "bits of a number: f64 or f32", byDefault = "f64") Precision precision,
        @Setting(value = "how many threads compute; 0 for one per processor", byDefault = "0", min = 0, max = 4096)
                int threads,
        @Setting(value = "megabytes that the history of a trajectory's states may take before it is checkpointed",
                        byDefault = "1024", min = 1)
                int memory) {
    /** Returns the relative distance of two neighbouring numbers of the precision. */
    public double resolution() {
        return switch (precision) {
            case F64 -> Math.ulp(1.0);
            case F32 -> Math.ulp(1f);
        };
    }
}
