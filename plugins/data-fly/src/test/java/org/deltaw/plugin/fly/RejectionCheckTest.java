package org.deltaw.plugin.fly;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Optional;
import org.deltaw.spi.Warning;
import org.junit.jupiter.api.Test;

class RejectionCheckTest {
    private static final String MIXED = "aB1A0".repeat(10);
    private static final RecordingFile FILE = new RecordingFile(Path.of("flies/Fly1.mat"), "Fly1.mat", "Fly1");

    private static Optional<Warning> warning(String choices) {
        Recording recording = Mats.read(Mats.plain(Mats.fly(choices)));
        return RejectionCheck.warning(FILE, recording, recording.all());
    }

    private static Optional<Warning> expected(String trials) {
        return Optional.of(new Warning("no-rejections", "Fly1.mat: " + trials + " contain no rejection, so that \"accept\" is all there is "
                + "to learn from them; find out whether rejections were recorded there.", "Fly1"));
    }

    @Test
    void mixedChoicesAreFine() {
        assertEquals(Optional.empty(), warning(MIXED));
        assertEquals(Optional.empty(), warning(MIXED + "A1".repeat(38)));
    }

    @Test
    void acceptanceOnlyIsReported() {
        assertEquals(expected("trials 1-240"), warning("A1B0".repeat(120)));
        assertEquals(Optional.of("Fly1.mat: trial 1 contains no rejection, so that \"accept\" is all there is to learn from it; find out "
                + "whether rejections were recorded there."), warning("A1").map(Warning::message));
    }

    /** Trials are not to be chosen by the choices in them, so none are named that should be used instead. */
    @Test
    void stretchesAreReportedWithoutSayingWhatToUseInstead() {
        assertEquals(expected("trials 20-59"), warning(MIXED + "A1".repeat(39)));
        assertEquals(expected("trials 1-40"), warning("A1".repeat(40) + MIXED));
        assertEquals(expected("trials 20-60"), warning(MIXED + "A1".repeat(40) + MIXED));
    }

    @Test
    void rejectionsAfterTheLastTrialCount() {
        assertEquals(Optional.empty(), warning("A1B0b"));
        assertEquals(expected("trials 1-50"), warning("A1".repeat(50) + "b"));
    }

    @Test
    void onlyTheTrialsUsedCount() {
        Recording recording = Mats.read(Mats.plain(Mats.fly(MIXED + "A1".repeat(100))));
        assertEquals(Optional.empty(), RejectionCheck.warning(FILE, recording, recording.part(new TrialRange(1, 20))));
        assertEquals(expected("trials 20-60"), RejectionCheck.warning(FILE, recording, recording.part(new TrialRange(11, 60))));
        assertEquals(expected("trials 30-40"), RejectionCheck.warning(FILE, recording, recording.part(new TrialRange(30, 40))));
    }
}
