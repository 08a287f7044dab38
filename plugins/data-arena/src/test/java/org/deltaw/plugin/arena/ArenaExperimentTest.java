package org.deltaw.plugin.arena;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.deltaw.behaviour.OptionTask;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Seed;
import org.deltaw.spi.data.Agents;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Design;
import org.deltaw.spi.data.Experiment;
import org.deltaw.spi.data.Resamplings;
import org.deltaw.spi.data.SimulatedNetwork;
import org.deltaw.spi.data.Simulator;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.network.Observable;
import org.deltaw.spi.rule.KnownRule;
import org.deltaw.spi.rule.Signal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The arena with something else than flies in it. */
class ArenaExperimentTest {
    private static final Channel DECISION = Channel.of(Target.DECISION, 1);
    private static final Channel REWARD = Channel.of(Signal.REWARD);
    private static final Design.Telling ALL = Design.Telling.ALL;

    @TempDir
    private Path directory;

    /** Of the second odour nothing was left, the first is rewarded always, in a block of 2 trials and one of 1. */
    @BeforeEach
    void record() {
        new Rig().probabilities(1, 0).walk("c1 c3 a2 e2! ? - e2 a1 c3 a3 a1 e1").file(0).write(file("one_Fly1", 1));
        new Rig().probabilities(0.25, 0.75).walk("- c1 a2 e2!").file(2).write(file("one_Fly1", 2));
        new Rig().probabilities(0.5, 0.5).side(2).walk("c1 c3 c1 a2 e2").file(0).write(file("two_Fly2", 1));
    }

    private Path file(String fly, int block) {
        return directory.resolve(fly).resolve("all_variables_contingency_" + block + ".mat");
    }

    private Experiment experiment(ArenaSettings settings) {
        return new ArenaSource().experiment(settings, TestContext.in(directory));
    }

    private static ArenaSettings settings(ArenaSettings.Step step, ArenaSettings.Rewards rewards, String... heldOut) {
        return new ArenaSettings(List.of("*_Fly?"), step, ArenaSettings.Reward.RAW, 10, rewards, 0, false, 2, List.of(heldOut),
                Resamplings.AUTOMATIC, 0.75, 0);
    }

    private static ArenaSettings odours() {
        return settings(ArenaSettings.Step.ENCOUNTER, ArenaSettings.Rewards.RECORDED);
    }

    /**
     * Networks that do not learn.
     *
     * @param shown what each of them shows
     */
    private record Stubborn(Observable observable, double... shown) implements Agents {
        @Override
        public Optional<KnownRule> rule() {
            return Optional.empty();
        }

        @Override
        public Simulator simulator(List<Channel> channels) {
            assertTrue(channels.contains(Channel.SESSION), "blocks are sessions");
            return new Simulator() {
                @Override
                public int width(Observable wanted) {
                    assertEquals(observable, wanted);
                    return shown.length;
                }

                @Override
                public SimulatedNetwork start(String subject, Seed seed) {
                    assertTrue(List.of("Fly1", "Fly2").contains(subject), subject);
                    return new Network();
                }

                @Override
                public void close() {}
            };
        }

        private final class Network implements SimulatedNetwork {
            @Override
            public Map<String, double[]> initialStates() {
                return Map.of();
            }

            @Override
            public Map<Observable, double[]> observe(Map<Channel, double[]> row) {
                return Map.of(observable, shown);
            }

            @Override
            public void advance(Map<Channel, double[]> row) {}

            @Override
            public void close() {}
        }
    }

    private static final Agents ACCEPTING = new Stubborn(Observable.LOGIT, 50);

    @Test
    void designIsThatOfTheFlies() {
        Experiment experiment = experiment(odours());
        assertEquals(List.of("Fly1", "Fly2"), experiment.subjects());
        assertEquals(new Design(new Design.Size(2, 2, 0), new Design.Telling(Set.of(), Resamplings.AUTOMATIC)), experiment.design());
        assertTrue(experiment.truth().isEmpty());
        Experiment one = experiment(settings(ArenaSettings.Step.ENCOUNTER, ArenaSettings.Rewards.RECORDED, "Fly2"));
        assertEquals(List.of("Fly1"), one.subjects());
        assertEquals(new Design.Size(2, 1, 1), one.design().size());
    }

    @Test
    void blocksHaveAsManyTrialsAsTheyHadOrAsManyAsIsAskedFor() {
        Experiment experiment = experiment(odours());
        Dataset own = experiment.run(experiment.design().with(ALL), new Seed(1), ACCEPTING);
        assertEquals(List.of("Fly1", "Fly2"), own.trajectories().stream().map(Trajectory::subject).toList());
        Trajectory first = own.trajectories().getFirst();
        assertEquals(3, first.trials().size());
        assertEquals(List.of(new Trajectory.Session("1", 0), new Trajectory.Session("2", 2)), first.sessions());
        assertEquals(1, own.trajectories().getLast().trials().size());
        List<Trajectory> more = experiment.run(new Design(new Design.Size(5, 3, 1), ALL), new Seed(1), ACCEPTING).trajectories();
        assertEquals(List.of("Fly1", "Fly2", "Fly1 (2)", "Fly1"), more.stream().map(Trajectory::subject).toList());
        assertEquals(List.of(10, 5, 10, 10), more.stream().map(each -> each.trials().size()).toList());
        assertTrue(more.getLast().isHeldOut());
    }

