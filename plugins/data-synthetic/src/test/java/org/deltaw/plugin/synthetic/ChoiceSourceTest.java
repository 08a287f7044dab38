package org.deltaw.plugin.synthetic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.deltaw.kernel.ParameterChoices;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.fit.Problem;
import org.deltaw.plugin.options.OptionsNetwork;
import org.deltaw.plugin.options.OptionsSettings;
import org.deltaw.spi.Configured;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Design;
import org.deltaw.spi.data.Resamplings;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.network.Input;
import org.deltaw.spi.rule.KnownRule;
import org.deltaw.spi.rule.Signal;
import org.junit.jupiter.api.Test;

/** Simulated choices between options. */
class ChoiceSourceTest {
    private static final Channel REWARD = Channel.of(Signal.REWARD);
    /** Q-learning with the rate 0.3, if the chosen option is what the rule sees. */
    private static final KnownRule LEARNING = Fits.rule(Map.of("x*r", 0.3, "x*w", -0.3));
    private static final KnownRule INDIFFERENT = Fits.rule(Map.of("x*r", 0.0));

    /** The choices of one simulated animal, of which a test says what it is about. */
    private static final class Animal {
        private KnownRule rule = LEARNING;
        private List<List<Double>> blocks = List.of(List.of(0.9, 0.1), List.of(0.1, 0.9));
        private int trialsPerBlock = 100;
        private int trajectories = 1;
        private Optional<Integer> trials = Optional.empty();
        private Optional<Integer> subjects = Optional.empty();
        private List<Design.Known> known = Fits.ALL_KNOWN;
        private int resamplings = 1;
        private ChoiceSettings choices = choices(false, 0);
        private double scale = 5;
        private double perseveration;

        static ChoiceSettings choices(boolean baited, double missed) {
            return new ChoiceSettings(baited, true, 0, Optional.empty(), missed, Optional.empty(), 1);
        }

        Fits fits() {
            ForagingSettings settings = new ForagingSettings(rule, trajectories, 0, blocks, trialsPerBlock, trials,
                    subjects, known, Resamplings.of(resamplings), Optional.empty(), 10, 0.75, 0, 1000, Optional.of(choices));
            return Fits.foraging(settings).network(new Configured<>(new OptionsNetwork(), new OptionsSettings(blocks.getFirst().size(), 1,
                    Optional.empty(), OptionsSettings.Update.CHOSEN, 1, 0, 0, scale, 0, perseveration, 0,
                    Optional.empty(), Optional.empty())));
        }

        Dataset data() {
            return OpenFit.load(fits().fit());
        }

        Trajectory trajectory() {
            return data().trajectories().getFirst();
        }
    }

    /** Returns the option chosen in each trial; -1 where it was missed. */
    private static int[] choices(Trajectory trajectory, int options) {
        double[] choice = trajectory.column(Channel.of(Target.CHOICE, options));
        assertArrayEquals(choice, trajectory.column(Channel.of(Input.CHOICE, options)));
        return IntStream.range(0, trajectory.steps()).map(trial -> IntStream.range(0, options)
                .filter(option -> choice[trial * options + option] == 1).findFirst().orElse(-1)).toArray();
    }

    private static double share(int[] choices, int option, int from, int to) {
        return IntStream.range(from, to).filter(trial -> choices[trial] == option).count() / (double) (to - from);
    }

    @Test
    void animalLearnsWhichOptionIsBetterAndUnlearnsItAfterAReversal() {
        int[] choices = choices(new Animal().trajectory(), 2);
        assertEquals(200, choices.length);
        assertTrue(share(choices, 0, 20, 100) > 0.8, "share of the better option " + share(choices, 0, 20, 100));
        assertTrue(share(choices, 1, 120, 200) > 0.8, "share of the better option " + share(choices, 1, 120, 200));
    }

    @Test
    void rewardOfAnOptionWithoutBaitsIsThatOfItsBlockAndThatOfOneWithBaitsGrowsWhileItWaits() {
        Animal animal = new Animal();
        animal.rule = INDIFFERENT;
        animal.blocks = List.of(List.of(0.4, 0.4));
        animal.trialsPerBlock = 4000;
        assertEquals(0.4, mean(animal.trajectory()), 0.03);
        animal.choices = Animal.choices(true, 0);
        // An option is chosen in half of the trials: a bait is there unless none came since it was chosen last.
        double none = 0;
        for (int waited = 1; waited < 50; waited++) {
            none += Math.pow(0.5, waited) * Math.pow(0.6, waited);
        }
        assertEquals(1 - none, mean(animal.trajectory()), 0.03);
    }

    private static double mean(Trajectory trajectory) {
        return Arrays.stream(trajectory.column(REWARD)).average().orElseThrow();
    }

    @Test
    void missedTrialsHaveNoChoiceAndNoReward() {
        Animal animal = new Animal();
        animal.choices = Animal.choices(false, 0.25);
        animal.trialsPerBlock = 1000;
        Trajectory trajectory = animal.trajectory();
        int[] choices = choices(trajectory, 2);
        double[] observed = trajectory.column(Channel.mask(Target.CHOICE, 1));
        for (int trial = 0; trial < choices.length; trial++) {
            assertEquals(choices[trial] < 0 ? 0 : 1, observed[trial]);
            assertTrue(choices[trial] >= 0 || trajectory.column(REWARD)[trial] == 0, "a reward in a missed trial");
        }
        assertEquals(0.25, share(choices, -1, 0, choices.length), 0.03);
    }

