package org.deltaw.study.record;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Trajectory;

/**
 * A column of a table with a row for each step.
 *
 * @param name at its head
 * @param cells for a trajectory what stands in the row of each of its steps
 */
record TableColumn(String name, Function<Trajectory, IntFunction<String>> cells) {
    /** Makes a column that is the same in all steps of a trajectory. */
    static TableColumn constant(String name, Function<Trajectory, String> value) {
        return new TableColumn(name, trajectory -> {
            String cell = value.apply(trajectory);
            return step -> cell;
        });
    }

    /** Numbers the trials from 1 on; steps of none have an empty cell. */
    static TableColumn trial(String name) {
        return new TableColumn(name, trajectory -> {
            int[] trials = new int[trajectory.steps()];
            for (int number = 1; number <= trajectory.trials().size(); number++) {
                Trajectory.Trial trial = trajectory.trials().get(number - 1);
                for (int step = trial.from(); step < trial.to(); step++) {
                    trials[step] = number;
                }
            }
            return step -> trials[step] == 0 ? "" : Integer.toString(trials[step]);
        });
    }

    /** Makes the column of a value of a channel; empty where a mask says that it was not observed, and where it is no number. */
    static TableColumn value(String name, Channel channel, int index, List<Channel> masks) {
        return new TableColumn(name, trajectory -> {
            double[] values = trajectory.column(channel);
            IntFunction<Boolean> observed = observed(trajectory, channel, index, masks);
            return step -> {
                double value = values[step * channel.width() + index];
                return observed.apply(step) && Double.isFinite(value) ? Double.toString(value) : "";
            };
        });
    }

    /** Makes the column that names the option that was chosen; empty where none was. */
    static TableColumn choice(String name, Channel choice, List<String> options) {
        return new TableColumn(name, trajectory -> {
            double[] chosen = trajectory.column(choice);
            return step -> {
                for (int option = 0; option < options.size(); option++) {
                    if (chosen[step * options.size() + option] == 1) {
                        return options.get(option);
                    }
                }
                return "";
            };
        });
    }

    private static IntFunction<Boolean> observed(Trajectory trajectory, Channel channel, int index, List<Channel> masks) {
        for (Channel mask : masks) {
            if (channel.role() == Channel.Role.TARGET && mask.name().equals(channel.name())) {
                double[] flags = trajectory.column(mask);
                return step -> flags[mask.width() == 1 ? step : step * mask.width() + index] != 0;
            }
        }
        return step -> true;
    }

    /** Names the columns of a channel: one, or as many as it is wide, counted from 1. */
    static List<String> names(Channel channel) {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= channel.width(); i++) {
            names.add(channel.width() == 1 ? channel.name() : channel.name() + "." + i);
        }
        return names;
    }

    /** Names them as a pattern. */
    static String pattern(Channel channel) {
        return channel.width() == 1 ? channel.name() : channel.name() + ".*";
    }
}
