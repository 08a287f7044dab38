package org.deltaw.itests.installed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same spec ends at the same rule, whichever backend computes it. */
class BackendsIT {
    /** Far above what rounding makes of fifty epochs, far below any mistake. */
    private static final double TOLERANCE = 1e-6;

    @TempDir
    private Path folder;

    private Deltaw deltaw;

    @BeforeEach
    void prepare() throws Exception {
        deltaw = Deltaw.of(Installation.standard(), folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"example-fly.yaml", "example-fly-mlp.yaml"})
    void coefficientsAgree(String spec) throws Exception {
        Map<String, Double> slow = fit(spec, "interpreter");
        Map<String, Double> fast = fit(spec, "jvm");

        assertEquals(slow.keySet(), fast.keySet());
        assertTrue(slow.size() >= 7, slow.toString());
        slow.forEach((name, value) -> assertEquals(value, fast.get(name), TOLERANCE, name));
    }

    private Map<String, Double> fit(String spec, String backend) throws Exception {
        deltaw.run("fit", spec, "training.epochs=50", "training.learning-rate=0.01", "data.resamplings=1",
                "backend.name=" + backend, "-o", backend).succeeded();
        return new RunFiles(deltaw.work().resolve(backend)).last();
    }
}
