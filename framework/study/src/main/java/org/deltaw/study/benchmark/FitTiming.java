package org.deltaw.study.benchmark;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.deltaw.spi.backend.Precision;

/**
 * How long a fit took, and another of the same shape with other data after it in the same process.
 *
 * @param backend its name
 */
public record FitTiming(FitCase measured, String backend, Precision precision, Run first, Run second) {
    /**
     * One fit.
     *
     * @param device where it was computed
     * @param iterations that training took
     * @param seconds from opening the fit to its result
     * @param cpuSeconds what all threads of the process took together, compilation included, until they were quiet again; empty where the
     *     operating system does not tell
     */
    public record Run(String device, int iterations, double seconds, OptionalDouble cpuSeconds) {
        private void put(Map<String, Object> json, String name) {
            json.put(name + "Iterations", iterations);
            json.put(name + "Seconds", seconds);
            json.put(name + "CpuSeconds", cpuSeconds);
        }
    }

    /** Returns it for programs. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("case", measured.name());
        json.put("backend", backend);
        json.put("precision", precision.name().toLowerCase(Locale.ROOT));
        json.put("device", first.device());
        first.put(json, "first");
        second.put(json, "second");
        return json;
    }
}
