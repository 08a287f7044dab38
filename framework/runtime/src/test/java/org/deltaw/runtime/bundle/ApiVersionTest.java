package org.deltaw.runtime.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.deltaw.spi.Seed;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;

class ApiVersionTest {
    private static final Jar JAR = new Jar("a.jar", "/plugins/a.jar", "");

    @Test
    void versionsOfTheApiAreReadFromItsClassFiles() {
        assertEquals(Optional.of("1.0.0"), ApiVersion.of("org.deltaw.spi.rule"));
        assertEquals(Optional.of("1.0.0"), ApiVersion.of("org.deltaw.expr"));
        assertEquals(Optional.empty(), ApiVersion.of("java.lang"));
    }

    @Test
    void rangeThatHoldsTheVersionFits() {
        assertEquals(Optional.empty(), ApiVersion.mismatch(JAR, "org.deltaw.spi;version=\"[1.0,2)\""));
        assertEquals(Optional.empty(), ApiVersion.mismatch(JAR, "org.deltaw.spi"));
        assertEquals(Optional.empty(), ApiVersion.mismatch(JAR, ""));
        assertEquals(Optional.empty(), ApiVersion.mismatch(JAR, "org.deltaw.spi;version=nonsense"));
    }

    @Test
    void rangeThatDoesNotHoldTheVersionIsAMismatch() {
        assertEquals(
                Optional.of("a.jar needs org.deltaw.expr [0.9,1), this DeltaW has 1.0.0; get a version of the plugin "
                        + "built for it."),
                ApiVersion.mismatch(JAR, "org.deltaw.spi;version=1.0,org.deltaw.expr;version=\"[0.9,1)\""));
    }

    @Test
    void packagesBelowBelongToTheApi() {
        assertEquals(
                Optional.of("a.jar needs org.deltaw.spi.rule [2.0,3), this DeltaW has 1.0.0; get a version of the plugin "
                        + "built for it."),
                ApiVersion.mismatch(JAR, "org.deltaw.spi;version=1.0,org.deltaw.spi.rule;version=\"[2.0,3)\""));
        assertTrue(ApiVersion.isApi("org.deltaw.spi.rule"));
        assertFalse(ApiVersion.isApi("org.deltaw.spice"));
    }

    @Test
    void packagesOfOthersAreNobodysConcern() {
        assertEquals(Optional.empty(), ApiVersion.mismatch(JAR, "com.lib;version=\"[9,10)\""));
    }

    @Test
    void rangesMeanWhatTheyMeanToOsgi() {
        RandomGenerator random = new Seed(7).generator();
        for (int i = 0; i < 5_000; i++) {
            String from = version(random);
            String range = random.nextInt(4) == 0 ? from : (random.nextBoolean() ? "[" : "(") + from + ","
                    + version(random) + (random.nextBoolean() ? "]" : ")");
            String version = version(random);
            boolean expected;
            try {
                expected = new VersionRange(range).includes(Version.parseVersion(version));
            } catch (IllegalArgumentException malformed) {
                continue;
            }
            assertEquals(expected, ApiVersion.includes(range, version), version + " in " + range);
        }
        assertTrue(ApiVersion.includes("", "1.0.0") && ApiVersion.includes("[1,nonsense)", "9"));
    }

    private static String version(RandomGenerator random) {
        return IntStream.rangeClosed(0, random.nextInt(3)).mapToObj(_ -> "" + random.nextInt(3)).collect(Collectors.joining("."));
    }
}
