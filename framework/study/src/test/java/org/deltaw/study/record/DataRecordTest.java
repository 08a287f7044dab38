package org.deltaw.study.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.deltaw.kernel.DataSettings;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.SourceFile;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.loss.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataRecordTest {
    private static final Channel DECISION = Channel.of(Target.DECISION, 1);
    private static final SourceFile FILE = new SourceFile("flies/a.csv", "0".repeat(64));

    private static Trajectory.Builder trajectory() {
        return Trajectory.builder("a", 3).subject("Fly1").column(Channel.input(1), 0.5, 0, 1).column(DECISION, 1, 0, 1);
    }

    private static Dataset data(Trajectory.Builder trajectory) {
        return Dataset.builder(List.of(Channel.input(1), DECISION)).trajectories(trajectory.build()).build();
    }

    private static String digest(Trajectory.Builder trajectory) {
        return DataRecord.of(data(trajectory), false).digest();
    }

    private static Trajectory.Builder divided() {
        return trajectory().sessions(List.of(new Trajectory.Session("Mon", 0), new Trajectory.Session("Tue", 2)));
    }

    @Test
    void allThatAModelIsToldBelongsToTheIdentity() {
        String plain = digest(trajectory());
        assertEquals(plain, digest(trajectory()));
        assertNotEquals(plain, digest(trajectory().column(DECISION, 1, 1, 1)));
        assertNotEquals(plain, digest(trajectory().column(Channel.input(1), 0.5, 0, 2)));
        assertNotEquals(plain, digest(trajectory().initialState("weights", 0.1)));
        assertNotEquals(plain, digest(divided()));
    }

    @Test
    void whatChangesNoModelDoesNot() {
        assertEquals(digest(trajectory()), digest(trajectory().file(FILE)));
        assertEquals(digest(trajectory()), digest(trajectory().session("Mon").secondsPerStep(2)));
    }

    @Test
    void theFileIsWrittenAndRead(@TempDir Path folder) throws IOException {
        DataRecord written = DataRecord.of(data(trajectory().file(FILE)), false);
        Files.writeString(folder.resolve(DataRecord.FILE), written.json());
        assertTrue(written.json().contains("\"name\": \"flies/a.csv\""), written.json());
        assertEquals(written, DataRecord.read(folder));
        assertEquals(List.of(FILE), DataRecord.read(folder).training().getFirst().files());
        assertFalse(DataRecord.of(data(trajectory()), false).json().contains("file"));
    }

    @Test
    void aTableOfTrajectoriesHoldsTheirSessions() throws IOException {
        StringBuilder table = new StringBuilder();
        DatasetTable written = new DatasetTable(data(divided()), "a.csv", "states.csv");
        written.write(table);
        assertEquals("""
                trajectory,subject,held-out,trial,session,input,decision
                a,Fly1,0,,Mon,0.5,1.0
                a,Fly1,0,,Mon,0.0,0.0
                a,Fly1,0,,Tue,1.0,1.0
                """, table.toString());
        assertEquals("carry-over", written.settings(DataSettings.ALL).get("sessions"));
        assertEquals(Map.of(), new DatasetTable(data(trajectory()), "a.csv", "states.csv").settings(DataSettings.ALL).entrySet().stream()
                .filter(each -> each.getKey().startsWith("session")).collect(Collectors.toMap(
                        Map.Entry::getKey, Map.Entry::getValue)));
    }
}
