package org.deltaw.study.record;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.network.Input;

/**
 * The one column of a table that says which option was chosen in each step.
 *
 * @param target the channel in which each option has a value
 * @param names of the options, in their order; numbers if they have none
 */
record ChoiceColumn(Channel target, List<String> names) {
    static final String NAME = Target.CHOICE.name();

    /** Finds the choices between options that data hold; empty if they hold none. */
    static Optional<ChoiceColumn> of(Dataset dataset) {
        return dataset.channels().stream().filter(channel -> channel.equals(Channel.of(Target.CHOICE, channel.width()))).findFirst()
                .map(target -> new ChoiceColumn(target, dataset.options().isEmpty()
                        ? IntStream.rangeClosed(1, target.width()).mapToObj(Integer::toString).toList() : dataset.options()));
    }

    /** Tells whether a channel says nothing that the column does not. */
    boolean covers(Channel channel) {
        return channel.equals(target) || channel.equals(Channel.of(Input.CHOICE, target.width()));
    }

    /** Returns the name of the option that was chosen in a step; empty if none was. */
    String cell(Trajectory trajectory, int step) {
        double[] chosen = trajectory.column(target);
        return IntStream.range(0, target.width()).filter(option -> chosen[step * target.width() + option] != 0)
                .mapToObj(names::get).findFirst().orElse("");
    }

    /** Returns how the data source {@code table} is told to read it. */
    Map<String, Object> settings() {
        Map<String, String> options = new LinkedHashMap<>();
        names.forEach(name -> options.put(name, name));
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("column", NAME);
        settings.put("options", options);
        return settings;
    }
}
