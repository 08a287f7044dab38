package org.deltaw.plugin.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Warning;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.network.Input;
import org.deltaw.spi.rule.Signal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChoiceTableTest {
    private static final Channel CHOICE = Channel.of(Input.CHOICE, 2);
    private static final Channel REWARD = Channel.of(new Signal("r"));

    private static final String MICE = """
            subject,session,trial,choice,reward
            m1,1,1,right,0
            m1,1,2,left,1
            m2,1,1,NA,
            m2,1,2,left,0
            m1,2,1,left,1
            """;

    @TempDir
    private Path directory;

    private final Map<String, Object> settings = new LinkedHashMap<>(Map.of("files", List.of("mice.csv"),
            "choice", Optional.of(ChoiceSettings.parse("choice")), "signals", Map.of("r", "reward"),
            "subject", List.of("subject"), "session", List.of("session")));

    private Dataset load(String text) {
        Tables.write(directory.resolve("mice.csv"), text);
        return Tables.load(Tables.settings(settings), directory, 0);
    }

    private void assertRefused(String key, String message, String text) {
        InvalidSpecException refusal = assertThrows(InvalidSpecException.class, () -> load(text));
        assertEquals(message, refusal.getMessage());
        assertEquals(key, refusal.key());
    }

    private void choice(Map<String, String> options, String... missing) {
        settings.put("choice", Optional.of(new ChoiceSettings("choice", options, List.of(missing))));
    }

    private static List<String> ids(Dataset data) {
        return data.trajectories().stream().map(Trajectory::id).toList();
    }

    @Test
    void choicesAreToldToTheNetworkAndToTheLoss() {
        Dataset data = load(MICE);

        assertEquals(List.of(REWARD, CHOICE, Channel.of(Target.CHOICE, 2), Channel.mask(Target.CHOICE, 1)), data.channels());
        assertEquals(List.of("left", "right"), data.options());
        assertEquals(List.of("m1/1", "m1/2", "m2/1"), ids(data));
        assertEquals(List.of("m1", "m1", "m2"), data.trajectories().stream().map(Trajectory::subject).toList());
        Trajectory first = data.trajectories().getFirst();
        assertArrayEquals(new double[] {0, 1, 1, 0}, first.column(CHOICE));
        assertArrayEquals(new double[] {0, 1, 1, 0}, first.column(Channel.of(Target.CHOICE, 2)));
        assertArrayEquals(new double[] {0, 1}, first.column(REWARD));
        assertArrayEquals(new double[] {1, 1}, first.column(Channel.mask(Target.CHOICE, 1)));
    }

    @Test
    void missedTrialHasNoChoiceAndNeedsNoSignal() {
        Trajectory second = load(MICE).trajectories().getLast();
        assertArrayEquals(new double[] {0, 0, 1, 0}, second.column(CHOICE));
        assertArrayEquals(new double[] {0, 1}, second.column(Channel.mask(Target.CHOICE, 1)));
        assertArrayEquals(new double[] {0, 0}, second.column(REWARD));
        assertRefused("files", "mice.csv: line 2, column 'reward': the cell is empty, expected a number.", MICE.replace("right,0",
                "right,"));
    }

    @Test
    void optionsThatAreNamedKeepTheirOrder() {
        Map<String, String> options = new LinkedHashMap<>(Map.of("1.0", "go"));
        options.put("0", "stay");
        choice(options, "2");
        Dataset data = load("subject,session,choice,reward\nm,1,1,0\nm,1,0.0,1\nm,1,2,1\n");

        assertEquals(List.of("go", "stay"), data.options());
        assertArrayEquals(new double[] {1, 0, 0, 1, 0, 0}, data.trajectories().getFirst().column(CHOICE));
        assertRefused("files", "mice.csv: line 3, column 'choice': found '3', expected 1 or 0; name it in choice.options, or in "
                + "choice.missing if it is no choice.", "subject,session,choice,reward\nm,1,1,0\nm,1,3,1\n");
    }

    @Test
    void optionsOfAllFilesAreSortedAsText() {
        Tables.write(directory.resolve("more.csv"), "subject,session,choice,reward\nm,1,10,0\nm,1,9,1\n");
        settings.put("files", List.of("mice.csv", "more.csv"));
        Dataset data = load("subject,session,choice,reward\nm,1,2.0,0\nm,1,9,1\n");
        assertEquals(List.of("10", "2", "9"), data.options());
        assertArrayEquals(new double[] {0, 1, 0, 0, 0, 1}, data.trajectories().getFirst().column(Channel.of(Input.CHOICE, 3)));
        assertEquals(List.of("mice/1", "more/1"), ids(data));
    }

    @Test
    void trueAndFalseAreOptions() {
        assertEquals(List.of("False", "True"), load("subject,session,choice,reward\nm,1,True,0\nm,1,False,1\n").options());
        choice(Map.of("true", "go", "false", "stay"));
        Dataset data = load("subject,session,choice,reward\nm,1,True,0\nm,1,FALSE,1\nm,1,0,1\n");
        int go = data.options().indexOf("go");
        assertEquals(1, data.trajectories().getFirst().column(CHOICE)[go]);
        assertEquals(0, data.trajectories().getFirst().column(CHOICE)[4 + go]);
    }

    @Test
    void whatIsOnOfferAndWhatOptionsShowAreToldToTheNetwork() {
        settings.put("offered", List.of("can_*"));
        settings.put("patterns", List.of("l*", "r1", "r2"));
        String table = "subject,session,choice,reward,can_left,can_right,l1,l2,r1,r2\nm,1,left,0,1,0,1,2,3,4\nm,1,right,0,1,1,5,6,7,8\n"
                + "m,1,,,,,,,,\n";
        Dataset data = load(table);

        Trajectory only = data.trajectories().getFirst();
        assertArrayEquals(new double[] {1, 0, 1, 1, 1, 1}, only.column(Channel.of(Input.OFFERED, 2)));
        assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6, 7, 8, 0, 0, 0, 0}, only.column(Channel.of(Input.PATTERNS, 4)));
        choice(new TreeMap<>(Map.of("left", "left", "right", "right")));
        assertRefused("files", "mice.csv: line 2, column 'can_right': option 'right' was chosen, but is not on offer; expected 1, and one "
                + "column for each option in their order.", table.replace("left,0", "right,0"));
        settings.put("offered", List.of("can_left"));
        assertRefused("offered", "mice.csv: these are 1 columns, but there are 2 options (left, right); expected one for each.", table);
    }

    @Test
    void sessionWithoutAnyChoiceIsLeftOutAndSaid() {
        Dataset data = load(MICE.replace("m1,2,1,left", "m1,2,1,none"));
        assertEquals(List.of("m1/1", "m2/1"), ids(data));
        assertEquals(List.of(new Warning("trajectory-left-out", "Trajectory 'm1/2' (mice.csv) is left out, for no option was chosen in its "
                + "only step.", "m1")), data.warnings());
        choice(Map.of("left", "left", "right", "right"));
        assertRefused("choice", "Trajectory 'mice/1' (mice.csv) is left out, for no option was chosen in its only step. So there is "
                + "nothing to fit.", "subject,session,choice,reward\nm,1,,\n");
    }

    @Test
    void choiceWithoutOptionsIsRefused() {
        assertRefused("choice", "All choices are 'left', expected at least two options; if there was another, name both, as in choice: "
                + "{column: choice, options: {0: left, 1: right}}.", MICE.replace("right", "left"));
        assertRefused("choice", "No cell of column 'choice' holds a choice.", "subject,session,choice,reward\nm,1,,0\n");
        StringBuilder many = new StringBuilder("subject,session,choice,reward\n");
        for (int i = 0; i < 200; i++) {
            many.append("m,1,").append(i).append(".5,0\n");
        }
        assertRefused("choice", "Column 'choice' holds more than 100 different values, as 0.5, 1.5, 10.5; expected the column that says "
                + "which option was chosen, or the options by name, as in options: {0: left, 1: right}.", many.toString());
        assertEquals("options", assertThrows(InvalidSpecException.class, () -> choice(Map.of("1", "left"))).key());
        assertEquals("Two options are called 'a'; expected a name of its own for each, as in {0: left, 1: right}.",
                assertThrows(InvalidSpecException.class, () -> choice(Map.of("1", "a", "2", "a"))).getMessage());
    }

    @Test
    void severalColumnsNameTogether() {
        settings.put("trajectory", List.of("subject", "session"));
        settings.put("session", List.of());
        assertEquals(List.of("m1/1", "m2/1", "m1/2"), ids(load(MICE)));
        settings.put("trajectory", List.of("subject"));
        assertRefused("files", "mice.csv: line 6, column 'subject': trajectory 'm1' goes on here, though another came between; if it is "
                + "another trajectory, name a second column that tells the two apart, as in trajectory: [subject, date]; if not, name the "
                + "column of sessions, or sort the rows.", MICE);
    }

    @Test
    void rowsOfOneSubjectNeedNotFollowEachOtherIfSessionsAreNamed() {
        settings.put("sessions", TableSettings.Sessions.CARRY_OVER);
        Dataset data = load(MICE);
        assertEquals(List.of("m1", "m2"), ids(data));
        assertEquals(List.of(new Trajectory.Session("1", 0), new Trajectory.Session("2", 2)), data.trajectories().getFirst().sessions());
        assertArrayEquals(new double[] {0, 1, 1}, data.trajectories().getFirst().column(REWARD));
        assertRefused("files", "mice.csv: line 6, column 'session': session '1' goes on here, though another came between; if it is "
                + "another session, name a second column that tells the two apart, as in session: [session, date]; if not, sort the rows.",
                "subject,session,choice,reward\nm1,1,left,0\nm2,1,left,0\nm1,2,left,0\nm2,2,right,0\nm1,1,left,0\n");
    }
}