    @Test
    void rewardsFollowTheProbabilitiesOfTheBlock() {
        Experiment experiment = experiment(odours());
        Trajectory fly = experiment.run(new Design(new Design.Size(4000, 1, 0), ALL), new Seed(2), ACCEPTING).trajectories().getFirst();
        double[] rewards = fly.column(REWARD);
        double[] odours = odours(fly);
        // In the first block the first odour always, the second never.
        IntStream.range(0, 4000).forEach(step -> assertEquals(1 - odours[step], rewards[step]));
        // In the second one, met in the mean every n-th trial, an odour of probability p has a bait with 1 - (1 - p)^n.
        double share = Arrays.stream(rewards, 4000, 8000).average().orElseThrow();
        double second = IntStream.range(4000, 8000).filter(step -> odours[step] == 1).mapToDouble(step -> rewards[step]).average()
                .orElseThrow();
        assertTrue(second > 0.75 && share > 0.25 + 0.01, share + ", of the second odour " + second);
    }

    private static double[] odours(Trajectory trajectory) {
        double[] inputs = trajectory.column(Channel.input(2));
        return IntStream.range(0, trajectory.steps()).mapToDouble(step -> inputs[2 * step + 1] > 0 ? 1 : 0).toArray();
    }

    @Test
    void nextOdourIsDrawnAsOftenAsItCameToTheFly() {
        // Trials of Fly1: both odours, then the second; the first; the first.
        Fly fly = Fly.read(FlyFolder.find(List.of("one_Fly1"), directory).getFirst(), 2);
        List<List<Integer>> met = fly.trials().stream().map(trial ->
                trial.encounters().stream().map(Trial.Encounter::odour).toList()).toList();
        OdourCourse course = OdourCourse.of(fly, odours());
        double firsts = met.stream().mapToInt(List::getFirst).average().orElseThrow();
        assertEquals(firsts, course.first(), 1e-15);
        for (int odour = 0; odour < 2; odour++) {
            int rejected = odour;
            double[] next = met.stream().flatMap(trial -> IntStream.range(1, trial.size())
                    .filter(i -> trial.get(i - 1) == rejected).mapToObj(trial::get)).mapToDouble(Integer::doubleValue).toArray();
            assertEquals(next.length == 0 ? 0.5 : Arrays.stream(next).average().orElseThrow(), course.after().get(odour), 1e-15);
        }
        assertTrue(met.stream().anyMatch(trial -> trial.size() > 1), met.toString());
    }

    @Test
    void networkThatAcceptsHalfRejectsAsManyAndSimulatesTheSameForTheSameSeed() {
        Experiment experiment = experiment(odours());
        Agents half = new Stubborn(Observable.LOGIT, 0);
        Design design = new Design(new Design.Size(2000, 1, 0), ALL);
        Trajectory fly = experiment.run(design, new Seed(3), half).trajectories().getFirst();
        assertEquals(0.5, Arrays.stream(fly.column(DECISION)).average().orElseThrow(), 0.03);
        assertArrayEquals(fly.column(DECISION), experiment.run(design, new Seed(3), half).trajectories().getFirst().column(DECISION));
    }

    @Test
    void rewardsThatWereNotTakenWaitUntilTheBlockIsOver() {
        OptionTask block = new ArenaBlock(List.of(1.0, 0.0), new Seed(1)).choices();
        assertArrayEquals(new double[] {1, 1}, block.begin());
        assertEquals(0, block.choose(1));
        block.begin();
        assertEquals(1, block.choose(0));
        OptionTask next = new ArenaBlock(List.of(0.0, 0.0), new Seed(1)).choices();
        next.begin();
        assertEquals(0, next.choose(0));
    }

    @Test
    void choicesAreBetweenTheOdoursByTheirNames() {
        Experiment experiment = experiment(settings(ArenaSettings.Step.CHOICE, ArenaSettings.Rewards.RECORDED));
        Dataset data = experiment.run(new Design(new Design.Size(50, 1, 0), ALL), new Seed(1),
                new Stubborn(Observable.LOG_PROBABILITIES, Math.log(0.999999), Math.log(0.000001)));
        assertEquals(List.of("MCH", "OCT"), data.options());
        assertEquals(100, data.trajectories().getFirst().steps());
        assertArrayEquals(ones(50), Arrays.copyOf(data.trajectories().getFirst().column(REWARD), 50));
    }

    private static double[] ones(int count) {
        double[] ones = new double[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    @Test
    void networkThatAcceptsNothingIsRefused() {
        InvalidSpecException refusal = assertThrows(InvalidSpecException.class, () -> experiment(odours())
                .run(new Design(new Design.Size(5, 1, 0), ALL), new Seed(1), new Stubborn(Observable.LOGIT, -50)));
        assertEquals("The network rejected more than 1000 odours in a row, so the trial has no end; choose a rule under which it goes on "
                + "choosing.", refusal.getMessage());
    }

    @Test
    void taskThatIsNotKnownIsRefused() {
        InvalidSpecException shifted = assertThrows(InvalidSpecException.class, () ->
                experiment(settings(ArenaSettings.Step.ENCOUNTER, ArenaSettings.Rewards.SHIFTED)));
        assertEquals("rewards", shifted.key());
        new Rig().walk("c1 c3 a2 e2!").file(0).write(file("two_Fly2", 1));
        InvalidSpecException unknown = assertThrows(InvalidSpecException.class, () -> experiment(odours()));
        assertEquals(ArenaSettings.FOLDERS, unknown.key());
        assertEquals("The file of block 1 of Fly2 has no variable x, so it is not known how probable rewards were and the experiment "
                + "cannot be repeated; leave the folder out.", unknown.getMessage());
        new Rig().probabilities(-0.5, 1.5).walk("c1 c3 a2 e2!").file(0).write(file("two_Fly2", 1));
        InvalidSpecException wrong = assertThrows(InvalidSpecException.class, () -> experiment(odours()));
        assertTrue(String.valueOf(wrong.getMessage()).contains("x is 1.5 and totalp 1.0, expected probabilities of two odours"),
                wrong.getMessage());
    }
}
