package org.deltaw.plugin.synthetic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.rule.Signal;

/** What happens to a simulated fly, step by step, in the columns in which recorded flies come. */
final class ForagingRecord {
    private static final Channel REWARD = Channel.of(Signal.REWARD);
    private static final Channel DECISION = Channel.of(Target.DECISION, 1);

    private final int inputs;
    private final List<Map<Channel, double[]>> rows = new ArrayList<>();
    private final List<Trajectory.Trial> trials = new ArrayList<>();

    ForagingRecord(int inputs) {
        this.inputs = inputs;
    }

    /** Lists the columns. */
    static List<Channel> channels(int inputs) {
        return List.of(Channel.input(inputs), Channel.UPDATE, REWARD, DECISION);
    }

    /**
     * Returns a step: synapses change when the odour is accepted.
     *
     * @param reward the signal; 0 if the odour is rejected
     */
    static Map<Channel, double[]> row(double[] input, boolean accepted, double reward) {
        double[] decision = {accepted ? 1 : 0};
        return Map.of(Channel.input(input.length), input, Channel.UPDATE, decision, REWARD, new double[] {reward},
                DECISION, decision);
    }

    void add(Map<Channel, double[]> row) {
        rows.add(row);
    }

    int steps() {
        return rows.size();
    }

    /** Says that the steps from the given one on are a trial. */
    void endTrial(int from) {
        trials.add(new Trajectory.Trial(from, steps()));
    }

    Trajectory trajectory(Experiments.Name name, Map<String, double[]> initialStates) {
        Map<Channel, double[]> columns = new LinkedHashMap<>();
        for (Channel channel : channels(inputs)) {
            double[] values = new double[steps() * channel.width()];
            for (int step = 0; step < steps(); step++) {
                double[] row = Objects.requireNonNull(rows.get(step).get(channel));
                System.arraycopy(row, 0, values, step * channel.width(), channel.width());
            }
            columns.put(channel, values);
        }
        return Trajectory.builder(name.id(), steps()).subject(name.subject()).columns(columns).initialStates(initialStates)
                .trials(trials).use(name.use()).build();
    }
}
