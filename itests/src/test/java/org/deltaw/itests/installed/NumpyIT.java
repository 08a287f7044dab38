package org.deltaw.itests.installed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.deltaw.itests.Python;
import org.deltaw.spec.json.JsonFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Python reads what a run leaves for it. */
@Tag("evidence")
class NumpyIT {
    /** Prints names, types and shapes, and the agreement of all neurons of all recordings that were fitted. */
    private static final String READ = """
            import sys
            import numpy
            arrays = numpy.load(sys.argv[1])
            names = sorted({name.rsplit("/", 1)[0] for name in arrays.files})
            scores = []
            for name in names:
                observed, predicted, held_out = (arrays[f"{name}/{part}"] for part in ("observed", "predicted", "held_out"))
                print(name, observed.dtype, observed.shape, predicted.dtype, predicted.shape, held_out.shape, numpy.unique(held_out))
                assert not numpy.isnan(observed).any() and not numpy.isnan(predicted).any()
                rest = ((observed - predicted) ** 2).sum(0)
                all = ((observed - observed.mean(0)) ** 2).sum(0)
                if not held_out.any():
                    scores.append((1 - rest / all).mean())
            print("R2", repr(float(numpy.median(scores))))
            """;

    @TempDir
    private Path folder;

    @Test
    void activityIsLoadedAndAgreesAsTheMetricsSay() throws Exception {
        Deltaw deltaw = Deltaw.of(Installation.standard(), folder);
        deltaw.run("fit", "example-oja.yaml", "data.trajectories=3", "data.held-out=2", "data.recorded=1", "training.epochs=3",
                "-o", "oja").succeeded();
        List<String> said = Python.with(folder, "numpy").run(READ, deltaw.work().resolve("oja/activity.npz")).lines().toList();

        assertEquals(5 + 1, said.size(), said.toString());
        for (int i = 0; i < 5; i++) {
            String name = i < 2 ? "held-out/" + (i + 1) : "training/" + (i - 1);
            assertEquals(name + " float64 (50, 20) float64 (50, 20) (50,) [" + (i < 2 ? 1 : 0) + ".]", said.get(i));
        }
        Map<?, ?> metrics = (Map<?, ?>) JsonFile.read(deltaw.work().resolve("oja/metrics.json"));
        Map<?, ?> recorded = (Map<?, ?>) ((Map<?, ?>) metrics.get("rSquared")).get("recordedActivity");
        assertEquals(((Number) recorded.get("uniform")).doubleValue(), Double.parseDouble(said.getLast().split(" ")[1]), 1e-9);
    }
}
