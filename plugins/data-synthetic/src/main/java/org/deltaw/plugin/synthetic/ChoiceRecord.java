package org.deltaw.plugin.synthetic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.network.Input;
import org.deltaw.spi.rule.Signal;

/** What happens to an animal that chooses between options, trial by trial, in the columns in which recorded animals come. */
final class ChoiceRecord {
    private static final Channel REWARD = Channel.of(Signal.REWARD);
    private static final Channel OBSERVED = Channel.mask(Target.CHOICE, 1);

    private final List<Channel> channels;
    private final List<Map<Channel, double[]>> rows = new ArrayList<>();
    private final List<Trajectory.Session> sessions = new ArrayList<>();

    ChoiceRecord(List<Channel> channels) {
        this.channels = List.copyOf(channels);
    }

    /** Lists the columns. */
    static List<Channel> channels(ForagingSettings settings) {
        List<Channel> channels = new ArrayList<>(List.of(Channel.of(Input.CHOICE, settings.width()), REWARD,
                Channel.of(Target.CHOICE, settings.width())));
        ChoiceSettings choices = settings.options().orElseThrow();
        if (choices.missed() > 0) {
            channels.add(OBSERVED);
        }
        choices.offered().ifPresent(_ -> channels.add(Channel.of(Input.OFFERED, settings.width())));
        return List.copyOf(channels);
    }

    /** Returns what is known of a trial before the choice. */
    Map<Channel, double[]> before(double[] offered, boolean beginsSession) {
        Map<Channel, double[]> row = new HashMap<>();
        row.put(Channel.of(Input.OFFERED, offered.length), offered);
        row.put(Channel.SESSION, new double[] {beginsSession ? 1 : 0});
        return row;
    }

    /**
     * Adds what is known after it; returns the row.
     *
     * @param option that was chosen; negative if none was
     * @param reward the signal; 0 if none was chosen
     */
    Map<Channel, double[]> after(Map<Channel, double[]> before, int option, double reward) {
        Map<Channel, double[]> row = new HashMap<>(before);
        double[] choice = new double[channels.getFirst().width()];
        if (option >= 0) {
            choice[option] = 1;
        }
        row.put(Channel.of(Input.CHOICE, choice.length), choice);
        row.put(Channel.of(Target.CHOICE, choice.length), choice);
        row.put(OBSERVED, new double[] {option >= 0 ? 1 : 0});
        row.put(REWARD, new double[] {reward});
        rows.add(row);
        return row;
    }

    int trials() {
        return rows.size();
    }

    /** Says that a session begins with the next trial. */
    void beginSession() {
        sessions.add(new Trajectory.Session(Integer.toString(sessions.size() + 1), trials()));
    }

    Trajectory trajectory(Experiments.Name name, Map<String, double[]> initialStates) {
        Map<Channel, double[]> columns = new LinkedHashMap<>();
        for (Channel channel : channels) {
            columns.put(channel, rows.stream().flatMapToDouble(row ->
                    Arrays.stream(Objects.requireNonNull(row.get(channel)))).toArray());
        }
        Trajectory.Builder builder = Trajectory.builder(name.id(), trials()).subject(name.subject()).columns(columns)
                .initialStates(initialStates)
                .trials(IntStream.range(0, trials()).mapToObj(trial -> new Trajectory.Trial(trial, trial + 1)).toList()).use(name.use());
        return sessions.size() == 1 ? builder.session(name.id()).build() : builder.sessions(sessions).build();
    }
}
