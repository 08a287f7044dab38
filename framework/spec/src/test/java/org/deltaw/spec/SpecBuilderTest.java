package org.deltaw.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.deltaw.kernel.Fit;
import org.deltaw.spec.testing.FakeCatalog;
import org.deltaw.spec.testing.Specs;
import org.deltaw.spi.InvalidSpecException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpecBuilderTest {
    @TempDir
    Path directory;

    private SpecBuilder example() {
        return new SpecBuilder("fly-forgetting").seed(1).directory(directory)
                .data("fly", Map.of("files", List.of("Fly1.mat"), "resamplings", 20, "reward", "expected"))
                .network("feedforward", Map.of("layers", List.of(2, 10, 1)))
                .rule("taylor", Map.of("terms", List.of("1", "w", "x", "r", "x*r")))
                .loss("choice-cross-entropy", Map.of())
                .loss("l1", Map.of("weight", 0.01))
                .backend("jvm", Map.of("precision", "f64"));
    }

    @Test
    void optimizerAndTrainingAreOneSection() {
        Fit file = Specs.read(directory, Specs.EXAMPLE);
        Map<String, Object> adam = Map.of("learning-rate", 0.003, "update", "per-trajectory");
        for (SpecBuilder spec : List.of(example().optimizer("adam", adam).training(Map.of("epochs", 250)),
                example().training(Map.of("epochs", 250)).optimizer("adam", adam))) {
            Fit built = spec.build().fit(FakeCatalog.standard());
            assertEquals(file.optimizer(), built.optimizer());
            assertEquals(file.training(), built.training());
        }
    }

    @Test
    void meansTheSameAsAFile() {
        Fit file = Specs.read(directory, Specs.EXAMPLE.replaceAll("(?m)^training:.*\n", ""));
        assertEquals(file, example().build().fit(FakeCatalog.standard()));
        assertEquals(5, example().training(Map.of("epochs", 5)).build().fit(FakeCatalog.standard()).training().epochs());
    }

    @Test
    void likelihoodAndPriorsAreThoseOfAFile() {
        Fit file = Specs.read(directory, Specs.EXAMPLE.replaceAll("(?m)^training:.*\n", "")
                + "likelihood: mean\nweighting: trajectory\npriors: {w: {normal: [0, 0.5]}}\nhierarchy: {levels: [subject]}\n"
                + "posterior: {draws: 7}\n");
        assertEquals(file, example().likelihood(Map.of("likelihood", "mean", "weighting", "trajectory"))
                .priors(Map.of("w", Map.of("normal", List.of(0, 0.5)))).hierarchy(Map.of("levels", List.of("subject")))
                .posterior(Map.of("draws", 7)).build().fit(FakeCatalog.standard()));
    }

    @Test
    void whatIsWrongIsNamedByItsKey() {
        SpecFile spec = example().training(Map.of("epoch", 5)).build();
        String message = assertThrows(InvalidSpecException.class, () -> spec.fit(FakeCatalog.standard())).getMessage();
        assertEquals("spec 'fly-forgetting': training.epoch", message.substring(0, message.indexOf("epoch") + 5));
    }
}
