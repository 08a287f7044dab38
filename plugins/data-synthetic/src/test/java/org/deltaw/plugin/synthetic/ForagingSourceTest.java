package org.deltaw.plugin.synthetic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltaw.behaviour.ExpectedReward;
import org.deltaw.kernel.evaluation.Metrics;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.fit.Problem;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Seed;
import org.deltaw.spi.backend.Simulation;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Resamplings;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.rule.Signal;
import org.junit.jupiter.api.Test;

class ForagingSourceTest {
    private static final Channel REWARD = Channel.of(Signal.REWARD);
    private static final Channel DECISION = Channel.of(Target.DECISION, 1);
    private static final Channel INPUT = Channel.input(2);

    private static Dataset load(ForagingSettings settings) {
        return OpenFit.load(Fits.foraging(settings).fit());
    }

    private static ForagingSettings still(int trajectories, int trials) {
        return Fits.foragingSettings(
                Fits.rule(Map.of("x*r", 0.0)), trajectories, 0, trials, ForagingSettings.Reward.RAW);
    }

    private static int odour(Trajectory trajectory, int step) {
        return trajectory.column(INPUT)[2 * step] > trajectory.column(INPUT)[2 * step + 1] ? 0 : 1;
    }

    @Test
    void trialEndsWithTheOnlyAcceptedOdourAfterWhichWeightsChange() {
        for (Trajectory trajectory : load(Fits.foragingSettings(3, 1, 20, ForagingSettings.Reward.EXPECTED))
                .trajectories()) {
            assertEquals(60, trajectory.trials().size());
            assertEquals(trajectory.steps(), trajectory.trials().getLast().to());
            assertArrayEquals(trajectory.column(DECISION), trajectory.column(Channel.UPDATE));
            for (Trajectory.Trial trial : trajectory.trials()) {
                for (int step = trial.from(); step < trial.to(); step++) {
                    assertEquals(step == trial.to() - 1 ? 1 : 0, trajectory.column(DECISION)[step]);
                }
            }
        }
    }

    @Test
    void networkThatNeverLearnsAcceptsHalfAndIsOfferedBothOdoursAlike() {
        double accepted = 0;
        double first = 0;
        double steps = 0;
        for (Trajectory trajectory : load(still(20, 80)).trajectories()) {
            for (int step = 0; step < trajectory.steps(); step++) {
                accepted += trajectory.column(DECISION)[step];
                first += odour(trajectory, step) == 0 ? 1 : 0;
            }
            steps += trajectory.steps();
        }
        // About 9,600 steps: four standard errors are 0.02.
        assertEquals(0.5, accepted / steps, 0.03);
        assertEquals(0.5, first / steps, 0.03);
    }

    @Test
    void baitIsKeptUntilItIsCollected() {
        // Of two odours accepted alike, one waits on average for more than one trial: its rate of reward exceeds the
        // probability of a bait. With gaps g between visits, P(reward) = 1 - E[(1-p)^g] and P(g) = (1/2)^g.
        double p = 0.2;
        double expected = 1 - (0.5 * (1 - p)) / (1 - 0.5 * (1 - p));
        double rewards = 0;
        double visits = 0;
        for (Trajectory trajectory : load(Fits.task(Fits.rule(Map.of("x*r", 0.0)), 40, 0,
                List.of(List.of(p, p)), 240, ForagingSettings.Reward.RAW)).trajectories()) {
            for (Trajectory.Trial trial : trajectory.trials()) {
                rewards += trajectory.column(REWARD)[trial.to() - 1];
                visits++;
            }
        }
        // 9,600 visits: four standard errors are 0.02.
        assertEquals(expected, rewards / visits, 0.02);
        assertTrue(expected > 0.33, "not 0.2");
    }

    @Test
    void certainBaitIsAlwaysThereAndImpossibleOneNever() {
        for (Trajectory trajectory : load(Fits.task(Fits.rule(Map.of("x*r", 0.0)), 2, 0,
                List.of(List.of(1.0, 0.0)), 50, ForagingSettings.Reward.RAW)).trajectories()) {
            for (Trajectory.Trial trial : trajectory.trials()) {
                int step = trial.to() - 1;
                assertEquals(odour(trajectory, step) == 0 ? 1 : 0, trajectory.column(REWARD)[step]);
            }
        }
    }

