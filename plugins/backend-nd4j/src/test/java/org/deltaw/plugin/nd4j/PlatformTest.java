package org.deltaw.plugin.nd4j;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {
    @ParameterizedTest
    @CsvSource({"Linux, amd64, linux-x86_64", "Mac OS X, aarch64, macosx-arm64", "Windows 11, amd64, windows-x86_64",
        "Linux, ppc64le, linux-ppc64le"})
    void platformsAreNamedAsNativesAre(String system, String processor, String name) {
        assertEquals(name, Platform.of(system, processor).name());
    }

    @Test
    void nativesOfAnotherPlatformAreNotEnough() {
        List<String> jars = List.of("nd4j-api-1.jar", "nd4j-native-1-linux-x86_64.jar");
        assertEquals(Optional.empty(), new Platform("linux-x86_64").missing(jars));
        assertEquals(Optional.of("Its bundle holds no natives for macosx-arm64; build it with -Dnd4j.platform=macosx-arm64."),
                new Platform("macosx-arm64").missing(jars));
    }
}
