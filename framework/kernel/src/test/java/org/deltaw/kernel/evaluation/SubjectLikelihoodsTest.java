package org.deltaw.kernel.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.deltaw.kernel.evaluation.SubjectLikelihoods.Replicate;
import org.junit.jupiter.api.Test;

/** What belongs to one subject is added up. */
class SubjectLikelihoodsTest {
    @Test
    void recordingsAddUpAndTheirReplicatesCountOnce() {
        Map<String, Double> sums = SubjectLikelihoods.of(List.of(new Replicate("bob", "b", -3), new Replicate("ada", "1", -10),
                new Replicate("ada", "2", -4), new Replicate("ada", "1", -20), new Replicate("ada", "2", -6)));
        assertEquals(Map.of("ada", -20.0, "bob", -3.0), sums);
        assertEquals(List.of("ada", "bob"), List.copyOf(sums.keySet()));
    }
}
