package org.deltaw.itests.study;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.deltaw.itests.Project;
import org.deltaw.kernel.DataSettings;
import org.deltaw.kernel.Fit;
import org.deltaw.runtime.ExtensionRegistry;
import org.deltaw.spec.SpecFile;
import org.deltaw.spec.SpecWriter;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.network.Input;
import org.deltaw.spi.rule.Signal;
import org.deltaw.study.fit.Opening;
import org.deltaw.study.record.DatasetTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data of any source that were written as a table are read as the same data. */
class ConversionTest {
    private static final ExtensionRegistry REGISTRY = ExtensionRegistry.ofClassPath(ConversionTest.class.getClassLoader());
    private static final String REST = """
            name: converted
            seed: 1
            network: {architecture: feedforward, layers: [2, 10, 1]}
            rule: {family: taylor, terms: [w]}
            loss: [{function: choice-cross-entropy}]
            backend: {name: interpreter}
            """;

    @TempDir
    private Path folder;

    private static Path example(String name) {
        return Project.root().resolve("distributions/standard/src/main/examples").resolve(name);
    }

    private static Dataset data(SpecFile spec) {
        return Opening.data(spec, spec.fit(REGISTRY));
    }

    /** Writes the data of a spec, reads them by the section that is printed, and compares. Returns both sections as text. */
    private String convert(Path spec, String... changes) throws IOException {
        SpecFile read = SpecFile.read(spec, List.of(changes));
        Fit fit = read.fit(REGISTRY);
        Dataset data = Opening.data(read, fit);
        DatasetTable table = new DatasetTable(data, "converted.csv", "converted-states.csv");
        table.writeTo(folder);
        String section = SpecWriter.section("data", table.settings(fit.data().settings()));
        Path copy = Files.writeString(folder.resolve("converted.yaml"), REST + section);
        Dataset again = data(SpecFile.read(copy, List.of()));
        assertEquals(data.channels().stream().filter(channel -> channel.role() != Channel.Role.MASK).sorted(
                (a, b) -> a.toString().compareTo(b.toString())).toList(), again.channels().stream().filter(channel ->
                        channel.role() != Channel.Role.MASK).sorted((a, b) -> a.toString().compareTo(b.toString())).toList());
        assertEquals(data.options(), again.options());
        assertEquals(data.truth(), again.truth());
        assertEquals(data.trajectories().size(), again.trajectories().size());
        for (int i = 0; i < data.trajectories().size(); i++) {
            assertSame(data.trajectories().get(i), again.trajectories().get(i));
        }
        return section;
    }

    private static void assertSame(Trajectory expected, Trajectory found) {
        assertEquals(expected.id(), found.id());
        assertEquals(expected.subject(), found.subject());
        assertEquals(expected.recording(), found.recording());
        assertEquals(expected.start(), found.start(), "the name by which initial states are drawn");
        assertEquals(expected.sessions(), found.sessions());
        assertEquals(expected.trials(), found.trials());
        assertEquals(expected.use(), found.use());
        assertEquals(expected.secondsPerStep(), found.secondsPerStep());
        assertEquals(expected.initialStates().keySet(), found.initialStates().keySet());
        expected.initialStates().forEach((state, values) -> assertArrayEquals(values, found.initialStates().get(state), 0));
        for (Channel channel : expected.columns().keySet()) {
            if (channel.role() == Channel.Role.MASK) {
                continue;
            }
            double[] values = expected.column(channel).clone();
            expected.columns().forEach((mask, observed) -> {
                for (int entry = 0; entry < values.length && mask.role() == Channel.Role.MASK && mask.name().equals(channel.name())
                        && channel.role() == Channel.Role.TARGET; entry++) {
                    values[entry] = observed[entry * observed.length / values.length] == 0 ? Double.NaN : values[entry];
                }
            });
            double[] again = found.column(channel).clone();
            found.columns().forEach((mask, observed) -> {
                for (int entry = 0; entry < again.length && mask.role() == Channel.Role.MASK && mask.name().equals(channel.name())
                        && channel.role() == Channel.Role.TARGET; entry++) {
                    again[entry] = observed[entry * observed.length / again.length] == 0 ? Double.NaN : again[entry];
                }
            });
            assertArrayEquals(values, again, 0, channel + " of " + expected.id());
        }
    }

    private Path table(String rows, String data) throws IOException {
        Files.writeString(folder.resolve("own.csv"), rows);
        return Files.writeString(folder.resolve("own.yaml"), REST + "data: {source: table, files: [own.csv], " + data + "}\n");
    }

    @Test
    void replicatesOfARecordingStayReplicates() throws IOException {
        String section = convert(example("example-fly.yaml"), "data.resamplings=3", "data.training-fraction=0.75");
        assertTrue(section.contains("recording: recording") && section.contains("training-fraction: 0.75"), section);
    }

    @Test
    void simulatedDataKeepTheirTruthAndInitialStatesAndWhatIsHeldOut() throws IOException {
        String section = convert(example("example-foraging.yaml"), "data.trajectories=2", "data.held-out=1", "data.trials-per-block=5");
        assertTrue(section.contains("initial-states: converted-states.csv") && section.contains("truth:"), section);
    }

    @Test
    void sessionsThatBeginAnewShareTheirStart() throws IOException {
        String rows = """
                fly,day,x1,x2,choice
                a,Mon,0.75,0,1
                a,Mon,0,0.75,
                a,Tue,0.75,0,0
                "b, too",Mon,0.1,0.3333333333333333,1
                """;
        String columns = "trajectory: fly, subject: fly, session: day, inputs: [x1, x2], targets: {decision: [choice]}, "
                + "seconds-per-step: 0.5";
        assertTrue(convert(table(rows, columns)).contains("sessions: anew"));
        assertTrue(convert(table(rows, columns + ", sessions: carry-over")).contains("sessions: carry-over"));
    }

    @Test
    void choicesBetweenNamedOptionsAreOneColumn() throws IOException {
        String rows = """
                choice,on.a,on.b,p1,p2,p3,p4,r
                2,1,1,1,0,0,1,1
                ,1,1,1,0,0,1,0
                1,0,1,0.5,0,0,0.5,-1e-300
                """;
        String section = convert(table(rows, "choice: {column: choice, options: {2: 'far, left', 1: right}}, offered: [on.*], "
                + "patterns: [p*], signals: {reward: r}"));
        assertTrue(Files.readString(folder.resolve("converted.csv")).contains(",\"far, left\","));
        assertTrue(section.contains("patterns: ["), section);
    }

    @Test
    void whatTheTableCannotHoldIsRefused() {
        Channel belief = Channel.of(new Input("belief"), 1);
        Channel dopamine = Channel.of(Signal.REWARD, 3);
        assertEquals("The data have an input 'belief', which the data source 'table' does not read; leave it out.",
                refused(belief, 1));
        assertEquals("The data have a signal 'reward' of 3 values in each step, which the data source 'table' does not read; leave it "
                + "out.", refused(dopamine, 3));
    }

    private static String refused(Channel channel, int width) {
        Dataset data = Dataset.builder(List.of(channel)).trajectories(
                Trajectory.builder("a", 1).column(channel, new double[width]).build()).build();
        return assertThrows(InvalidSpecException.class, () -> new DatasetTable(data, "a.csv", "b.csv").settings(DataSettings.ALL))
                .getMessage();
    }
}
