package org.deltaw.testkit.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Seed;
import org.deltaw.spi.data.Agents;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.DataContext;
import org.deltaw.spi.data.DataSource;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Design;
import org.deltaw.spi.data.Experiment;
import org.deltaw.spi.data.RepeatableSource;
import org.deltaw.spi.data.ReplicateSource;
import org.deltaw.spi.data.Resamplings;
import org.deltaw.spi.data.Simulator;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.rule.KnownRule;
import org.deltaw.testkit.ExtensionContract;
import org.deltaw.testkit.Threads;
import org.deltaw.testkit.Wording;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What every data source must keep; its test extends this.
 *
 * @param <S> the source's settings
 */
public abstract class DataSourceContract<S extends Record> extends ExtensionContract<S, DataSource<S>> {
    /** Returns the directory from which relative paths in the settings start. */
    protected abstract Path directory();

    /** Returns how many inputs the network has that the data are for; 0 if it reads only what it asks for by name. */
    protected int inputs() {
        return 2;
    }

    /** Tells whether the data depend on the seed; if not, any seed must give the same data. */
    protected abstract boolean isRandom(S settings);

    @Override
    protected final Set<String> reservedKeys() {
        return Set.of("source", "training-fraction");
    }

    /**
     * Returns what the source is told. A source that simulates an experiment overrides this, so that the context
     * has a simulator.
     */
    protected DataContext context(Seed seed, Path from, int width) {
        return new Context(seed, from, width);
    }

    private record Context(Seed seed, Path directory, int inputs) implements DataContext {
        @Override
        public Simulator simulator(KnownRule truth, List<Channel> channels) {
            throw new AssertionError("the source simulates an experiment, so its test must override context()");
        }
    }

    private Dataset load(S settings) {
        return load(settings, 1);
    }

    private Dataset load(S settings, long seed) {
        return extension().load(settings, context(new Seed(seed), directory(), inputs()));
    }

    private interface Check {
        void accept(Dataset data, Trajectory trajectory);
    }

    private void withAllTrajectories(Check check) {
        withAll(settings -> {
            Dataset data = load(settings);
            data.trajectories().forEach(trajectory -> check.accept(data, trajectory));
        });
    }

    @Test
    @DisplayName("D1: the same settings and seed give the same data, bit for bit, on any thread")
    void isDeterministic() {
        withAll(settings -> {
            Dataset one = load(settings);
            Threads.all(() -> load(settings)).forEach(other -> assertSame(one, other));
        });
    }

    private static void assertSame(Dataset one, Dataset other) {
        assertEquals(one.channels(), other.channels(), "channels");
        assertEquals(one.warnings(), other.warnings(), "warnings");
        assertEquals(one.truth(), other.truth(), "true rule");
        assertEquals(one.trajectories().size(), other.trajectories().size(), "number of trajectories");
        for (int i = 0; i < one.trajectories().size(); i++) {
            assertSame(one.trajectories().get(i), other.trajectories().get(i));
        }
    }

    private static void assertSame(Trajectory first, Trajectory second) {
        assertEquals(first.id(), second.id(), "id");
        assertEquals(first.subject(), second.subject(), "subject of '" + first.id() + "'");
        assertEquals(first.recording(), second.recording(), "recording of '" + first.id() + "'");
        assertEquals(first.start(), second.start(), "start of '" + first.id() + "'");
        assertEquals(first.sessions(), second.sessions(), "sessions of '" + first.id() + "'");
        assertEquals(first.files(), second.files(), "files of '" + first.id() + "'");
        assertEquals(first.secondsPerStep(), second.secondsPerStep(), "seconds per step of '" + first.id() + "'");
        assertEquals(first.use(), second.use(), "use of '" + first.id() + "'");
        assertEquals(first.trials(), second.trials(), "trials of '" + first.id() + "'");
        assertEquals(first.initialStates().keySet(), second.initialStates().keySet(), "states of '" + first.id()
                + "'");
        first.initialStates().forEach((state, values) -> assertArrayEquals(
                values, second.initialStates().get(state), "state '" + state + "' of '" + first.id() + "'"));
        first.columns().forEach((channel, values) -> assertArrayEquals(
                values, second.column(channel), "channel '" + channel + "' of '" + first.id() + "'"));
    }

