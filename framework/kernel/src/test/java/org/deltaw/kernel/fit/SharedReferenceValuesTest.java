package org.deltaw.kernel.fit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.deltaw.kernel.testing.Json;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares with the reference values that are no part of this project, in {@code ../shared} or where {@code deltaw.shared} says. */
@Tag("evidence")
class SharedReferenceValuesTest {
    private static final Path GOLDEN = Path.of(System.getProperty("deltaw.shared", "../../../shared"), "golden");

    @ParameterizedTest
    @ValueSource(strings = {"oja_small.json", "oja_medium.json", "recurrent.json", "fly_taylor.json", "fly_mlp.json",
        "fly_wide.json"})
    void allCasesAgree(String file) throws IOException {
        ReferenceValuesTest.compareAll(Json.parse(Files.readString(GOLDEN.resolve(file))));
    }
}
