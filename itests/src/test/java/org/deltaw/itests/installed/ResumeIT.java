package org.deltaw.itests.installed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that was stopped, in whatever way, goes on and ends with the bits of one that was not. */
class ResumeIT {
    private static final int EPOCHS = 90;
    private static final int INTERRUPTED = 130;

    @TempDir
    private static Path folder;

    private static Deltaw deltaw;
    private static RunFiles whole;

    @BeforeAll
    static void runToTheEnd() throws Exception {
        deltaw = Deltaw.of(Installation.standard(), folder);
        start(deltaw, "whole").outcome().succeeded();
        whole = files("whole");
    }

    @Test
    void runThatIsKilledAndKilledAgainGoesOn() throws Exception {
        RunFiles files = files("killed");
        kill(start(deltaw, "killed"), files, 15);
        int first = files.epochs();
        kill(deltaw.start("resume", "killed"), files, first + 15);
        assertTrue(files.epochs() > first, "the resumed run began anew");

        deltaw.run("resume", "killed").succeeded().says("Fitted rule");
        files.assertSameAs(whole);
    }

    @Test
    void runThatIsKilledBeforeItsFirstCheckpointGoesOn() throws Exception {
        RunFiles files = files("early");
        Running running = start(deltaw, "early", "training.checkpoint-interval=1000");
        awaitEpoch(running);
        running.kill();
        assertFalse(files.has("checkpoint.json"), "a checkpoint was written too early for this test");

        deltaw.run("resume", "early").succeeded().says("Fitted rule");
        files.assertSameAs(whole);
    }

    @Test
    void interruptedRunSaysHowToGoOn() throws Exception {
        RunFiles files = files("interrupted");
        Running running = start(deltaw.interruptible(), "interrupted", "training.checkpoint-interval=1000");
        awaitEpoch(running);
        running.interrupt();
        Outcome outcome = running.outcome();

        assertEquals(INTERRUPTED, outcome.exitCode(), outcome.toString());
        outcome.says("Interrupted after iteration", "deltaw resume interrupted");
        assertTrue(files.epochs() > 0 && files.epochs() < EPOCHS, "saved " + files.epochs() + " epochs. " + outcome);
        assertFalse(files.has("report.html"), "reported as if it were done");
        deltaw.run("resume", "interrupted").succeeded().says("Fitted rule");
        files.assertSameAs(whole);
    }

    @Test
    void twoProcessesDoNotWorkInOneDirectory() throws Exception {
        Running first = start(deltaw, "shared");
        awaitEpoch(first);
        deltaw.run("resume", "shared").refused("Another deltaw process is at work in shared");
        first.kill();
    }

    private static Running start(Deltaw command, String run, String... more) throws Exception {
        String[] arguments = {"fit", "example-fly.yaml", "training.optimizer=adam", "training.epochs=" + EPOCHS,
            "data.resamplings=4",
            "backend.name=interpreter", "training.checkpoint-interval=0.05", "-o", run};
        String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return command.start(all);
    }

    private static void awaitEpoch(Running running) throws Exception {
        running.await("the first epoch is done", () -> running.output().matches("(?s).*\\Riteration +1/.*"));
    }

    /** Kills a run once so many epochs are on disk. */
    private static void kill(Running running, RunFiles files, int epochs) throws Exception {
        running.await(epochs + " epochs are saved", () -> files.epochs() >= epochs);
        running.kill();
        assertTrue(files.epochs() < EPOCHS && !files.has("report.html"), "it was done before it could be killed");
        assertFalse(files.has("parameters.json"), "wrote results before the end");
    }

    private static RunFiles files(String run) {
        return new RunFiles(deltaw.work().resolve(run));
    }
}
