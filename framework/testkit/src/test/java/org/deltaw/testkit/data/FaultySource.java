package org.deltaw.testkit.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Seed;
import org.deltaw.spi.Setting;
import org.deltaw.spi.Warning;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.DataContext;
import org.deltaw.spi.data.DataSource;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.FileReading;
import org.deltaw.spi.data.InputFile;
import org.deltaw.spi.data.SourceFile;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.network.Input;
import org.deltaw.testkit.Conformance;

/** Two animals that choose at random, right but for one fault. */
public final class FaultySource implements DataSource<FaultySource.Settings> {
    /** How much noise the inputs have. */
    public record Settings(@Setting(value = "standard deviation of the inputs", min = 0) double noise) {}

    /** What may be wrong with it. */
    enum Fault implements Conformance.Fault {
        NONE("", ""),
        COUNTS_ITS_CALLS("D1 D2", "channel 'input' of 'one'"),
        IGNORES_THE_SEED("D2", "with seeds 1 and 2 all numbers are the same"),
        NOISE_THOUGH_NONE_IS_ASKED("D2", "channel 'input' of 'one'"),
        UNLISTED_CHANNEL("D3", "channels of trajectory 'one'"),
        CHANNEL_LISTED_TWICE("D3", "a channel is listed twice"),
        NO_TARGET("D4 D5", "no target"),
        INPUT_OF_WIDTH_ONE("D4 D9", "no input of width 2"),
        GATE_OF_TWO("D5", "channel 'update' holds 2.0"),
        MASK_TOO_WIDE("D5", "fits no target"),
        OBSERVED_IS_NAN("D6", "channel 'decision' of 'one' holds NaN"),
        STATE_IS_INFINITE("D6", "state 'weights' of 'one' holds Infinity"),
        TRIALS_OVERLAP("D7 D11", "after step 4"),
        TRIAL_BEYOND_THE_END("D7", "to=9"),
        WARNING_IS_NO_SENTENCE("D8", "a warning is not a sentence with a full stop"),
        SESSION_OF_TWO_LINES("D8", "a session"),
        TRIAL_IN_TWO_SESSIONS("D11", "session of the first and of the last step"),
        FILE_THAT_IS_NOT_THERE("D12", "names the file 'gone.csv', which is not in"),
        HASH_OF_SOMETHING_ELSE("D12", "SHA-256 hash of 'animals.csv'"),
        ANOTHER_START_EACH_TIME("D1 D2", "start of 'one'"),
        CHOSE_TWO_OPTIONS("D13", "has the choice [1.0, 1.0]"),
        CHOSE_WHAT_WAS_NOT_ON_OFFER("D13", "on offer [0.0, 1.0]"),
        CHOICE_OBSERVED_WHERE_NONE_WAS_MADE("D13", "observed"),
        NETWORK_IS_TOLD_ANOTHER_CHOICE("D13", "the network is told of other choices"),
        NETWORK_IS_NOT_TOLD_OF_CHOICES("D13", "the network is not told of choices"),
        THREE_NAMES_OF_TWO_OPTIONS("D13", "named [left, up, right]"),
        DIRECTORY_THAT_IS_MISSING_IS_OUR_FAULT("D10", "no-such-directory");

        private final String rules;
        private final String message;

        Fault(String rules, String message) {
            this.rules = rules;
            this.message = message;
        }

        @Override
        public String rules() {
            return rules;
        }

        @Override
        public String message() {
            return message;
        }
    }

    private static final int STEPS = 8;
    private static final Channel DECISION = Channel.of(Target.DECISION, 1);
    private static final Channel TOLD = Channel.of(Input.CHOICE, 2);
    private static final Channel OFFERED = Channel.of(Input.OFFERED, 2);

    private final Fault fault;
    private final AtomicInteger calls;

    /** Makes the source without fault. */
    public FaultySource() {
        this(Fault.NONE, new AtomicInteger());
    }

    FaultySource(Fault fault, AtomicInteger calls) {
        this.fault = fault;
        this.calls = calls;
    }

    private boolean is(Fault other) {
        return fault == other;
    }

    @Override
    public ExtensionId id() {
        return new ExtensionId("faulty");
    }

