package org.deltaw.spi.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WeightedSumTest {
    private final List<Pairs> asked = new ArrayList<>();

    private List<Evaluation> evaluate(Pairs pairs) {
        asked.add(pairs);
        return IntStream.range(0, pairs.size()).mapToObj(i -> new Evaluation(pairs.vector(i)[0] + pairs.trajectory(i),
                new double[] {pairs.trajectory(i)}, List.of(), new double[0])).toList();
    }

    private static Pairs vectors(int count, int trajectories) {
        return Pairs.concat(IntStream.range(0, count).mapToObj(v -> Pairs.of(new double[] {v}, trajectories, 0.5)).toList());
    }

    private List<Integer> sizes(Pairs pairs) {
        WeightedSum.of(pairs, this::evaluate, Set.of(Quantity.GRADIENT));
        return asked.stream().map(Pairs::size).toList();
    }

    @Test
    void wholeVectorsAreEvaluatedTogetherIfTheyFit() {
        assertEquals(List.of(340, 340, 340), sizes(vectors(3, 340)));
        asked.clear();
        assertEquals(List.of(500, 500, 100), sizes(vectors(11, 100)));
    }

    @Test
    void aVectorWithManyPairsIsCutAlikeWhereverItStands() {
        assertEquals(List.of(512, 188, 512, 188), sizes(vectors(2, 700)));
        assertEquals(0, asked.get(2).trajectory(0));
        asked.clear();
        assertEquals(List.of(512, 512, 1), sizes(vectors(1, 1025)));
    }

    @Test
    void sumsAreThoseOfEachVectorInTheOrderOfItsPairs() {
        List<WeightedSum> sums = WeightedSum.of(vectors(3, 340), this::evaluate, Set.of(Quantity.GRADIENT));
        for (int v = 0; v < 3; v++) {
            assertEquals(0.5 * (340.0 * v + 339 * 340 / 2.0), sums.get(v).loss());
            assertArrayEquals(new double[] {0.5 * 339 * 340 / 2}, sums.get(v).gradient());
            assertEquals(OptionalInt.empty(), sums.get(v).diverged());
        }
    }

    @Test
    void firstPairThatDivergedIsNamedByItsPlaceAmongAll() {
        Pairs pairs = vectors(3, 340);
        List<WeightedSum> sums = WeightedSum.of(pairs, some -> evaluate(some).stream().map(each ->
                each.loss() == 2 + 7 ? new Evaluation(Double.NaN, each.gradient(), List.of(), each.curvature()) : each).toList(),
                Set.of(Quantity.GRADIENT));
        assertEquals(List.of(OptionalInt.of(9), OptionalInt.of(340 + 8), OptionalInt.of(680 + 7)),
                sums.stream().map(WeightedSum::diverged).toList());
    }
}
