package org.deltaw.kernel.particles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.deltaw.kernel.testing.NormalMixture;
import org.deltaw.spi.Seed;
import org.junit.jupiter.api.Test;

/** What a move says of its way back is what its proposals have as density. */
class MoveTest {
    private static final double NARROW = 0.1;
    private static final double CELL = 0.05;

    private static final NormalMixture DENSITY = new NormalMixture(List.of(new NormalMixture.Peak(new double[] {0}, 1, 0)));
    private static final StartDistribution START = new StartDistribution(DENSITY, List.of(
            new Mode(new double[1], new double[][] {{1}}), new Mode(new double[] {0.5}, new double[][] {{NARROW * NARROW}})));
    private static final Regions REGIONS = new Regions(START, START.spread(4000, new Seed(1)));
    private static final double[] WIDE_SIDE = {0.1};
    private static final double[] NARROW_SIDE = {0.45};

    private static Move.Place place(double... point) {
        return new Move.Place(point, START.logDensity(point, DENSITY.values(new double[][] {point}).prior()[0]));
    }

    /** The density of proposals near a point, counted. */
    private static double counted(Move move, double[] from, double at) {
        double[][] many = IntStream.range(0, 100_000).mapToObj(_ -> from).toArray(double[][]::new);
        double[][] proposed = move.propose(many, new Seed(2).generator(), new Seed(3));
        return Arrays.stream(proposed).filter(x -> Math.abs(x[0] - at) < CELL / 2).count() / (many.length * CELL);
    }

    private static void assertReturn(Move move) {
        double expected = Math.log(counted(move, NARROW_SIDE, WIDE_SIDE[0]) / counted(move, WIDE_SIDE, NARROW_SIDE[0]));
        assertEquals(expected, move.logReturn(place(WIDE_SIDE), place(NARROW_SIDE)), 0.1);
        assertEquals(-expected, move.logReturn(place(NARROW_SIDE), place(WIDE_SIDE)), 0.1);
    }

    @Test
    void aWalkBetweenRegionsIsReversible() {
        assertEquals(List.of(0, 1), List.of(REGIONS.of(WIDE_SIDE), REGIONS.of(NARROW_SIDE)));
        Walk walk = new Walk(REGIONS, 1);
        assertReturn(walk);
        assertTrue(Math.abs(walk.logReturn(place(WIDE_SIDE), place(NARROW_SIDE))) > 0.5);
        assertEquals(0, walk.logReturn(place(0), place(WIDE_SIDE)));
    }

    @Test
    void aJumpIsReversible() {
        assertReturn(new Jump(START, REGIONS));
    }

    private static double integral(double from, double to) {
        double cell = 0.02;
        return IntStream.range(0, (int) Math.round((to - from) / cell)).mapToDouble(i -> from + (i + 0.5) * cell)
                .map(x -> Math.exp(place(x).logStart()) * cell).sum();
    }

    @Test
    void theStartDistributionIntegratesToOneAndIsWhatIsDrawn() {
        assertEquals(1, integral(-100, 100), 1e-4);
        double[][] drawn = START.spread(20_000, new Seed(4));
        double share = (double) Arrays.stream(drawn).filter(x -> Math.abs(x[0]) < 1).count() / drawn.length;
        assertEquals(integral(-1, 1), share, 0.015);
    }
}
