package org.deltaw.study.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.deltaw.kernel.DataSettings;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.network.Input;
import org.deltaw.spi.rule.Signal;
import org.junit.jupiter.api.Test;

class DatasetTableTest {
    private static final List<Channel> CHANNELS = List.of(Channel.of(Input.CHOICE, 2), Channel.of(Target.CHOICE, 2),
            Channel.mask(Target.CHOICE, 1), Channel.of(Input.OFFERED, 2), Channel.of(Signal.REWARD));

    private static DatasetTable choices(List<String> names) {
        double[] choice = {0, 1, 1, 0, 0, 0};
        return new DatasetTable(Dataset.builder(CHANNELS).options(names).trajectories(Trajectory.builder("a", 3).subject("m")
                .column(CHANNELS.get(0), choice).column(CHANNELS.get(1), choice).column(CHANNELS.get(2), 1, 1, 0)
                .column(CHANNELS.get(3), 1, 1, 1, 0, 1, 1).column(CHANNELS.get(4), 1, 0, 0).build()).build(), "a.csv", "states.csv");
    }

    private static String text(DatasetTable table) throws IOException {
        StringBuilder text = new StringBuilder();
        table.write(text);
        return text.toString();
    }

    @Test
    void choiceIsOneColumnWithTheNamesOfOptions() throws IOException {
        assertEquals("trajectory,subject,held-out,trial,choice,offered.1,offered.2,reward\n"
                + "a,m,0,,right,1.0,1.0,1.0\n"
                + "a,m,0,,left,1.0,0.0,0.0\n"
                + "a,m,0,,,1.0,1.0,0.0\n", text(choices(List.of("left", "right"))));
        assertEquals("a,m,0,,2,1.0,1.0,1.0", text(choices(List.of())).split("\n")[1]);
    }

    @Test
    void choiceIsReadAsItIsWritten() {
        Map<String, Object> settings = choices(List.of("left", "right")).settings(DataSettings.ALL);
        assertEquals(Map.of("column", "choice", "options", Map.of("left", "left", "right", "right")), settings.get("choice"));
        assertEquals(List.of("offered.*"), settings.get("offered"));
        assertEquals(Map.of("reward", "reward"), settings.get("signals"));
        assertFalse(settings.containsKey("targets"), settings.toString());
    }
}
