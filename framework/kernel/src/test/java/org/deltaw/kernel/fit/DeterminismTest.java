package org.deltaw.kernel.fit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.deltaw.kernel.minimise.Epoch;
import org.deltaw.kernel.minimise.FitListener;
import org.deltaw.kernel.testing.FitBuilder;
import org.deltaw.kernel.testing.Networks;
import org.deltaw.kernel.testing.Recordings;
import org.deltaw.kernel.testing.Rules;
import org.deltaw.plugin.behavior.ChoiceCrossEntropy;
import org.deltaw.plugin.feedforward.FeedforwardNetwork;
import org.deltaw.plugin.mlp.MlpRule;
import org.deltaw.plugin.penalty.L1Penalty;
import org.deltaw.spi.backend.Simulation;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Trajectory;
import org.junit.jupiter.api.Test;

/** Same spec, same bits: whatever the number of threads, and whatever else is in the data. */
class DeterminismTest {
    private static final Dataset DATA = Recordings.random(Recordings.choices(2), 5, 6, 1);

    private static FitBuilder fit() {
        return FitBuilder.of(new FeedforwardNetwork(), Networks.layers(2, 3, 1)).rule(new MlpRule(), Rules.mlp(3))
                .loss(new ChoiceCrossEntropy(), 1).loss(new L1Penalty(), 0.01).adam(0.02, 4);
    }

    private static List<FitResult> train(FitBuilder fit, Dataset dataset) {
        List<FitResult> results = new ArrayList<>();
        try (OpenFit opened = fit.open(dataset)) {
            for (Problem problem : opened.problems()) {
                results.add(problem.train(Optional.empty(), FitListener.SILENT));
            }
        }
        return results;
    }

    private static void assertSame(FitResult expected, FitResult actual) {
        assertArrayEquals(expected.best().parameters(), actual.best().parameters());
        assertEquals(expected.metrics(), actual.metrics());
        assertEquals(losses(expected), losses(actual));
    }

    private static List<Double> losses(FitResult result) {
        return result.best().history().stream().map(Epoch::loss).toList();
    }

    @Test
    void threadsDoNotChangeABit() {
        assertSame(train(fit().threads(1), DATA).getFirst(), train(fit().threads(2), DATA).getFirst());
        assertSame(train(fit().threads(1).perTrajectory(), DATA).getFirst(),
                train(fit().threads(2).perTrajectory(), DATA).getFirst());
        double[] parameters = new double[19];
        Arrays.setAll(parameters, i -> Math.sin(i));
        try (OpenFit one = fit().threads(1).open(DATA); OpenFit two = fit().threads(2).open(DATA)) {
            assertArrayEquals(one.problems().getFirst().curvature(parameters).matrix(),
                    two.problems().getFirst().curvature(parameters).matrix());
        }
    }

    @Test
    void sameSeedGivesTheSameBits() {
        assertSame(train(fit().seed(5), DATA).getFirst(), train(fit().seed(5), DATA).getFirst());
    }

    @Test
    void anotherSeedGivesOtherParametersAndWeights() {
        try (OpenFit one = fit().seed(1).open(DATA); OpenFit two = fit().seed(2).open(DATA)) {
            assertFalse(Arrays.equals(one.problems().getFirst().start(), two.problems().getFirst().start()));
            assertFalse(Arrays.equals(initialWeights(one, 0), initialWeights(two, 0)));
            assertFalse(Arrays.equals(initialWeights(one, 0), initialWeights(one, 1)));
        }
    }

    private static double[] initialWeights(OpenFit opened, int trajectory) {
        Problem problem = opened.problems().getFirst();
        Simulation simulation = problem.simulate(problem.start()).get(trajectory);
        return Arrays.copyOf(simulation.states().get(problem.states().indexOf("weights")), 6);
    }

    @Test
    void addingATrajectoryDoesNotChangeTheOthersInitialWeights() {
        Dataset fewer = Dataset.builder(DATA.channels()).trajectories(DATA.trajectories().subList(3, 5)).build();
        try (OpenFit all = fit().open(DATA); OpenFit some = fit().open(fewer)) {
            assertArrayEquals(initialWeights(all, 3), initialWeights(some, 0));
            assertArrayEquals(initialWeights(all, 4), initialWeights(some, 1));
        }
    }

    @Test
    void separateSubjectsAreFittedAsIfAlone() {
        List<FitResult> separate = train(fit().separateSubjects(), DATA);
        assertEquals(List.of("A", "B"), separate.stream().map(FitResult::subject).toList());
        for (FitResult result : separate) {
            List<Trajectory> own = DATA.trajectories().stream()
                    .filter(trajectory -> trajectory.subject().equals(result.subject())).toList();
            FitResult alone = train(fit(), Dataset.builder(DATA.channels()).trajectories(own).build()).getFirst();
            assertSame(alone, result);
            assertEquals("", alone.subject());
        }
        assertFalse(Arrays.equals(
                separate.get(0).best().parameters(), separate.get(1).best().parameters()));
    }

    @Test
    void problemsOfSeparateSubjectsListTheirTrajectories() {
        try (OpenFit opened = fit().separateSubjects().open(DATA)) {
            assertEquals(List.of(List.of("a", "c", "e"), List.of("b", "d")), opened.problems().stream()
                    .map(problem -> problem.trajectories().stream().map(Trajectory::id).toList()).toList());
        }
    }
}