    @Override
    public String description() {
        return "animals that choose at random";
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public Dataset load(Settings settings, DataContext context) {
        requireDirectory(context.directory());
        List<Channel> channels = new ArrayList<>(List.of(
                Channel.input(is(Fault.INPUT_OF_WIDTH_ONE) ? 1 : context.inputs()), Channel.UPDATE,
                Channel.mask(Target.DECISION, is(Fault.MASK_TOO_WIDE) ? 3 : 1)));
        if (!is(Fault.NO_TARGET)) {
            channels.addAll(List.of(Channel.of(Target.CHOICE, 2), Channel.mask(Target.CHOICE, 1), OFFERED));
        }
        if (!is(Fault.NETWORK_IS_NOT_TOLD_OF_CHOICES)) {
            channels.add(TOLD);
        }
        if (!is(Fault.NO_TARGET)) {
            channels.add(DECISION);
        }
        List<Trajectory> trajectories = List.of(
                trajectory("one", channels, settings, context), trajectory("two", channels, settings, context));
        if (is(Fault.CHANNEL_LISTED_TWICE)) {
            channels.add(Channel.UPDATE);
        }
        return Dataset.builder(channels).trajectories(trajectories)
                .options(is(Fault.THREE_NAMES_OF_TWO_OPTIONS) ? List.of("left", "up", "right") : List.of("left", "right"))
                .warnings(List.of(Warning.of("no-rejections",
                        is(Fault.WARNING_IS_NO_SENTENCE) ? "nobody rejected" : "No animal rejected anything.")))
                .build();
    }

    private void requireDirectory(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw is(Fault.DIRECTORY_THAT_IS_MISSING_IS_OUR_FAULT)
                    ? new IllegalStateException(directory.toString())
                    : new InvalidSpecException("There is no directory " + directory + ".");
        }
    }

    private Trajectory trajectory(String id, List<Channel> channels, Settings settings, DataContext context) {
        RandomGenerator random = is(Fault.IGNORES_THE_SEED)
                ? new Seed(3).generator() : context.seed().child(id).generator();
        double noise = is(Fault.NOISE_THOUGH_NONE_IS_ASKED) ? 1 : settings.noise();
        double offset = is(Fault.COUNTS_ITS_CALLS) ? calls.incrementAndGet() : 0;
        Map<Channel, double[]> columns = new LinkedHashMap<>();
        for (Channel channel : channels) {
            columns.put(channel, column(channel, () -> offset + noise * random.nextGaussian()));
        }
        if (is(Fault.UNLISTED_CHANNEL)) {
            columns.put(Channel.of(new Target("speed"), 1), new double[STEPS]);
        }
        double weight = is(Fault.STATE_IS_INFINITE) ? Double.POSITIVE_INFINITY : 0;
        return Trajectory.builder(id, STEPS).columns(columns).initialState("weights", weight)
                .start(is(Fault.ANOTHER_START_EACH_TIME) ? id + calls.incrementAndGet() : id)
                .sessions(List.of(new Trajectory.Session(is(Fault.SESSION_OF_TWO_LINES) ? "first\nday" : "first", 0),
                        new Trajectory.Session("second", is(Fault.TRIAL_IN_TWO_SESSIONS) ? 2 : 4)))
                .trials(List.of(new Trajectory.Trial(0, 4), new Trajectory.Trial(
                        is(Fault.TRIALS_OVERLAP) ? 3 : 4, is(Fault.TRIAL_BEYOND_THE_END) ? 9 : 8)))
                .file(file(context.directory())).build();
    }

    private SourceFile file(Path directory) {
        Path path = directory.resolve("animals.csv");
        try {
            if (!Files.exists(path)) {
                Files.writeString(path, "animals");
            }
            if (is(Fault.HASH_OF_SOMETHING_ELSE)) {
                return new SourceFile("animals.csv", "0".repeat(64));
            }
            try (FileReading reading = new InputFile(path, is(Fault.FILE_THAT_IS_NOT_THERE) ? "gone.csv" : "animals.csv",
                    "animals").open()) {
                return reading.end();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Noise {
        double next();
    }

    private double[] column(Channel channel, Noise noise) {
        if (channel.name().equals(Target.CHOICE.name()) || channel.equals(OFFERED)) {
            return choices(channel);
        }
        double[] column = new double[STEPS * channel.width()];
        Arrays.setAll(column, i -> switch (channel.role()) {
            case INPUT -> noise.next();
            case GATE -> is(Fault.GATE_OF_TWO) ? 2 : 1;
            case MASK -> i % 2;
            default -> i % 2 == (is(Fault.OBSERVED_IS_NAN) ? 1 : 0) ? Double.NaN : 1;
        });
        return column;
    }

    /** The first option is chosen in every other step. */
    private double[] choices(Channel channel) {
        double[] column = new double[STEPS * channel.width()];
        Arrays.setAll(column, i -> {
            int option = i % channel.width();
            boolean chosen = i / channel.width() % 2 == 1;
            return switch (channel.role()) {
                case MASK -> chosen || is(Fault.CHOICE_OBSERVED_WHERE_NONE_WAS_MADE) ? 1 : 0;
                case INPUT -> channel.equals(OFFERED) ? (is(Fault.CHOSE_WHAT_WAS_NOT_ON_OFFER) && option == 0 ? 0 : 1)
                        : chosen && option == (is(Fault.NETWORK_IS_TOLD_ANOTHER_CHOICE) ? 1 : 0)
                                || chosen && is(Fault.CHOSE_TWO_OPTIONS) ? 1 : 0;
                default -> chosen && (option == 0 || is(Fault.CHOSE_TWO_OPTIONS)) ? 1 : 0;
            };
        });
        return column;
    }
}
