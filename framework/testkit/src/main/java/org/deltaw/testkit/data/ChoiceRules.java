package org.deltaw.testkit.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.network.Input;

/** What data must keep that hold choices between options. */
final class ChoiceRules {
    private final Dataset data;
    private final Trajectory trajectory;
    private final int options;

    private ChoiceRules(Dataset data, Trajectory trajectory, int options) {
        this.data = data;
        this.trajectory = trajectory;
        this.options = options;
    }

    /** Checks a trajectory of data; those without choices keep all rules. */
    static void assertKept(Dataset data, Trajectory trajectory) {
        data.channels().stream().filter(channel -> channel.equals(Channel.of(Target.CHOICE, channel.width()))).findFirst()
                .ifPresent(target -> new ChoiceRules(data, trajectory, target.width()).assertKept());
    }

    private void assertKept() {
        assertTrue(data.options().isEmpty() || data.options().size() == options, "choices between " + options + " options, named "
                + data.options());
        double[] chosen = trajectory.column(Channel.of(Target.CHOICE, options));
        assertTrue(data.channels().contains(Channel.of(Input.CHOICE, options)), "the network is not told of choices");
        assertArrayEquals(chosen, trajectory.column(Channel.of(Input.CHOICE, options)), "the network is told of other choices");
        for (int step = 0; step < trajectory.steps(); step++) {
            assertStep(step, Arrays.copyOfRange(chosen, step * options, (step + 1) * options));
        }
    }

    private void assertStep(int step, double[] chosen) {
        String where = "step " + step + " of " + trajectory + " has the choice " + Arrays.toString(chosen);
        double made = Arrays.stream(chosen).sum();
        assertTrue(Arrays.stream(chosen).allMatch(value -> value == 0 || value == 1) && made <= 1, where);
        Channel mask = Channel.mask(Target.CHOICE, 1);
        if (data.channels().contains(mask)) {
            assertEquals(made, trajectory.column(mask)[step], where + ", observed");
        }
        Channel offered = Channel.of(Input.OFFERED, options);
        if (data.channels().contains(offered)) {
            double[] offer = Arrays.copyOfRange(trajectory.column(offered), step * options, (step + 1) * options);
            assertTrue(IntStream.range(0, options).allMatch(option -> chosen[option] <= offer[option]), where + ", on offer "
                    + Arrays.toString(offer));
        }
    }
}
