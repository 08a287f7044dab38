package org.deltaw.plugin.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.deltaw.plugin.table.Tables.Mapping;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.SourceFile;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.rule.Signal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableSourceTest {
    private static final Channel DECISION = Channel.of(Target.DECISION, 1);

    @TempDir
    private Path directory;

    private void write(String name, String text) {
        Tables.write(directory.resolve(name), text);
    }

    private void assertRefused(String key, String message, Mapping mapping, int inputs) {
        InvalidSpecException refusal = assertThrows(InvalidSpecException.class, () -> mapping.load(directory, inputs));
        assertEquals(message, refusal.getMessage());
        assertEquals(key, refusal.key());
    }

    private void assertRefused(String message, String text) {
        write("t.csv", text);
        assertRefused("files", message, Mapping.fly("t.csv"), 2);
    }

    @Test
    void columnsBecomeChannelsOfTrajectories() {
        write("t.csv", Tables.FLY);

        Dataset data = Mapping.fly("t.csv").load(directory, 2);

        assertEquals(List.of(Channel.input(2), Channel.UPDATE, Channel.of(Signal.REWARD), DECISION), data.channels());
        assertEquals(List.of("a", "b"), data.trajectories().stream().map(Trajectory::id).toList());
        Trajectory a = data.trajectories().getFirst();
        assertEquals("t", a.subject());
        assertEquals(3, a.steps());
        assertArrayEquals(new double[] {0.75, 0, 0, 0.75, 0.75, 0}, a.column(Channel.input(2)));
        assertArrayEquals(new double[] {0, 1, 1}, a.column(Channel.UPDATE));
        assertArrayEquals(new double[] {0, 1, -0.5}, a.column(Channel.of(Signal.REWARD)));
        assertArrayEquals(new double[] {0, 1, 1}, a.column(DECISION));
        assertEquals(List.of(new Trajectory.Trial(0, 2), new Trajectory.Trial(2, 3)), a.trials());
        assertEquals(Map.of(), a.initialStates());
    }

    @Test
    void everyFileMayBeATrajectory() {
        write("s/one.csv", Tables.FLY);
        write("s/two.csv", Tables.FLY.replace("0.25", "4"));

        Dataset whole = Mapping.fly("s/*.csv").with("trajectory", "").load(directory, 2);
        Dataset named = Mapping.fly("s/*.csv").load(directory, 2);

        assertEquals(List.of("one", "two"), whole.trajectories().stream().map(Trajectory::id).toList());
        assertEquals(4, whole.trajectories().getFirst().steps());
        assertEquals(List.of("one/a", "one/b", "two/a", "two/b"),
                named.trajectories().stream().map(Trajectory::id).toList());
        assertEquals("two", named.trajectories().get(3).subject());
        assertArrayEquals(new double[] {4}, named.trajectories().get(3).column(Channel.of(Signal.REWARD)));
    }

    @Test
    void cellsMayBeQuotedAndLinesEndAsInWindows() {
        write("t.csv", "\uFEFF\"fly\",trial,\"odour,1\",odour2,accepted,R\r\n\"a \"\"b\"\"\",1, 0.75 ,1e-1,1,+2\r\n\r\n");

        Trajectory trajectory = Mapping.fly("t.csv").load(directory, 2).trajectories().getFirst();

        assertEquals("a \"b\"", trajectory.id());
        assertArrayEquals(new double[] {0.75, 0.1}, trajectory.column(Channel.input(2)));
        assertArrayEquals(new double[] {2}, trajectory.column(Channel.of(Signal.REWARD)));
    }

    @Test
    void otherSeparatorsMayBeChosen() {
        write("t.csv", Tables.FLY.replace(',', ';'));
        assertEquals(2, Mapping.fly("t.csv").separator(";").load(directory, 2).trajectories().size());
    }

    @Test
    void emptyCellOfATargetWasNotObserved() {
        write("t.csv", "x,n1,n2,seen\n1,0.5,,1\n2,NaN,0.25,1\n3,1,2,0\n");
        Channel mask = Channel.mask(Target.ACTIVITY, 2);

        Trajectory gaps = Mapping.neurons("t.csv").load(directory, 1).trajectories().getFirst();
        Trajectory both = Mapping.neurons("t.csv").observed("activity", "seen").load(directory, 1).trajectories()
                .getFirst();

        assertArrayEquals(new double[] {1, 0, 0, 1, 1, 1}, gaps.column(mask));
        assertArrayEquals(new double[] {0.5, Double.NaN, Double.NaN, 0.25, 1, 2},
                gaps.column(Channel.of(Target.ACTIVITY, 2)));
        assertArrayEquals(new double[] {1, 0, 0, 1, 0, 0}, both.column(mask));
    }

    @Test
    void maskIsThereForAllTrajectoriesIfOneHasGaps() {
        write("one.csv", "x,n1,n2\n1,0.5,1\n");
        write("two.csv", "x,n1,n2\n1,0.5,\n");

        Dataset data = Mapping.neurons("one.csv", "two.csv").load(directory, 1);

        assertArrayEquals(new double[] {1, 1},
                data.trajectories().getFirst().column(Channel.mask(Target.ACTIVITY, 2)));
    }

    @Test
    void wholeTrajectoriesMayBeHeldOut() {
        write("t.csv", Tables.FLY.replace("R\n", "R,test\n").replace("a,1,0.75,0,0,0", "a,1,0.75,0,0,0,0")
                .replace("1,1\n", "1,1,0\n").replace("-0.5\n", "-0.5,0\n").replace("0.25\n", "0.25,1\n"));

        Dataset data = Mapping.fly("t.csv").with("held-out", "test").load(directory, 2);

        assertEquals(List.of(false, true), data.trajectories().stream().map(Trajectory::isHeldOut).toList());
        assertRefused("files", "t.csv: line 3, column 'R': found '1', but the trajectory began with '0'; expected the "
                + "same in all its steps.",
                Mapping.fly("t.csv").with("trajectory", "").with("held-out", "R"), 2);
    }

    @Test
    void initialStatesComeFromATableOfTheirOwn() {
        write("t.csv", Tables.FLY);
        write("w.csv", "trajectory,state,index,value\nb,weights,1,0.5\nb,weights,0,-0.25\na,h,0,1e-3\n");

        List<Trajectory> all = Mapping.fly("t.csv").with("initial-states", "w.csv").load(directory, 2).trajectories();

        assertArrayEquals(new double[] {-0.25, 0.5}, all.get(1).initialStates().get("weights"));
        assertArrayEquals(new double[] {1e-3}, all.get(0).initialStates().get("h"));
    }

    private static final String DAYS = """
            fly,day,trial,odour1,odour2,accepted,R
            a,Mon,1,0.75,0,0,0
            a,Mon,2,0,0.75,1,1
            a,Tue,2,0.75,0,1,-0.5
            b,Mon,1,0,0.75,1,0.25
            """;

    @Test
    void sessionsThatBeginAnewAreTrajectoriesThatStartAlike() {
        write("t.csv", DAYS);
        write("states.csv", "trajectory,state,index,value\na,weights,0,0.5\n");

        Dataset data = Mapping.fly("t.csv").with("session", "day").with("initial-states", "states.csv").load(directory, 2);

        assertEquals(List.of("a/Mon", "a/Tue", "b/Mon"), data.trajectories().stream().map(Trajectory::id).toList());
        assertEquals(List.of("a", "a", "b"), data.trajectories().stream().map(Trajectory::start).toList());
        assertEquals(List.of("a/Mon", "a/Tue", "b/Mon"), data.trajectories().stream().map(Trajectory::recording).toList());
        assertEquals(List.of(2, 1, 1), data.trajectories().stream().map(Trajectory::steps).toList());
        assertEquals(List.of(new Trajectory.Session("Tue", 0)), data.trajectories().get(1).sessions());
        assertArrayEquals(new double[] {0.5}, data.trajectories().get(1).initialStates().get("weights"));
        assertArrayEquals(new double[] {-0.5}, data.trajectories().get(1).column(Channel.of(Signal.REWARD)));
    }

    @Test
    void sessionsThatCarryOverAreMarksAndEndTrials() {
        write("t.csv", DAYS);

        Dataset data = Mapping.fly("t.csv").with("session", "day").with("sessions", "CARRY_OVER").load(directory, 2);

        Trajectory a = data.trajectories().getFirst();
        assertEquals(List.of("a", "b"), data.trajectories().stream().map(Trajectory::id).toList());
        assertEquals(List.of(new Trajectory.Session("Mon", 0), new Trajectory.Session("Tue", 2)), a.sessions());
        assertEquals(List.of(new Trajectory.Trial(0, 1), new Trajectory.Trial(1, 2), new Trajectory.Trial(2, 3)), a.trials());
    }

    @Test
    void sessionsThatCannotBeAreRefused() {
        write("t.csv", DAYS.replace("a,Tue", "a,"));
        assertRefused("files", "t.csv: line 4, column 'day': the cell is empty, expected the name of a session.",
                Mapping.fly("t.csv").with("session", "day"), 2);
        write("t.csv", DAYS.replace("b,Mon,1", "a,Mon,1"));
        assertRefused("files", "t.csv: line 5, column 'day': session 'Mon' goes on here, though another came between; if it is "
                + "another session, name a second column that tells the two apart, as in session: [day, date]; if not, sort the rows.",
                        Mapping.fly("t.csv").with("session", "day"), 2);
        assertEquals("sessions", assertThrows(InvalidSpecException.class,
                () -> Mapping.fly("t.csv").with("sessions", "CARRY_OVER").settings()).key());
        assertEquals("seconds-per-step", assertThrows(InvalidSpecException.class,
                () -> Mapping.fly("t.csv").with("seconds-per-step", "0").settings()).key());
    }

    @Test
    void replicatesOfARecordingAreTold() {
        write("t.csv", "fly,of,x,n1\na,one,1,2\nb,one,1,2\nc,two,1,2\n");

        assertEquals(List.of("one", "one", "two"), Mapping.neurons("t.csv").with("trajectory", "fly").with("recording", "of")
                .load(directory, 1).trajectories().stream().map(Trajectory::recording).toList());
        assertEquals(List.of("a", "b", "c"), Mapping.neurons("t.csv").with("trajectory", "fly")
                .load(directory, 1).trajectories().stream().map(Trajectory::recording).toList());
        write("t.csv", "fly,of,x,n1\na,one,1,2\na,two,1,2\n");
        assertRefused("files", "t.csv: line 3, column 'of': found 'two', but the trajectory began with 'one'; expected the same in all "
                + "its steps.", Mapping.neurons("t.csv").with("trajectory", "fly").with("recording", "of"), 1);
    }

    @Test
    void fileAndSecondsPerStepAreKnown() {
        write("t.csv", "x,n1\n1,2\n");

        Trajectory trajectory = Mapping.neurons("t.csv").with("seconds-per-step", "0.25").load(directory, 1).trajectories()
                .getFirst();

        assertEquals(OptionalDouble.of(0.25), trajectory.secondsPerStep());
        // printf 'x,n1\n1,2\n' | sha256sum
        assertEquals(List.of(new SourceFile("t.csv",
                "4d8359b5b5e9ba417e3bd93ba9d552e7007a54df49588d491c8134526ca899ae")), trajectory.files());
    }

    @Test
    void wrongInitialStatesAreRefused() {
        write("t.csv", Tables.FLY);
        Mapping mapping = Mapping.fly("t.csv").with("initial-states", "w.csv");
        write("w.csv", "trajectory,state,index,value\nc,weights,0,1\n");
        assertRefused("initial-states", "There are states of a trajectory 'c', but the trajectories are a, b.", mapping, 2);
        write("w.csv", "trajectory,state,index,value\na,weights,0,1\na,weights,2,1\na,h,0,1\n");
        assertRefused("initial-states", "w.csv: entry 1 of 'weights' of trajectory 'a' is missing; expected all from 0 to "
                + "2.", mapping, 2);
        write("w.csv", "trajectory,state,index,value\na,weights,99999999,1\n");
        assertRefused("files", "w.csv: line 2, column 'index': found 99999999, expected a number from 0 to 0, for there "
                + "are 1 rows.", mapping, 2);
        write("w.csv", "trajectory,state,index,value\na,weights,0,1\na,weights,0,1\n");
        assertRefused("files", "w.csv: line 3, column 'index': entry 0 of 'weights' of trajectory 'a' is given twice; "
                + "remove one.", mapping, 2);
    }

    @Test
    void messagesNameFileLineAndColumn() {
        assertRefused("t.csv: line 3, column 'odour1': found 'zero', expected a number, as in 0.5.",
                Tables.FLY.replace("a,1,0,0.75", "a,1,zero,0.75"));
        assertRefused("t.csv: line 3, column 'odour1': the cell is empty, expected a number.",
                Tables.FLY.replace("a,1,0,0.75", "a,1,,0.75"));
        assertRefused("t.csv: line 4, column 'accepted': found 2, expected 1 or 0.",
                Tables.FLY.replace("0.75,0,1,-0.5", "0.75,0,2,-0.5"));
        assertRefused("t.csv: line 5, column 'R': found 'Infinity', expected a number, as in 0.5.",
                Tables.FLY.replace("0.25", "Infinity"));
        assertRefused("t.csv: line 3 has 5 cells, expected 6 as in the first line; look for a missing or additional "
                + "separator.", Tables.FLY.replace("0,0.75,1,1", "0,0.75,1"));
        assertRefused("t.csv: line 5, column 'fly': trajectory 'a' goes on here, though another came between; if it is "
                + "another trajectory, name a second column that tells the two apart, as in trajectory: [fly, date]; if not, name the "
                + "column of sessions, or sort the rows.",
                "fly,trial,odour1,odour2,accepted,R\na,1,0,1,1,0\nb,1,0,1,1,0\n\na,1,0,1,1,0\n");
        assertRefused("t.csv: line 2, column 'fly': the cell is empty, expected the name of a trajectory.",
                Tables.FLY.replaceFirst("a,1", ",1"));
        assertRefused("t.csv: two columns are named 'R'; rename one of them.",
                "fly,trial,odour1,odour2,accepted,R,R\na,1,0,1,1,0,1\n");
        write("t.csv", Tables.FLY.replace("trial,", ","));
        assertRefused("trial", "t.csv: there is no column 'trial'; there are fly, column 2, odour1, odour2, accepted, R.",
                Mapping.fly("t.csv"), 2);
        assertRefused("t.csv: there is nothing in 'odour1', expected at least one step.",
                "fly,trial,odour1,odour2,accepted,R\n");
        assertRefused("t.csv: the file is empty; copy or save it again.", "");
    }

    @Test
    void unknownColumnIsNamedWithTheNearest() {
        write("t.csv", Tables.FLY);
        assertRefused("signals.reward", "t.csv: there is no column 'acepted'; the nearest is 'accepted', there are fly, trial, odour1, "
                + "odour2, accepted, R.", Mapping.fly("t.csv").signals(Map.of("reward", "acepted")), 2);
        assertRefused("inputs", "t.csv: there is no column 'smell*'; there are fly, trial, odour1, odour2, accepted, R.",
                Mapping.fly("t.csv").inputs("smell*"), 2);
        assertRefused("inputs", "The inputs are 2 columns of t.csv, but the network reads 3; make the two agree.",
                Mapping.fly("t.csv"), 3);
        assertRefused("signals.reward", "t.csv: 'odour*' stands for 2 columns, expected one.",
                Mapping.fly("t.csv").signals(Map.of("reward", "odour*")), 2);
    }

    @Test
    void filesWhoseTargetsDifferAreRefused() {
        write("one.csv", "x,n1,n2\n1,0.5,1\n");
        write("two.csv", "x,n1\n1,0.5\n");
        assertRefused("targets.activity", "two.csv: these are 1 columns, but the first file has 2; expected the same "
                + "number in all files.", Mapping.neurons("one.csv", "two.csv"), 1);
    }

    @Test
    void textThatIsNoCsvIsRefused() {
        Tables.write(directory.resolve("t.csv"), "x,n1\n1,\u00e4\n".getBytes(StandardCharsets.ISO_8859_1));
        assertRefused("files", "t.csv: the text is not UTF-8, for line 2 holds byte 0xe4; set encoding: windows-1252 if its letters "
                + "are those of Windows, or save the file again in UTF-8.",
                Mapping.neurons("t.csv"), 1);
    }

    @Test
    void settingsThatMeanNothingAreRefused() {
        Mapping mapping = Mapping.fly("t.csv");
        assertEquals("inputs", assertThrows(InvalidSpecException.class, () -> mapping.inputs(new String[0]).settings()).key());
        assertEquals("observed.choice", assertThrows(InvalidSpecException.class,
                () -> mapping.observed("choice", "x").settings()).key());
        assertEquals("separator", assertThrows(InvalidSpecException.class,
                () -> mapping.separator("tab").settings()).key());
    }

    @Test
    void allTrajectoriesHeldOutLeaveNothingToFit() {
        write("t.csv", "x,n1,n2,test\n1,0.5,1,1\n");
        assertRefused("held-out", "All trajectories are held out, so there is nothing to fit; expected 0 in at least one "
                + "of them.", Mapping.neurons("t.csv").with("held-out", "test"), 1);
    }
}