    @Test
    void baitsWaitWhileTheOtherOdourIsAccepted() {
        OdourBlocks odours = new OdourBlocks(Fits.task(Fits.rule(Map.of("x*r", 1.0)), 1, 0, List.of(List.of(1.0, 1.0), List.of(0.0, 0.0)),
                1, ForagingSettings.Reward.RAW), "training/1", new Seed(3));
        odours.begin();
        assertEquals(1, odours.accept(0));
        odours.begin();
        assertEquals(1, odours.accept(1));
        // In the third trial both are baited anew, in the fourth neither.
        odours.begin();
        assertEquals(1, odours.accept(0));
        odours.begin();
        assertEquals(0, odours.accept(0));
    }

    @Test
    void expectedRewardIsTakenOffAsForRecordedFlies() {
        // Without learning both simulations make the same choices, and differ in the signal alone.
        Dataset raw = load(still(1, 30));
        Dataset centred = load(Fits.foragingSettings(
                Fits.rule(Map.of("x*r", 0.0)), 1, 0, 30, ForagingSettings.Reward.EXPECTED));
        Trajectory one = raw.trajectories().getFirst();
        Trajectory other = centred.trajectories().getFirst();

        List<Double> rewards = new ArrayList<>();
        one.trials().forEach(trial -> rewards.add(one.column(REWARD)[trial.to() - 1]));
        double[] surprise = ExpectedReward.surprise(rewards.stream().mapToDouble(d -> d).toArray(), 10);

        assertArrayEquals(one.column(DECISION), other.column(DECISION));
        double[] expected = new double[other.steps()];
        for (int trial = 0; trial < surprise.length; trial++) {
            expected[other.trials().get(trial).to() - 1] = surprise[trial];
        }
        assertArrayEquals(expected, other.column(REWARD));
    }

    @Test
    void flyLearnsToPreferTheOdourWithMoreBaits() {
        double better = 0;
        double all = 0;
        for (Trajectory trajectory : load(Fits.task(Fits.rule(Map.of("x*r", 1.0, "w", -0.05)), 20, 0,
                List.of(List.of(0.9, 0.1)), 80, ForagingSettings.Reward.EXPECTED))
                .trajectories()) {
            for (Trajectory.Trial trial : trajectory.trials().subList(40, 80)) {
                better += odour(trajectory, trial.to() - 1) == 0 ? 1 : 0;
                all++;
            }
        }
        assertTrue(better / all > 0.7, better + " of " + all);
    }

    @Test
    void trueRuleExplainsDevianceAndHasAnAgreementOfOne() {
        Fits fits = Fits.foraging(Fits.foragingSettings(3, 2, 40, ForagingSettings.Reward.EXPECTED))
                .startingAt(Map.of("x*r", 1.0, "w", -0.05));
        try (OpenFit opened = OpenFit.open(fits.fit())) {
            Problem problem = opened.problems().getFirst();
            Metrics heldOut = problem.evaluateHeldOut(problem.start()).orElseThrow();

            assertEquals(2, heldOut.trajectories().size());
            for (Metrics.TrajectoryFitness each : heldOut.trajectories()) {
                assertEquals(1, each.agreement().weights().orElseThrow().uniform(), 1e-12);
                assertEquals(1, each.agreement().activity().orElseThrow().uniform(), 1e-12);
                assertTrue(each.agreement().recordedActivity().isEmpty());
            }
            assertTrue(heldOut.total().explainedOverNoPlasticity().orElseThrow() > 5,
                    heldOut.total().toString());
        }
    }

    @Test
    void trueValuesAreThoseOfTheRuleAndZeroForTermsThatItLacks() {
        ForagingSettings settings = Fits.foragingSettings(Fits.rule(Map.of("x*r", 0.7)), 1, 0, 10, ForagingSettings.Reward.RAW);
        try (OpenFit opened = OpenFit.open(Fits.foraging(settings).fit())) {
            assertEquals(List.of("rule.x*r", "rule.w"), opened.problems().getFirst().names());
            assertArrayEquals(new double[] {0.7, 0}, opened.problems().getFirst().trueValues());
        }
    }

