package org.deltaw.itests.installed;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever operation on disk a process is halted at, what it leaves can be gone on with, and ends with the same bits. */
@Tag("evidence")
class StorageHaltIT {
    private static final int HALTED = 137;
    /** Fewer would mean that the property is not heeded. */
    private static final int LEAST = 20;

    @TempDir
    private static Path folder;

    private static Deltaw deltaw;

    @BeforeAll
    static void prepare() throws Exception {
        deltaw = Deltaw.of(Installation.standard(), folder);
    }

    @Test
    void fitIsGoneOnWith() throws Exception {
        everywhere("fit", "fit", "example-fly.yaml", "training.epochs=3", "data.resamplings=1");
    }

    @Test
    void selectionIsGoneOnWith() throws Exception {
        everywhere("select", "select", "example-fly.yaml", "data.resamplings=1", "loss={function: choice-cross-entropy}",
                "rule.terms=[w, x*r]", "--over", "trials", "--folds", "2", "--prices", "2");
    }

    private static void everywhere(String name, String... command) throws Exception {
        into(deltaw, name + "-whole", command).succeeded();
        RunFiles whole = new RunFiles(deltaw.work().resolve(name + "-whole"));
        int operation = 1;
        while (true) {
            String run = name + operation;
            Outcome halted = into(deltaw.with("DELTAW_OPTS", "-XX:TieredStopAtLevel=1 -Ddeltaw.storage.halt=" + operation), run, command);
            if (halted.exitCode() == 0) {
                break;
            }
            assertTrue(halted.exitCode() == HALTED, "operation " + operation + ": " + halted);
            if (deltaw.run("resume", run).exitCode() != 0) {
                into(deltaw, run, command).succeeded();
            }
            new RunFiles(deltaw.work().resolve(run)).assertSameAs(whole);
            operation++;
        }
        assertTrue(operation > LEAST, "only " + operation + " operations");
    }

    private static Outcome into(Deltaw deltaw, String run, String... command) throws Exception {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of("-o", run));
        return deltaw.run(all.toArray(String[]::new));
    }
}