    @Test
    @DisplayName("D2: another seed gives other numbers if the data are random, and the same if they are not")
    void seedDecides() {
        withAll(settings -> {
            Dataset one = load(settings, 1);
            Dataset other = load(settings, 2);
            if (isRandom(settings)) {
                assertTrue(differ(one, other), "with seeds 1 and 2 all numbers are the same");
            } else {
                assertSame(one, other);
            }
        });
    }

    private static boolean differ(Dataset one, Dataset other) {
        for (int i = 0; i < Math.min(one.trajectories().size(), other.trajectories().size()); i++) {
            for (Channel channel : one.channels()) {
                double[] first = one.trajectories().get(i).column(channel);
                if (!Arrays.equals(first, other.trajectories().get(i).column(channel))) {
                    return true;
                }
            }
        }
        return one.trajectories().size() != other.trajectories().size();
    }

    @Test
    @DisplayName("D3: every trajectory has the channels that are listed, and no others")
    void trajectoriesHaveTheChannels() {
        withAllTrajectories((data, trajectory) -> {
            assertEquals(new HashSet<>(data.channels()), trajectory.columns().keySet(),
                    "channels of trajectory '" + trajectory.id() + "'");
            assertEquals(new LinkedHashSet<>(data.channels()).size(), data.channels().size(),
                    "a channel is listed twice");
        });
    }

    @Test
    @DisplayName("D4: there is an input as wide as the network's, or one by name, and something that a model can be compared with")
    void hasInputAndTarget() {
        withAll(settings -> {
            List<Channel> channels = load(settings).channels();
            assertTrue(inputs() > 0 ? channels.contains(Channel.input(inputs()))
                    : channels.stream().anyMatch(channel -> channel.role() == Channel.Role.INPUT),
                    "no input of width " + inputs() + " in " + channels);
            assertTrue(channels.stream().anyMatch(channel -> channel.role() == Channel.Role.TARGET), "no target");
        });
    }

    @Test
    @DisplayName("D5: gates and masks hold 0 and 1; a mask has a target, and its width or 1")
    void gatesAndMasksAreBinary() {
        withAllTrajectories((data, trajectory) -> {
            for (Channel channel : data.channels()) {
                if (channel.role() == Channel.Role.GATE || channel.role() == Channel.Role.MASK) {
                    for (double value : trajectory.column(channel)) {
                        assertTrue(value == 0 || value == 1, "channel '" + channel + "' holds " + value);
                    }
                }
                if (channel.role() == Channel.Role.MASK) {
                    assertTrue(data.channels().stream().anyMatch(target -> target.role() == Channel.Role.TARGET
                            && target.name().equals(channel.name())
                            && (channel.width() == 1 || channel.width() == target.width())),
                            "mask '" + channel + "' of width " + channel.width() + " fits no target");
                }
            }
        });
    }

    @Test
    @DisplayName("D6: all values are numbers, but for targets that were not observed")
    void valuesAreNumbers() {
        withAllTrajectories((data, trajectory) -> {
            for (Channel channel : data.channels()) {
                double[] values = trajectory.column(channel);
                for (int i = 0; i < values.length; i++) {
                    assertTrue(Double.isFinite(values[i]) || !isObserved(data, trajectory, channel, i),
                            "channel '" + channel + "' of '" + trajectory.id() + "' holds " + values[i]);
                }
            }
            trajectory.initialStates().forEach((state, values) -> {
                for (double value : values) {
                    assertTrue(Double.isFinite(value), "state '" + state + "' of '" + trajectory.id() + "' holds "
                            + value);
                }
            });
        });
    }

    private static boolean isObserved(Dataset data, Trajectory trajectory, Channel channel, int entry) {
        for (Channel mask : data.channels()) {
            if (channel.role() == Channel.Role.TARGET && mask.role() == Channel.Role.MASK
                    && mask.name().equals(channel.name())) {
                return trajectory.column(mask)[mask.width() == 1 ? entry / channel.width() : entry] != 0;
            }
        }
        return true;
    }

