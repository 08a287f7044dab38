package org.deltaw.behaviour;

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
final class OptionRecord {
    private static final Channel REWARD = Channel.of(Signal.REWARD);
    private static final Channel OBSERVED = Channel.mask(Target.CHOICE, 1);

    private final List<Channel> channels;
    private final List<Map<Channel, double[]>> rows = new ArrayList<>();
    private final List<Trajectory.Session> sessions = new ArrayList<>();

    OptionRecord(List<Channel> channels) {
        this.channels = List.copyOf(channels);
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
    void beginSession(String name) {
        sessions.add(new Trajectory.Session(name, trials()));
    }

    Trajectory trajectory(SimulatedAnimals.Animal animal, Map<String, double[]> initialStates) {
        Map<Channel, double[]> columns = new LinkedHashMap<>();
        for (Channel channel : channels) {
            columns.put(channel, rows.stream().flatMapToDouble(row ->
                    Arrays.stream(Objects.requireNonNull(row.get(channel)))).toArray());
        }
        return Trajectory.builder(animal.id(), trials()).subject(animal.subject()).columns(columns).initialStates(initialStates)
                .trials(IntStream.range(0, trials()).mapToObj(trial -> new Trajectory.Trial(trial, trial + 1)).toList())
                .sessions(sessions).use(animal.use()).build();
    }
}
