package org.deltaw.runtime.discover;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.deltaw.spi.ExtensionId;
import org.junit.jupiter.api.Test;

class OfficialTest {
    @Test
    void bundleAndDistributionAreNamed() {
        assertEquals(Optional.of("The bundle deltaw-backend-nd4j-cuda brings 'nd4j-cuda'; it is part of the distribution cuda "
                + "(built with 'mvn package -Pcuda')."), Official.whereabouts(Kind.BACKEND, new ExtensionId("nd4j-cuda")));
    }

    @Test
    void nameBelongsToAKind() {
        assertEquals(Optional.empty(), Official.whereabouts(Kind.RULE_FAMILY, new ExtensionId("nd4j-cuda")));
        assertEquals(Optional.empty(), Official.whereabouts(Kind.BACKEND, new ExtensionId("abacus")));
    }
}