    @Test
    @DisplayName("D7: trials follow each other within the trajectory")
    void trialsAreInOrder() {
        withAllTrajectories((_, trajectory) -> {
            int reached = 0;
            for (Trajectory.Trial trial : trajectory.trials()) {
                assertTrue(reached <= trial.from() && trial.from() < trial.to() && trial.to() <= trajectory.steps(),
                        trial + " after step " + reached + " of " + trajectory.steps() + " in '" + trajectory.id()
                                + "'");
                reached = trial.to();
            }
        });
    }

    @Test
    @DisplayName("D8: warnings are sentences, and ids, subjects and sessions are one line")
    void speaksInSentences() {
        withAll(settings -> {
            Dataset data = load(settings);
            data.warnings().forEach(warning -> {
                Wording.assertSentence("a warning", warning.message());
                if (!warning.where().isEmpty()) {
                    Wording.assertOneLine("what a warning is about", warning.where());
                }
            });
            data.trajectories().forEach(trajectory -> {
                Wording.assertOneLine("an id", trajectory.id());
                Wording.assertOneLine("a subject", trajectory.subject());
                trajectory.sessions().forEach(session -> Wording.assertOneLine("a session", session.name()));
            });
        });
    }

    @Test
    @DisplayName("D9: for a network with another number of inputs it gives that many, or says that it cannot")
    void followsTheNumberOfInputs() {
        withAll(settings -> {
            int other = inputs() + 1;
            try {
                Dataset data = extension().load(settings, context(new Seed(1), directory(), other));
                assertTrue(inputs() == 0 || data.channels().contains(Channel.input(other)), "no input of width " + other);
            } catch (InvalidSpecException refusal) {
                Wording.assertSentence("the refusal", String.valueOf(refusal.getMessage()));
            }
        });
    }

    @Test
    @DisplayName("D10: a directory that is missing is the user's error, or does not matter")
    void missingDirectoryIsTheUsersError() {
        withAll(settings -> {
            Path missing = directory().resolve("no-such-directory");
            try {
                assertSame(load(settings), extension().load(settings, context(new Seed(1), missing, inputs())));
            } catch (InvalidSpecException refusal) {
                Wording.assertOneLine("the refusal", String.valueOf(refusal.getMessage()));
                assertFalse(String.valueOf(refusal.getMessage()).contains("Exception"), refusal.getMessage());
            }
        });
    }

    @Test
    @DisplayName("D11: no trial reaches from one session into the next")
    void trialsEndWithTheirSession() {
        withAllTrajectories((_, trajectory) -> {
            for (Trajectory.Trial trial : trajectory.trials()) {
                assertEquals(trajectory.session(trial.from()), trajectory.session(trial.to() - 1),
                        "session of the first and of the last step of " + trial + " in '" + trajectory.id() + "'");
            }
        });
    }

    @Test
    @DisplayName("D13: a choice is of one option, which was on offer, or of none where none was observed; the network is told the same")
    void choicesAreOfOneOption() {
        withAllTrajectories(ChoiceRules::assertKept);
    }

    @Test
    @DisplayName("D12: every file that it names is there, and has the hash that it says")
    void filesAreWhatItSays() {
        withAllTrajectories((_, trajectory) -> trajectory.files().forEach(file -> {
            Path path = directory().resolve(file.name());
            assertTrue(Files.isRegularFile(path), "trajectory '" + trajectory.id() + "' names the file '" + file.name()
                    + "', which is not in " + directory());
            assertEquals(hash(path), file.sha256(), "SHA-256 hash of '" + file.name() + "'");
        }));
    }