    @Test
    void ruleThatCannotBeTheTrueOneHasNoTrueValues() {
        ForagingSettings settings = Fits.foragingSettings(
                Fits.rule(Map.of("x*r", 0.7, "x", -0.2)), 1, 0, 10, ForagingSettings.Reward.RAW);
        try (OpenFit opened = OpenFit.open(Fits.foraging(settings).fit())) {
            assertArrayEquals(new double[] {Double.NaN, Double.NaN}, opened.problems().getFirst().trueValues());
        }
    }

    @Test
    void choicesFollowTheProbabilitiesOfTheModel() {
        Fits fits = Fits.foraging(Fits.foragingSettings(20, 0, 80, ForagingSettings.Reward.EXPECTED))
                .startingAt(Map.of("x*r", 1.0, "w", -0.05));
        try (OpenFit opened = OpenFit.open(fits.fit())) {
            Problem problem = opened.problems().getFirst();
            List<Simulation> simulations = problem.simulate(problem.start());
            int logit = problem.outputs().indexOf("logit");
            double surplus = 0;
            double variance = 0;
            for (int t = 0; t < simulations.size(); t++) {
                for (int step = 0; step < problem.trajectories().get(t).steps(); step++) {
                    double probability = 1 / (1 + Math.exp(-simulations.get(t).outputs().get(logit)[step]));
                    surplus += problem.trajectories().get(t).column(DECISION)[step] - probability;
                    variance += probability * (1 - probability);
                }
            }
            assertTrue(Math.abs(surplus) < 4 * Math.sqrt(variance), surplus + " is not within " + Math.sqrt(variance));
        }
    }

    @Test
    void oneMoreTrajectoryLeavesTheOthersAsTheyAre() {
        Dataset one = load(Fits.foragingSettings(1, 1, 10, ForagingSettings.Reward.EXPECTED));
        Dataset other = load(Fits.foragingSettings(2, 3, 10, ForagingSettings.Reward.EXPECTED));

        assertArrayEquals(one.trajectories().get(0).column(INPUT), other.trajectories().get(0).column(INPUT));
        assertEquals("held-out/1", other.trajectories().get(2).id());
        assertArrayEquals(one.trajectories().get(1).column(INPUT), other.trajectories().get(2).column(INPUT));
    }

    @Test
    void networkThatCannotChooseIsRefused() {
        ForagingSettings settings = Fits.foragingSettings(1, 0, 5, ForagingSettings.Reward.RAW);

        InvalidSpecException refusal = assertThrows(InvalidSpecException.class, () ->
                OpenFit.load(Fits.foraging(settings).layers(2, 10).fit()));

        assertEquals("The network does not show 'logit'; it shows activity. Choose another network, or other data.",
                refusal.getMessage());
    }

    @Test
    void networkThatRejectsEverythingIsGivenUp() {
        InvalidSpecException refusal = assertThrows(InvalidSpecException.class, () -> load(new ForagingSettings(
                Fits.rule(Map.of("x", -100.0)), 1, 0, List.of(List.of(1.0, 1.0)), 10, Optional.empty(), Optional.empty(), Fits.ALL_KNOWN,
                Resamplings.AUTOMATIC, Optional.of(ForagingSettings.Reward.RAW), 10, 0.75, 0.05, 20, Optional.empty())));

        assertEquals("data.most-rejections", refusal.key());
        assertTrue(refusal.getMessage().contains("rejected more than 20 odours in a row"), refusal.getMessage());
    }

    @Test
    void blocksNeedTwoProbabilities() {
        InvalidSpecException refusal = assertThrows(InvalidSpecException.class, () -> Fits.task(
                Fits.oja(), 1, 0,
                List.of(List.of(0.1, 0.2), List.of(0.5)), 10, ForagingSettings.Reward.RAW));
        assertEquals("blocks.1", refusal.key());
        assertEquals("The block has 1 probabilities; expected one for each of two odours, as in [0.2, 0.8].",
                refusal.getMessage());
    }
}
