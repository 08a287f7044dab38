package org.deltaw.spi.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.deltaw.spi.loss.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrajectoryTest {
    private static final Channel DECISION = Channel.of(Target.DECISION, 1);
    private static final String HASH = "0".repeat(64);

    private static String refusal(Trajectory.Builder builder) {
        return assertThrows(IllegalArgumentException.class, builder::build).getMessage();
    }

    private static Trajectory.Builder three() {
        return Trajectory.builder("a", 3);
    }

    @Test
    void whatIsNotSaidIsTheLeast() {
        Trajectory trajectory = three().build();
        assertEquals("a", trajectory.subject());
        assertEquals("a", trajectory.recording());
        assertEquals("a", trajectory.start());
        assertEquals(Trajectory.Use.TRAINING, trajectory.use());
        assertEquals(List.of(), trajectory.sessions());
        assertEquals(Optional.empty(), trajectory.session(2));
        assertEquals(List.of(), trajectory.files());
        assertEquals(OptionalDouble.empty(), trajectory.secondsPerStep());
    }

    @Test
    void aCopyHoldsAllThatItsOriginalHolds() {
        Trajectory original = three().subject("A").recording("r").start("s").column(DECISION, 0, 1, 1)
                .initialState("weights", 0.5).trials(List.of(new Trajectory.Trial(0, 2))).session("Monday")
                .use(Trajectory.Use.HELD_OUT).file(new SourceFile("a.csv", HASH))
                .file(new SourceFile("b.csv", HASH)).secondsPerStep(0.1).build();
        Trajectory copy = original.toBuilder().build();
        assertEquals("A r s HELD_OUT", copy.subject() + " " + copy.recording() + " " + copy.start() + " " + copy.use());
        assertArrayEquals(new double[] {0, 1, 1}, copy.column(DECISION));
        assertArrayEquals(new double[] {0.5}, copy.initialStates().get("weights"));
        assertEquals(original.trials(), copy.trials());
        assertEquals(original.sessions(), copy.sessions());
        assertEquals(List.of(new SourceFile("a.csv", HASH), new SourceFile("b.csv", HASH)), copy.files());
        assertEquals(OptionalDouble.of(0.1), copy.secondsPerStep());
    }

    @Test
    void arraysAreCopiedIn() {
        double[] values = {0, 1, 1};
        Trajectory trajectory = three().columns(Map.of(DECISION, values)).build();
        Arrays.fill(values, 7);
        assertArrayEquals(new double[] {0, 1, 1}, trajectory.column(DECISION));
    }

    @Test
    void aStepBelongsToTheLastSessionThatHasBegun() {
        Trajectory trajectory = three().sessions(List.of(new Trajectory.Session("one", 0), new Trajectory.Session("two", 2)))
                .build();
        assertEquals("one one two", trajectory.session(0).orElseThrow().name() + " " + trajectory.session(1).orElseThrow().name()
                + " " + trajectory.session(2).orElseThrow().name());
    }

    @Test
    void whatCannotBeIsRefusedInASentence() {
        assertEquals("Trajectory 'a': session 'one' begins with step 1, expected 0, since it is the first.",
                refusal(three().sessions(List.of(new Trajectory.Session("one", 1)))));
        assertEquals("Trajectory 'a': session 'two' begins with step 3, expected one from 1 to 2.",
                refusal(three().sessions(List.of(new Trajectory.Session("one", 0), new Trajectory.Session("two", 3)))));
        assertEquals("Trajectory 'a': two sessions are named 'one'.",
                refusal(three().sessions(List.of(new Trajectory.Session("one", 0), new Trajectory.Session("one", 1)))));
        assertEquals("Trajectory 'a': channel 'decision' has 2 values, expected 3.", refusal(three().column(DECISION, 0, 1)));
        assertEquals("Trajectory 'a': a step takes 0.0 seconds, expected a positive number.", refusal(three().secondsPerStep(0)));
    }

    @Test
    void aFileIsHashedToItsEndHoweverLittleIsRead(@TempDir Path folder) throws IOException {
        Path path = Files.writeString(folder.resolve("abc.txt"), "abc");
        try (FileReading reading = new InputFile(path, "data/abc.txt", "abc").open()) {
            assertEquals('a', reading.stream().read());
            // The example of FIPS 180-2, appendix B.1.
            assertEquals(new SourceFile("data/abc.txt", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
                    reading.end());
        }
    }
}
