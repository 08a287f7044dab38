package org.deltaw.kernel.likelihood;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class NatsTest {
    @Test
    void aNegativeLogLikelihoodIsAMeanOverObservations() {
        Nats nats = new Nats(Nats.Kind.LIKELIHOOD, 200, 0.5);
        assertEquals(-200 * 0.6, nats.logLikelihood(0.3).orElseThrow(), 1e-12);
        assertEquals(200 * 0.6, nats.cost(0.3), 1e-12);
        assertEquals(400, nats.slope(0.3), 1e-12);
    }

    @Test
    void aSquaredErrorIsTheLikelihoodAtItsOwnVariance() {
        Nats nats = new Nats(Nats.Kind.SQUARED_ERROR, 200, 1);
        double expected = 0;
        for (int i = 0; i < 200; i++) {
            expected -= Math.log(2 * Math.PI * 0.25) / 2 + 0.25 / (2 * 0.25);
        }
        assertEquals(expected, nats.logLikelihood(0.25).orElseThrow(), 1e-9);
        assertEquals(100 * Math.log(2), nats.cost(0.5) - nats.cost(0.25), 1e-12);
        assertEquals((nats.cost(0.25 + 1e-6) - nats.cost(0.25 - 1e-6)) / 2e-6, nats.slope(0.25), 1e-4);
    }

    @Test
    void whatIsNoLikelihoodHasNone() {
        assertTrue(new Nats(Nats.Kind.NONE, 200, 1).logLikelihood(0.3).isEmpty());
    }
}
