package org.deltaw.itests.installed;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same spec gives the same bits, wherever and however it is run. */
class SameBitsIT {
    @TempDir
    private static Path folder;

    private static Deltaw felix;
    private static Deltaw flat;

    @BeforeAll
    static void prepare() throws Exception {
        felix = Deltaw.of(Installation.standard(), folder);
        flat = felix.onFlatClassPath(Installation.standard());
    }

    @ParameterizedTest
    @ValueSource(strings = {"jvm", "interpreter"})
    void osgiAndFlatClassPathAgreeAndSoDoOneAndTwoThreads(String backend) throws Exception {
        RunFiles two = fit(felix, backend, "2");
        // With the JVM's better compiler, which is another way to compute the same.
        RunFiles classPath = fit(flat, backend, "2");
        RunFiles one = fit(felix, backend, "1");
        classPath.assertSameAs(two);
        one.assertSameAs(two);
    }

    private static RunFiles fit(Deltaw deltaw, String backend, String threads) throws Exception {
        String run = backend + threads + (deltaw == flat ? "flat" : "osgi");
        deltaw.run("fit", "example-fly.yaml", "training.epochs=4", "training.starts=2", "training.intervals=none", "data.resamplings=3",
                "backend.name=" + backend, "backend.threads=" + threads, "-o", run).succeeded();
        return new RunFiles(deltaw.work().resolve(run));
    }
}
