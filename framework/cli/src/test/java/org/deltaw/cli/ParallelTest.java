package org.deltaw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.deltaw.kernel.fit.Problem;
import org.deltaw.kernel.minimise.Epoch;
import org.deltaw.kernel.minimise.FitListener;
import org.deltaw.runtime.ExtensionRegistry;
import org.deltaw.spec.SpecFile;
import org.deltaw.study.fit.FitStudy;
import org.deltaw.study.record.Destination;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is done at the same time, and on however many threads, has the same bits. */
class ParallelTest {
    private static final String SEPARATE = "training.subjects=separate";

    @TempDir
    private Path directory;
    private Terminal terminal;

    @BeforeEach
    void setUp() {
        terminal = new Terminal(directory);
        for (String subject : List.of("cleo", "dan", "eve")) {
            terminal.write(subject + ".txt", Integer.toString(subject.length()));
        }
        terminal.write("spec.yaml", terminal.read("spec.yaml").replace("bob.txt]", "bob.txt, cleo.txt, dan.txt, eve.txt]"));
    }

    /** Returns what files hold, but for the number of threads and what depends on that it is in the spec. */
    private static Map<String, String> files(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file).replaceAll("\"(run|checksum|device|spec|backend|sections)\": \"[^\"]*\"", "")
                        .replaceAll("\"?threads\"?: \\d", "").replaceAll("\\d thread(s?),", "");
                files.put(folder.relativize(file).toString(), text);
            }
        }
        files.keySet().removeAll(List.of("identity.json", "validation/identity.json", "selection/identity.json"));
        return files;
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "fit SPEC training.subjects=separate",
        "validate SPEC --folds 2 training.subjects=separate",
        "validate SPEC --folds 3",
        "select SPEC training.optimizer=gauss-newton --folds 3 --lambdas 3"})
    void bitsDoNotDependOnTheNumberOfThreads(String command) throws IOException {
        Map<String, String> expected = Map.of();
        for (int threads = 1; threads <= 3; threads++) {
            Path out = directory.resolve("on-" + threads);
            String line = command.replace("SPEC", terminal.spec()) + " backend.threads=" + threads + " -o " + out;
            Terminal.Ran ran = terminal.run(line.split(" "));
            assertEquals(ExitCode.DONE, ran.code(), ran.err());
            expected = threads == 1 ? files(out) : expected;
            assertTrue(expected.size() > 5, expected.keySet()::toString);
            assertEquals(expected, files(out));
        }
    }

    /** Stops after so many epochs of all subjects together, and looks whether it is called by two at once. */
    private static final class Impatient implements FitStudy.Listener, FitListener {
        private final int most;
        private final AtomicInteger inside = new AtomicInteger();
        private volatile int epochs;
        private volatile boolean twoAtOnce;

        Impatient(int most) {
            this.most = most;
        }

        @Override
        public FitListener training(Problem problem, int number, int done) {
            return this;
        }

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // Only one at a time may call it, which is what is tested.
        public void epochDone(int start, Epoch epoch) {
            twoAtOnce |= inside.incrementAndGet() > 1;
            epochs++;
            Thread.yield();
            inside.decrementAndGet();
        }

        @Override
        public boolean stopRequested() {
            return epochs >= most;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void stoppedAgainAndAgainItEndsWithTheBitsOfOneThatWasNot(int threads) throws IOException {
        terminal.run("fit", terminal.spec(), SEPARATE, "backend.threads=" + threads, "-o", directory.resolve("whole").toString());
        Path run = directory.resolve("stopped");
        int stops = 0;
        try (ExtensionRegistry registry = ExtensionRegistry.ofClassPath(ParallelTest.class.getClassLoader())) {
            boolean interrupted = true;
            while (interrupted && stops < 60) {
                try (FitStudy study = stops > 0 ? FitStudy.resume(run, registry) : FitStudy.begin(
                        SpecFile.read(Path.of(terminal.spec()), List.of(SEPARATE, "backend.threads=" + threads)), registry,
                        Destination.at(run))) {
                    Impatient listener = new Impatient(7);
                    FitStudy.Result result = study.run(listener);
                    interrupted = result.interrupted();
                    stops += interrupted ? 1 : 0;
                    assertEquals(interrupted, result.summary().isEmpty());
                    assertTrue(!listener.twoAtOnce);
                }
            }
        }
        // 5 subjects with 12 epochs each; each of the threads may do one more before it sees that it is to stop.
        assertTrue(stops >= 60 / (7 + threads) - 1 && stops < 60, stops + " stops");
        assertEquals(files(directory.resolve("whole")), files(run));
    }

    @Test
    void subjectThatFailsIsNamed() {
        String out = directory.resolve("r").toString();
        terminal.runAndStopAt("3/5", "fit", terminal.spec(), SEPARATE, "-o", out);
        terminal.write("r/subjects/bob/checkpoint.json", "{");
        Terminal.Ran ran = terminal.run("resume", out);
        assertEquals(ExitCode.INPUT, ran.code());
        assertTrue(ran.err().startsWith("deltaw: Subject bob: " + directory.resolve("r/subjects/bob/checkpoint.json") + " is damaged"),
                ran.err());
    }
}
