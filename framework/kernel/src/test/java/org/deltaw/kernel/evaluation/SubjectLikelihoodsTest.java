package org.deltaw.kernel.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.deltaw.kernel.LikelihoodSettings;
import org.deltaw.kernel.evaluation.SubjectLikelihoods.Replicate;
import org.junit.jupiter.api.Test;

/** What belongs to one subject is added up. */
class SubjectLikelihoodsTest {
    private static final List<Replicate> REPLICATES = List.of(new Replicate("bob", "b", -3), new Replicate("ada", "1", -10),
            new Replicate("ada", "2", -4), new Replicate("ada", "1", -20), new Replicate("ada", "2", -6));

    @Test
    void recordingsAddUpAndTheirReplicatesCountOnce() {
        Map<String, Double> sums = SubjectLikelihoods.of(REPLICATES, LikelihoodSettings.Combination.MEAN);
        assertEquals(Map.of("ada", -20.0, "bob", -3.0), sums);
        assertEquals(List.of("ada", "bob"), List.copyOf(sums.keySet()));
    }

    @Test
    void likelihoodsOfReplicatesAreAveraged() {
        double one = Math.log((Math.exp(-10) + Math.exp(-20)) / 2);
        double two = Math.log((Math.exp(-4) + Math.exp(-6)) / 2);
        Map<String, Double> sums = SubjectLikelihoods.of(REPLICATES, LikelihoodSettings.Combination.MARGINAL);
        assertEquals(one + two, sums.get("ada"), 1e-12);
        assertEquals(-3, sums.get("bob"), 0);
    }
}