    @Test
    @DisplayName("D14: a source that knows its task runs it with its own design or another, by its own rule to the same data, or says why "
            + "not")
    void designIsWhatIsRun() {
        if (extension() instanceof RepeatableSource<S> source) {
            withAll(settings -> {
                try {
                    Experiment experiment = source.experiment(settings, context(new Seed(1), directory(), inputs()));
                    assertFalse(experiment.subjects().isEmpty(), "no subject is named");
                    experiment.truth().ifPresent(truth -> {
                        assertSame(load(settings), run(experiment, experiment.design(), truth));
                        assertRuns(experiment, settings, truth);
                    });
                } catch (InvalidSpecException refusal) {
                    Wording.assertSentence("the refusal", String.valueOf(refusal.getMessage()));
                }
            });
        }
    }

    private Dataset run(Experiment experiment, Design design, KnownRule truth) {
        DataContext context = context(new Seed(1), directory(), inputs());
        return experiment.run(design, context.seed(), Agents.of(context, truth));
    }

    private void assertRuns(Experiment experiment, S settings, KnownRule truth) {
        Design own = experiment.design();
        Dataset repeated = run(experiment, own, truth);
        assertEquals(new HashSet<>(load(settings).channels()), new HashSet<>(repeated.channels()), "channels of a run");
        assertEquals(load(settings).options(), repeated.options(), "names of options in a run");
        assertSame(repeated, run(experiment, own, truth));
        Design.Size size = new Design.Size(3, own.size().subjects() + 1, 2);
        Dataset other = run(experiment, new Design(size, new Design.Telling(Set.of(), Resamplings.of(4))), truth);
        List<Trajectory> trajectories = other.trajectories();
        assertEquals(2, trajectories.stream().filter(Trajectory::isHeldOut).map(Trajectory::recording).distinct().count(),
                "recordings that are held out");
        List<Trajectory> training = trajectories.stream().filter(each -> !each.isHeldOut()).toList();
        assertTrue(training.stream().map(Trajectory::subject).distinct().count() <= size.subjects()
                && training.stream().map(Trajectory::recording).distinct().count() >= size.subjects(),
                "for " + size.subjects() + " subjects there are " + training);
        trajectories.stream().filter(each -> !each.trials().isEmpty()).forEach(each -> assertEquals(
                3 * Math.max(1, each.sessions().size()), each.trials().size(), "trials of '" + each.id() + "'"));
        assertTrue(other.truth().isEmpty()
                || trajectories.stream().noneMatch(each -> each.actual().orElse(each).initialStates().isEmpty()),
                "the data name the true rule, but do not hold what it takes to repeat what it did");
    }

    @Test
    @DisplayName("D15: replicates that are drawn later go on where the data's own end, with the same observations")
    void replicatesGoOn() {
        withAll(settings -> {
            Dataset data = load(settings);
            data.replicates().ifPresent(source -> data.trajectories().stream().map(Trajectory::recording).distinct()
                    .forEach(recording -> assertGoesOn(source, data.trajectories().stream()
                            .filter(each -> each.recording().equals(recording)).toList(), data)));
        });
    }

    private static void assertGoesOn(ReplicateSource source, List<Trajectory> own, Dataset data) {
        String recording = own.getFirst().recording();
        for (int number = 1; number <= own.size(); number++) {
            assertSame(own.get(number - 1), source.replicate(recording, number));
        }
        Trajectory next = source.replicate(recording, own.size() + 1);
        assertTrue(data.trajectories().stream().noneMatch(each -> each.id().equals(next.id())),
                "the replicate '" + next.id() + "' has the id of another");
        assertSame(next, source.replicate(recording, own.size() + 1));
        assertEquals(recording, next.recording(), "recording of '" + next.id() + "'");
        assertEquals(own.getFirst().subject(), next.subject(), "subject of '" + next.id() + "'");
        assertEquals(own.getFirst().sessions(), next.sessions(), "sessions of '" + next.id() + "'");
        data.channels().stream().filter(each -> each.role() == Channel.Role.TARGET || each.role() == Channel.Role.MASK).forEach(each ->
                assertArrayEquals(own.getFirst().column(each), next.column(each), "channel '" + each + "' of '" + next.id() + "'"));
    }

    private static String hash(Path path) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(path)));
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new AssertionError("the file '" + path + "' cannot be hashed", e);
        }
    }
}
