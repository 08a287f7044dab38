package org.deltaw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.minimise.Epoch;
import org.deltaw.kernel.minimise.FitListener;
import org.deltaw.runtime.ExtensionRegistry;
import org.deltaw.spec.SpecFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How several fits go that run at the same time. */
class TaskProgressTest {
    private static final long SECOND = 1_000_000_000L;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final AtomicLong clock = new AtomicLong(SECOND);
    private final Console console = Console.of(out, err, false);

    @TempDir
    private Path folder;
    private Fit fit;

    @BeforeEach
    void readSpec() {
        try (ExtensionRegistry registry = ExtensionRegistry.ofClassPath(TaskProgressTest.class.getClassLoader())) {
            fit = SpecFile.read(Path.of(new Terminal(folder).spec()),
                    List.of("training.epochs=10", "training.starts=2", "rule.spread=1")).fit(registry);
        }
    }

    private TaskProgress progress(Console shown, int tasks) {
        return new TaskProgress(shown, "subject", tasks, clock::get);
    }

    private FitListener training(TaskProgress progress, String task, int epochs) {
        return progress.training(task, fit, epochs, fit.optimizer().candidates().getFirst());
    }

    private void epochs(FitListener listener, int from, int to, long milliseconds) {
        for (int number = from; number <= to; number++) {
            clock.addAndGet(milliseconds * SECOND / 1000);
            for (int start = 1; start <= 2; start++) {
                listener.epochDone(start, new Epoch(number, 1, new double[0]));
            }
        }
    }

    private static String text(StringWriter writer) {
        return writer.toString().replace(System.lineSeparator(), "\n");
    }

    @Test
    void eachTaskThatIsDoneIsALineWithTheTimeLeftForAll() {
        TaskProgress progress = progress(console, 4);
        progress.done("ada", "ada: finished", false, true);
        FitListener bob = training(progress, "bob", 0);
        training(progress, "cleo", 0);
        epochs(bob, 1, 10, 2000);
        progress.done("bob", "bob: finished", false, false);
        progress.end();
        assertEquals("""
                4 subjects:
                  1/4  ada: finished  (done before)
                  2/4  bob: finished  40 s left
                """, text(out));
    }

    @Test
    void barIsOfAllTasksThatRun() {
        TaskProgress progress = progress(Console.of(out, err, true), 2);
        FitListener ada = training(progress, "ada", 0);
        FitListener bob = training(progress, "bob", 0);
        epochs(ada, 1, 5, 600);
        epochs(bob, 1, 8, 375);
        String last = text(out).substring(text(out).lastIndexOf('\r'));
        // Half of the first, and four fifths of the second; 6 seconds for 1.3 tasks.
        assertEquals("\r[###############---------] 0/2 subjects, 25 iterations  3.2 s left\u001B[K", last);
        clock.addAndGet(3 * SECOND);
        progress.done("ada", "ada: diverged", true, false);
        assertTrue(text(out).endsWith("\r\u001B[K  1/2  ada: diverged  1.0 s left\n"), text(out));
        progress.end();
        assertTrue(text(out).endsWith("\r[#####################---] 1/2 subjects, 26 iterations  1.0 s left\u001B[K\n"), text(out));
    }

    @Test
    void epochsThatWereDoneBeforeTookNoTime() {
        TaskProgress progress = progress(Console.of(out, err, true), 1);
        FitListener ada = training(progress, "ada", 2);
        epochs(ada, 3, 6, 1000);
        // A fifth was done before and took nothing; two fifths took 4 seconds, and the others will, too.
        assertTrue(text(out).endsWith("\r[##############----------] 0/1 subject, 7 iterations  4.0 s left\u001B[K"), text(out));
    }

    @Test
    void programsReadHowManyAreDoneAndHowLongTheRestTakes() {
        console.use(Console.Form.JSON, true);
        TaskProgress progress = progress(console, 2);
        FitListener ada = training(progress, "ada", 0);
        epochs(ada, 1, 10, 500);
        progress.done("ada", "ada: finished", false, false);
        progress.end();
        List<String> lines = text(err).lines().toList();
        assertEquals(6, lines.size(), "one a second, and one when a task is done");
        assertEquals("{\"phase\":\"subjects\",\"done\":0,\"total\":2,\"secondsLeft\":null}", lines.getFirst());
        assertEquals("{\"phase\":\"subjects\",\"done\":1,\"total\":2,\"secondsLeft\":5.0}", lines.getLast());
    }

    @Test
    void longSilenceIsBroken() {
        TaskProgress progress = progress(console, 2);
        epochs(training(progress, "ada", 0), 1, 8, 200_000);
        assertEquals("""
                2 subjects:
                  0/2  5 iterations  56:40 min left
                  0/2  11 iterations  46:40 min left
                """, text(out));
    }
}
