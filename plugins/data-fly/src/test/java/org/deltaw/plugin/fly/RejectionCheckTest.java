package org.deltaw.plugin.fly;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RejectionCheckTest {
    private static final String MIXED = "aB1A0".repeat(10);
    private static final String NOTHING = " contain no rejection, so that these choices carry no information; ";

    private static Optional<String> warning(String choices) {
        Recording recording = Mats.read(Mats.plain(Mats.fly(choices)));
        return RejectionCheck.warning(new RecordingFile(Path.of("Fly1.mat"), "Fly1.mat", "Fly1"), recording,
                recording.all());
    }

    @Test
    void mixedChoicesAreFine() {
        assertEquals(Optional.empty(), warning(MIXED));
        assertEquals(Optional.empty(), warning(MIXED + "A1".repeat(38)));
    }

    @Test
    void acceptanceOnlyIsReported() {
        assertEquals(Optional.of("Fly1.mat: trials 1-240" + NOTHING + "use other trials, or leave the file out."),
                warning("A1B0".repeat(120)));
        assertEquals(Optional.of("Fly1.mat: trial 1 contains no rejection, so that these choices carry no information; "
                + "use other trials, or leave the file out."), warning("A1"));
    }

    @Test
    void stretchAtTheEndIsReported() {
        assertEquals(Optional.of("Fly1.mat: trials 20-59" + NOTHING + "to leave them out set trials: 1-19."),
                warning(MIXED + "A1".repeat(39)));
    }

    @Test
    void stretchAtTheStartIsReported() {
        assertEquals(Optional.of("Fly1.mat: trials 1-40" + NOTHING + "to leave them out set trials: 41-60."),
                warning("A1".repeat(40) + MIXED));
    }

    @Test
    void stretchBetweenIsReported() {
        assertEquals(Optional.of("Fly1.mat: trials 20-60" + NOTHING + "find out whether rejections were recorded "
                + "there."),
                warning(MIXED + "A1".repeat(40) + MIXED));
    }

    @Test
    void rejectionsAfterTheLastTrialCount() {
        assertEquals(Optional.empty(), warning("A1B0b"));
        assertEquals(Optional.of("Fly1.mat: trials 1-50" + NOTHING + "find out whether rejections were recorded "
                + "there."),
                warning("A1".repeat(50) + "b"));
    }

    @Test
    void onlyTheTrialsUsedCount() {
        Recording recording = Mats.read(Mats.plain(Mats.fly(MIXED + "A1".repeat(100))));
        RecordingFile file = new RecordingFile(Path.of("Fly1.mat"), "Fly1.mat", "Fly1");
        assertEquals(Optional.empty(), RejectionCheck.warning(file, recording, recording.part(new TrialRange(1, 20))));
        assertEquals(Optional.of("Fly1.mat: trials 20-60" + NOTHING + "to leave them out set trials: 11-19."),
                RejectionCheck.warning(file, recording, recording.part(new TrialRange(11, 60))));
        assertEquals(Optional.of("Fly1.mat: trials 30-40" + NOTHING + "use other trials, or leave the file out."),
                RejectionCheck.warning(file, recording, recording.part(new TrialRange(30, 40))));
    }
}
