package org.deltaw.itests.installed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real processes that are halted between two operations on disk leave what can be gone on with, and end with the same bits. {@code
 * HaltTest} goes through all operations.
 */
@Tag("evidence")
class StorageHaltIT {
    private static final int HALTED = 137;
    /** There is no run yet. */
    private static final int INPUT = 2;

    @TempDir
    private static Path folder;

    private static Deltaw deltaw;

    @BeforeAll
    static void prepare() throws Exception {
        deltaw = Deltaw.of(Installation.standard(), folder);
    }

    @Test
    void fitIsGoneOnWith() throws Exception {
        halted(List.of(3, 19, 27), "fit", "example-fly.yaml", "training.epochs=3", "data.resamplings=1");
    }

    @Test
    void selectionIsGoneOnWith() throws Exception {
        halted(List.of(24, 45), "select", "example-fly.yaml", "data.resamplings=1", "loss={function: choice-cross-entropy}",
                "rule.terms=[w, x*r]", "training={starts: 1, intervals: none}", "--over", "trials", "--folds", "2", "--lambdas", "2");
    }

    private static void halted(List<Integer> operations, String... command) throws Exception {
        into(deltaw, command[0] + "-whole", command).succeeded();
        RunFiles whole = new RunFiles(deltaw.work().resolve(command[0] + "-whole"));
        for (int operation : operations) {
            String run = command[0] + operation;
            Outcome halted = into(deltaw.with("DELTAW_OPTS", "-XX:TieredStopAtLevel=1 -Ddeltaw.storage.halt=" + operation), run, command);
            assertEquals(HALTED, halted.exitCode(), "operation " + operation + ": " + halted);
            if (deltaw.run("resume", run).exitCode() == INPUT) {
                into(deltaw, run, command).succeeded();
            }
            new RunFiles(deltaw.work().resolve(run)).assertSameAs(whole);
        }
    }

    private static Outcome into(Deltaw deltaw, String run, String... command) throws Exception {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of("-o", run));
        return deltaw.run(all.toArray(String[]::new));
    }
}
