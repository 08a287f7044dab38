package org.deltaw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecoverCommandTest {
    private static final String SPEC = """
            name: NAME
            seed: 3
            data: {source: lab-simulation, trials: 12}
            network: {architecture: lab-network}
            rule: {family: lab-rule RULE}
            loss: {function: lab-loss}
            backend: {name: lab-backend, threads: 1}
            training: {optimizer: gauss-newton, epochs: 15, starts: 1}
            """;

    @TempDir
    Path directory;

    private Terminal terminal;

    @BeforeEach
    void begin() {
        terminal = new Terminal(directory);
        terminal.write("lab.yaml", SPEC.replace("NAME", "lab").replace(" RULE", ""));
        terminal.write("growth.yaml", SPEC.replace("NAME", "growth").replace(" RULE", ", initial: {decay: 0}, fixed: [decay]"));
    }

    private String path(String name) {
        return terminal.path(name).toString();
    }

    private Terminal.Ran recover(String folder, String... more) {
        return terminal.run(arguments(folder, more));
    }

    private String[] arguments(String folder, String... more) {
        return Stream.concat(Stream.of("recover", path("lab.yaml"), "-o", path(folder)), Arrays.stream(more)).toArray(String[]::new);
    }

    private List<String> csv(String file) {
        return terminal.read(file).lines().toList();
    }

    private List<Path> replicates(String folder) throws IOException {
        try (Stream<Path> files = Files.list(terminal.path(folder + "/replicates"))) {
            return files.sorted().toList();
        }
    }

    @Test
    void tableShowsWhatIsRecoveredOfEachCoefficientForEachSize() {
        Terminal.Ran ran = recover("r", "training.epochs=40", "--replicates", "3", "--trials", "10,40", "--subjects", "1,2", "--known",
                "noise,weights");
        assertEquals(ExitCode.DONE, ran.code(), ran.err());
        List<String> lines = csv("r/recovery.csv");
        assertEquals(1 + 4 * 2, lines.size());
        assertTrue(lines.get(1).startsWith("10,1,rule.grow,1.5,"), lines.get(1));
        assertTrue(lines.get(8).startsWith("40,2,rule.decay,0.2,"), lines.get(8));
        assertTrue(lines.stream().skip(1).allMatch(line -> line.endsWith(",3")));
        double[] estimates = csv("r/estimates.csv").stream().skip(1).filter(line -> line.startsWith("40,2,") && line.contains("grow"))
                .filter(line -> line.contains(",stated,")).mapToDouble(line -> Double.parseDouble(line.split(",")[5])).toArray();
        assertTrue(estimates.length > 1, lines.toString());
        assertEquals(Arrays.stream(estimates).average().orElseThrow(), Double.parseDouble(lines.get(7).split(",")[4]), 1e-12);
        assertTrue(ran.out().contains("Recovery of the rule in data.truth with 10 trials, 2 subjects"), ran.out());
    }

    @Test
    void stoppedRecoveryGoesOnToTheSameBitsAndRepeatsNothing() throws IOException {
        recover("whole", "--replicates", "3", "--resamplings", "1");
        Terminal.Ran stopped = terminal.runAndStopAt("2/3", arguments("c", "--replicates", "3", "--resamplings", "1"));
        assertEquals(ExitCode.INTERRUPTED, stopped.code());
        assertTrue(stopped.out().endsWith("Interrupted; what is done is kept. The same command goes on.\n"), stopped.out());
        assertFalse(Files.exists(terminal.path("c/recovery.csv")));
        List<Path> done = replicates("c");
        assertEquals(2, done.size());
        for (Path each : done) {
            Files.setLastModifiedTime(each, FileTime.fromMillis(1000));
        }
        Terminal.Ran again = recover("c", "--replicates", "3", "--resamplings", "1");
        assertEquals(ExitCode.DONE, again.code(), again.err());
        assertTrue(again.out().contains("2/3  12 trials, 1 subject, replicate 2  (done before)"), again.out());
        for (Path each : done) {
            assertEquals(1000, Files.getLastModifiedTime(each).toMillis(), "it was made again");
        }
        for (String file : List.of("recovery.csv", "recovery.json", "estimates.csv", "recovery.html")) {
            assertEquals(terminal.read("whole/" + file), terminal.read("c/" + file), file);
        }
    }

    @Test
    void moreReplicatesAndSizesKeepThoseThatAreThere() throws IOException {
        recover("m", "--replicates", "2", "--resamplings", "1");
        List<String> few = csv("m/estimates.csv");
        recover("m", "--replicates", "3", "--resamplings", "1", "--trials", "12,14");
        assertEquals(6, replicates("m").size());
        assertEquals(few.subList(1, 3), csv("m/estimates.csv").subList(1, 3));
    }

    @Test
    void bitsAreThoseOfTheSeedWhateverTheNumberOfThreads() {
        recover("one", "--replicates", "3", "--resamplings", "2");
        recover("three", "backend.threads=3", "--replicates", "3", "--resamplings", "2");
        recover("other", "seed=4", "--replicates", "3", "--resamplings", "2");
        assertEquals(terminal.read("one/estimates.csv"), terminal.read("three/estimates.csv"));
        assertFalse(terminal.read("one/estimates.csv").equals(terminal.read("other/estimates.csv")));
    }

    @Test
    void fitsKnowTheInitialWeightsOnlyIfTheyAreTold() {
        Terminal.Ran told = recover("told", "--replicates", "1", "--known", "noise,weights");
        assertTrue(told.out().contains("the ideal case"), told.out());
        assertTrue(terminal.read("told/recovery.json").contains("\"resamplings\": 1,"));
        Terminal.Ran untold = recover("untold", "--replicates", "1", "--trials", "5");
        assertTrue(untold.out().replaceAll("\\s+", " ").contains("Fits were told the input noise, but not the initial weights: where these "
                + "are random, each recording gives 20 trajectories, or more if the likelihood rests on too few of them, with other "
                + "draws."),
                untold.out());
        assertTrue(terminal.read("untold/recovery.json").contains("\"resamplings\": \"automatic\""));
    }

    @Test
    void modelsAreToldApartByWhatWasHeldOut() {
        Terminal.Ran ran = recover("models", "--models", path("lab.yaml") + "," + path("growth.yaml"), "--replicates", "3",
                "--trials", "40", "--known", "noise,weights");
        assertEquals(ExitCode.DONE, ran.code(), ran.err());
        List<String> lines = csv("models/confusion.csv");
        assertEquals(5, lines.size());
        assertTrue(lines.get(1).startsWith("40,1,lab,lab,"), lines.get(1));
        assertTrue(ran.out().contains("  simulated  lab") && ran.out().contains("The best model is the one with the highest "
                + "log-likelihood"), ran.out());
        assertTrue(terminal.read("models/recovery.json").contains("\"criterion\": \"heldOut.logLikelihood\""));
    }

    @Test
    void coefficientsThatAreNotThoseOfTheTrueRuleHaveNoTruth() {
        Terminal.Ran ran = terminal.run("recover", path("growth.yaml"), "-o", path("g"), "--replicates", "2", "--resamplings", "1");
        assertEquals(ExitCode.DONE, ran.code(), ran.err());
        assertTrue(ran.out().contains("No value of the coefficients makes the fitted rule the true one, or none is known"), ran.out());
        String[] cells = csv("g/recovery.csv").get(1).split(",");
        assertEquals("", cells[3]);
        assertEquals("", cells[8]);
    }

    @Test
    void experimentsThatFailAreMisses() {
        Terminal.Ran ran = recover("f", "data.most=12", "--trials", "10,15", "--replicates", "2", "--resamplings", "1");
        assertEquals(ExitCode.DONE, ran.code(), ran.err());
        assertTrue(ran.out().contains("2 experiments could not be simulated, the first because: ")
                && ran.out().contains("A session of 15 trials cannot be simulated."), ran.out());
        String[] cells = csv("f/recovery.csv").get(3).split(",");
        assertEquals(List.of("15", "1", "rule.grow", "1.5", "", "", "", "", "0.0"), List.of(cells).subList(0, 9));
        assertTrue(ran.out().contains("rule.grow and rule.decay with 15 trials, 1 subject: of 2 replicates 2 diverged."), ran.out());
    }

    private String recorded() {
        terminal.write("recorded.yaml", SPEC.replace("NAME", "recorded").replace(" RULE", "").replace("trials: 12",
                "trials: 30, subjects: 2, recorded: true"));
        return path("recorded.yaml");
    }

    @Test
    void ruleThatNobodyKnowsIsFittedFirstAndThenSimulated() throws IOException {
        Terminal.Ran ran = terminal.run("recover", recorded(), "-o", path("s"), "--replicates", "2", "--resamplings", "1");
        assertEquals(ExitCode.DONE, ran.code(), ran.err());
        assertTrue(ran.out().contains("Recovery of the rule fitted to animal 1 and animal 2 with 30 trials, 2 subjects"), ran.out());
        assertTrue(ran.out().contains("What is to be simulated: the fit of recorded to what was recorded"), ran.out());
        assertEquals(fitted("s/fits/recorded", "grow"), csv("s/recovery.csv").get(1).split(",")[3]);
        assertTrue(terminal.read("s/recovery.json").contains("\"truth\": \"the rule fitted to animal 1 and animal 2\""));
        Files.setLastModifiedTime(terminal.path("s/fits/recorded/metrics.json"), FileTime.fromMillis(1000));
        Terminal.Ran again = terminal.run("recover", recorded(), "-o", path("s"), "--replicates", "3", "--resamplings", "1");
        assertEquals(1000, Files.getLastModifiedTime(terminal.path("s/fits/recorded/metrics.json")).toMillis(), "it was fitted again");
        assertTrue(again.out().contains("replicate 2  (done before)") && !again.out().contains("What is to be simulated"), again.out());
    }

    /** Returns a coefficient of a run. */
    private String fitted(String run, String name) {
        return terminal.read(run + "/parameters.json").lines().filter(line -> line.contains("\"" + name + "\"")).findFirst()
                .orElseThrow().replaceAll(".*: ", "").replace(",", "");
    }

    @Test
    void whatARunHasFittedIsSimulatedWithoutBeingFittedAgain() {
        assertEquals(ExitCode.DONE, terminal.run("fit", recorded(), "training.subjects=separate", "-o", path("run")).code());
        Terminal.Ran ran = terminal.run("recover", path("run"), "-o", path("t"), "--replicates", "2", "--resamplings", "1");
        assertEquals(ExitCode.DONE, ran.code(), ran.err());
        assertTrue(ran.out().contains("Recovery of the rules fitted to animal 1 and animal 2 with 30 trials"), ran.out());
        assertTrue(ran.out().replaceAll("\\s+", " ").contains("Subjects have rules of their own: truth and mean are means"), ran.out());
        assertFalse(Files.exists(terminal.path("t/fits")));
        double mean = (Double.parseDouble(fitted("run/subjects/animal 1", "grow"))
                + Double.parseDouble(fitted("run/subjects/animal 2", "grow"))) / 2;
        String[] cells = csv("t/recovery.csv").get(1).split(",");
        assertEquals(mean, Double.parseDouble(cells[3]), 1e-12);
        assertEquals("4", cells[13]);
        assertEquals("deltaw: The run in " + path("run") + " was fitted with its own settings, so 'seed=4' cannot be set; leave it out, or "
                + "name a spec file.\n", terminal.run("recover", path("run"), "seed=4", "-o", path("u")).err());
        assertEquals("deltaw: " + path("t") + " holds no fit but another study; expected a directory that 'deltaw fit' has made.\n",
                terminal.run("recover", path("t"), "-o", path("u")).err());
    }

    @Test
    void wrongInputIsOneSentence() {
        Terminal.Ran recorded = terminal.run("recover", terminal.spec(), "-o", path("x"));
        assertEquals(ExitCode.INPUT, recorded.code());
        assertEquals("deltaw: " + terminal.spec() + " line 3: data.source: The source 'lab-data' reads what happened, but does not "
                + "know the task, so its experiment cannot be repeated: a rule would choose otherwise than the animals did, but rewards "
                + "would stay as they were recorded; choose a source that knows its task, as arena and synthetic-foraging "
                + "do.\n", recorded.err());
        assertFalse(Files.exists(terminal.path("x")));
        assertEquals("deltaw: '--known odours' is not known; expected noise, weights, or noise,weights.\n",
                recover("x", "--known", "odours").err());
        assertEquals("deltaw: '--trials 0' is too few; expected at least 1.\n", recover("x", "--trials", "0,10").err());
        assertEquals("deltaw: '--replicates 0' is too few; expected at least 1.\n", recover("x", "--replicates", "0").err());
        terminal.write("same.yaml", SPEC.replace("NAME", "lab").replace(" RULE", ", start: 0.2"));
        assertEquals("deltaw: " + path("same.yaml") + " has the same name as another model, 'lab'; set another one with the key name, or "
                + "leave it out.\n", recover("x", "--models", path("same.yaml")).err());
    }

    @Test
    void directoryOfAnotherRecoveryIsRefused() {
        recover("d", "--replicates", "1", "--resamplings", "1");
        Terminal.Ran other = recover("d", "seed=4", "--replicates", "1");
        assertEquals(ExitCode.INPUT, other.code());
        assertEquals("deltaw: The directory " + path("d") + " holds something else than a recovery of the same specs. Name another one "
                + "with -o DIR.\n", other.err());
    }

    @Test
    void damagedResultIsMadeAgain() throws IOException {
        recover("b", "--replicates", "2", "--resamplings", "1");
        String table = terminal.read("b/recovery.csv");
        Path one = replicates("b").getFirst();
        Files.writeString(one, Files.readString(one).replace("\"stated\"", "\"separated\"").replace("STATED", "SEPARATED"));
        recover("b", "--replicates", "2", "--resamplings", "1");
        assertEquals(table, terminal.read("b/recovery.csv"));
    }
}
