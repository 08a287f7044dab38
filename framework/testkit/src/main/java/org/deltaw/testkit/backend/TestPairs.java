package org.deltaw.testkit.backend;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.deltaw.spi.Seed;
import org.deltaw.spi.backend.Pairs;

/** Makes pairs on which backends are tried. */
final class TestPairs {
    private static final int VECTORS = 7;

    private TestPairs() {}

    /** Returns so many pairs, some of them alike, in no order, of vectors that differ. */
    static Pairs mixed(TestModel model, int trajectories, int count) {
        RandomGenerator random = new Seed(count).child(model.name()).generator();
        List<double[]> vectors = IntStream.range(0, VECTORS).mapToObj(i -> vector(model, i)).toList();
        return new Pairs(vectors, random.ints(count, 0, VECTORS).toArray(), random.ints(count, 0, trajectories).toArray(),
                random.doubles(count).toArray());
    }

    /** Returns another vector for another number. */
    static double[] vector(TestModel model, int number) {
        return Arrays.stream(model.parameters()).map(value -> value * (1 - 0.1 * number)).toArray();
    }

    static Pairs reversed(Pairs pairs) {
        int last = pairs.size() - 1;
        return new Pairs(pairs.vectors(),
                IntStream.rangeClosed(0, last).map(i -> pairs.vectorOf()[last - i]).toArray(),
                IntStream.rangeClosed(0, last).map(i -> pairs.trajectoryOf()[last - i]).toArray(),
                IntStream.rangeClosed(0, last).mapToDouble(i -> pairs.weights()[last - i]).toArray());
    }
}
