package org.deltaw.kernel.modes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.deltaw.kernel.particles.Mode;
import org.deltaw.kernel.testing.Banana;
import org.deltaw.kernel.testing.NormalMixture;
import org.deltaw.spi.Seed;
import org.junit.jupiter.api.Test;

class ModeSearchTest {
    @Test
    void broadModeAndNeedleNearZeroAreFoundWithTheirWidths() {
        NormalMixture.Peak broad = new NormalMixture.Peak(new double[] {-1, 0.5}, 0.5, -3);
        NormalMixture.Peak needle = new NormalMixture.Peak(new double[] {0.03, 0.0002}, 0.002, -3);
        List<Mode> modes = new ModeSearch(new NormalMixture(List.of(broad, needle)), new Seed(1)).modes();
        assertEquals(2, modes.size());
        for (int i = 0; i < 2; i++) {
            Mode expected = (i == 0 ? needle : broad).mode();
            double variance = expected.covariance()[0][0];
            assertArrayEquals(expected.center(), modes.get(i).center(), 0.01 * Math.sqrt(variance));
            for (int k = 0; k < 2; k++) {
                assertEquals(expected.covariance()[k][k], modes.get(i).covariance()[k][k], 0.02 * variance);
                assertEquals(0, modes.get(i).covariance()[k][1 - k], 0.02 * variance);
            }
        }
    }

    @Test
    void endsOnOneRidgeAreOneMode() {
        assertEquals(1, new ModeSearch(new Banana(), new Seed(2)).modes().size());
    }

    @Test
    void whatIsFarBelowTheHighestIsNoMode() {
        NormalMixture.Peak high = new NormalMixture.Peak(new double[] {1}, 0.1, 0);
        NormalMixture.Peak low = new NormalMixture.Peak(new double[] {-1}, 0.1, -40);
        assertEquals(1, new ModeSearch(new NormalMixture(List.of(high, low)), new Seed(3)).modes().size());
    }

    @Test
    void equalSeedsFindTheSameBits() {
        NormalMixture density = new NormalMixture(List.of(new NormalMixture.Peak(new double[] {1, -2}, 0.3, -1)));
        Mode first = new ModeSearch(density, new Seed(4)).modes().getFirst();
        Mode second = new ModeSearch(density, new Seed(4)).modes().getFirst();
        assertArrayEquals(first.center(), second.center());
        assertArrayEquals(first.covariance()[0], second.covariance()[0]);
    }
}