    @Test
    void onlyOptionsOnOfferAreChosen() {
        Animal animal = new Animal();
        animal.blocks = List.of(List.of(0.9, 0.1, 0.5, 0.2));
        animal.choices = new ChoiceSettings(true, true, 0, Optional.empty(), 0, Optional.of(2), 1);
        Trajectory trajectory = animal.trajectory();
        double[] offered = trajectory.column(Channel.of(Input.OFFERED, 4));
        int[] choices = choices(trajectory, 4);
        for (int trial = 0; trial < choices.length; trial++) {
            assertEquals(2, Arrays.stream(offered, 4 * trial, 4 * trial + 4).sum());
            assertEquals(1, offered[4 * trial + choices[trial]]);
        }
    }

    @Test
    void subjectsHaveTrajectoriesInTurnAndSessionsRunOn() {
        Animal animal = new Animal();
        animal.trajectories = 4;
        animal.trials = Optional.of(30);
        animal.subjects = Optional.of(2);
        animal.choices = new ChoiceSettings(true, true, 0, Optional.empty(), 0, Optional.empty(), 3);
        animal.perseveration = 0.3;
        List<Trajectory> all = animal.data().trajectories();
        assertEquals(List.of("simulated1", "simulated2", "simulated1", "simulated2"), all.stream().map(Trajectory::subject).toList());
        assertEquals(90, all.getFirst().steps());
        assertEquals(List.of(new Trajectory.Session("1", 0), new Trajectory.Session("2", 30), new Trajectory.Session("3", 60)),
                all.getFirst().sessions());
    }

    /** What the settings of the network say is the truth, whatever is fitted and wherever fitting starts. */
    @Test
    void valuesOfFittedParametersOfTheNetworkAreTheTruth() {
        Animal animal = new Animal();
        animal.perseveration = 0.3;
        int[] choices = choices(animal.trajectory(), 2);
        Fits fitted = animal.fits().networkChoices(
                new ParameterChoices(Map.of("perseveration", -0.1), List.of(), List.of("perseveration"), Map.of()));
        try (OpenFit opened = OpenFit.open(fitted.fit())) {
            Problem problem = opened.problems().getFirst();
            assertArrayEquals(choices, choices(problem.trajectories().getFirst(), 2));
            assertEquals(-0.1, problem.start()[problem.names().indexOf("network.perseveration")]);
            assertEquals(List.of("network.perseveration", "rule.x*r", "rule.w"), problem.names());
            // The rule that is fitted has no term x*w.
            assertTrue(Double.isNaN(problem.trueValues()[0]));
        }
    }

    @Test
    void networkThatDecidesOtherwiseIsRefused() {
        Animal animal = new Animal();
        Fits options = animal.fits();
        assertEquals("The network 'options' reads no input, but the data source brings one; choose another network, or another data "
                + "source. If it chooses between options, as the network 'options' does, set options, as in options: {baited: true}.",
                assertThrows(InvalidSpecException.class, () -> OpenFit.load(
                        options.data(Fits.foragingSettings(1, 0, 10, ForagingSettings.Reward.RAW)).fit())).getMessage());
        InvalidSpecException refusal = assertThrows(InvalidSpecException.class, () -> OpenFit.load(animal.fits().layers(2, 10, 1).fit()));
        assertEquals("The data have no input, which the network reads.", refusal.getMessage());
    }

    private static String refusal(List<List<Double>> blocks, ChoiceSettings choices) {
        InvalidSpecException refusal = assertThrows(InvalidSpecException.class, () -> new ForagingSettings(LEARNING, 1, 0, blocks, 20,
                Optional.empty(), Optional.empty(), Fits.ALL_KNOWN, Resamplings.AUTOMATIC,
                Optional.empty(), 10, 0.75, 0, 1000, Optional.of(choices)));
        return refusal.key() + ": " + refusal.getMessage();
    }

    @Test
    void settingsThatDoNotGoTogetherAreRefused() {
        List<List<Double>> two = List.of(List.of(0.2, 0.8));
        assertEquals("blocks.1: The block has 3 probabilities; expected one for each of 2 options, as in [0.2, 0.8].",
                refusal(List.of(List.of(0.2, 0.8), List.of(0.1, 0.2, 0.3)), Animal.choices(true, 0)));
        assertEquals("blocks.0: The block has 1 probabilities; expected one for each of 2 options, as in [0.2, 0.8].",
                refusal(List.of(List.of(0.2)), Animal.choices(true, 0)));
        assertEquals("options.offered: In each trial 3 options are to be on offer, but the blocks have probabilities of 2; choose "
                + "fewer, or write blocks of more options.", refusal(two,
                        new ChoiceSettings(true, true, 0, Optional.empty(), 0, Optional.of(3), 1)));
        assertEquals("options.variation: A block may be 20 trials shorter than its 20 trials, so that none would be left; choose a smaller "
                + "variation.", refusal(two, new ChoiceSettings(true, true, 20, Optional.empty(), 0, Optional.empty(), 1)));
        assertEquals("options.coupled: Each option is to go from block to block at times of its own, but all blocks have the same "
                + "length; set variation, too, as in {coupled: false, variation: 5}.", refusal(two,
                        new ChoiceSettings(true, false, 0, Optional.empty(), 0, Optional.empty(), 1)));
        assertEquals("options.reversal-after: A reversal concerns all options, but these are not coupled; leave one of the two out.",
                refusal(two, new ChoiceSettings(true, false, 5, Optional.of(8), 0, Optional.empty(), 1)));
        assertEquals("options.missed: All trials would be missed; expected a share below 1.", refusal(two, Animal.choices(true, 1)));
    }
}
