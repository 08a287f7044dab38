package org.deltaw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReproduceCommandTest {
    private static final String EXPERIMENT = """
            title: Two animals
            spec: spec.yaml
            set: [training.epochs=4]
            vary:
              - {name: rate, key: training.optimizer.learning-rate, values: [0.05, 0.01]}
              - name: animals
                cases:
                  each: [training.subjects=separate]
                  together: [training.subjects=pooled]
            seeds: [3, 4]
            quick:
              levels: {rate: [0.01]}
              seeds: [3]
            collect: [loss, epochs, seconds]
            curves: [loss]
            figures:
              - {name: losses, title: Losses, kind: lines, show: [loss], across: rate, by: animals}
              - {name: alone, title: Alone, kind: points, show: [loss], across: seed, where: {rate: 0.05, animals: each}}
              - {name: histories, title: Histories, kind: curves, show: [loss], across: epoch, by: rate, logarithmic: true}
            findings:
              - {say: 'Of {count} losses the least is {least}, the mean {mean}.', of: loss, where: {rate: 0.05, animals: each}}
              - {say: 'The rate makes a difference of {median} in {count} pairs.', of: loss, where: {rate: 0.05},
                 versus: {rate: 0.01}}
            """;

    @TempDir
    private Path folder;

    private Terminal terminal;

    @BeforeEach
    void prepare() {
        terminal = new Terminal(folder);
        terminal.write("mine.yaml", EXPERIMENT);
    }

    private Terminal.Ran run(String... more) {
        List<String> all = new java.util.ArrayList<>(List.of("reproduce", terminal.path("mine.yaml").toString()));
        all.addAll(List.of(more));
        return terminal.run(all.toArray(String[]::new));
    }

    private String out(String name) {
        return terminal.path(name).toString();
    }

    @Test
    void everyCombinationIsFittedAndInTheTable() {
        Terminal.Ran ran = run("-o", out("results"));

        assertEquals(0, ran.code(), ran.err());
        List<String> table = terminal.read("results/table.csv").lines().toList();
        assertEquals("rate,animals,seed,subject,outcome,reason,warnings,loss,epochs", table.getFirst());
        // Two rates and two seeds, with a row for each of two animals, and one for both together.
        assertEquals(1 + 2 * 2 * 3, table.size());
        assertEquals(List.of("0.05,each,3,ada", "0.05,each,3,bob", "0.05,each,4,ada", "0.05,each,4,bob", "0.05,together,3,"),
                table.subList(1, 6).stream().map(line -> line.replaceFirst(",finished.*", "")).toList());
        assertTrue(table.get(1).endsWith(",4.0"), table.get(1));
        assertEquals(1 + 4, terminal.read("results/summary.csv").lines().count());
        assertTrue(terminal.read("results/timings.csv").startsWith("rate,animals,seed,subject,outcome,reason,warnings,seconds\n"));
        assertEquals(1 + 12 * 4, terminal.read("results/curves.csv").lines().count());
        assertTrue(terminal.read("results/README.md").contains("- `loss`: weighted sum of losses, each a mean over what it compares"));
        assertTrue(terminal.read("results/README.md").contains("A cell is empty where"));
        for (String file : List.of("losses.svg", "losses.png", "histories.svg", "histories.png")) {
            assertTrue(Files.exists(folder.resolve("results").resolve(file)), file);
        }
        assertTrue(ran.out().contains("Of 4 losses the least is "), ran.out());
        assertTrue(ran.out().contains(" in 6 pairs."), ran.out());
    }

    @Test
    void valuesInTheTableAreThoseOfTheFit() {
        run("-o", out("results"));
        terminal.run("fit", terminal.spec(), "training.epochs=4", "training.optimizer.learning-rate=0.05", "seed=4", "-o", out("fit"));

        String loss = terminal.read("results/table.csv").lines().filter(line -> line.startsWith("0.05,together,4,"))
                .findFirst().orElseThrow().split(",")[7];
        assertTrue(terminal.read("fit/metrics.json").contains("\"loss\": " + loss + ","), loss);
    }

    @Test
    void sameExperimentHasTheSameTable() {
        run("-o", out("one"));
        run("-o", out("two"));

        for (String file : List.of("table.csv", "summary.csv", "curves.csv", "README.md")) {
            assertEquals(terminal.read("one/" + file), terminal.read("two/" + file), file);
        }
    }

    @Test
    void whatIsDoneIsNotRepeated() {
        Terminal.Ran stopped = terminal.runAndStopAt("3/8", "reproduce", out("mine.yaml"), "-o", out("results"));
        assertEquals(130, stopped.code(), stopped.err());
        assertTrue(stopped.out().contains("Interrupted; what is done is kept."), stopped.out());
        assertFalse(Files.exists(folder.resolve("results/table.csv")));

        Terminal.Ran resumed = run("-o", out("results"));
        run("-o", out("whole"));

        assertEquals(0, resumed.code(), resumed.err());
        assertEquals(3, resumed.out().lines().filter(line -> line.contains("(done before)")).count(), resumed.out());
        assertEquals(terminal.read("whole/table.csv"), terminal.read("results/table.csv"));
    }

    @Test
    void fitsOfOtherBundlesAreNotMixed() {
        terminal.runAndStopAt("3/8", "reproduce", out("mine.yaml"), "-o", out("results"));
        String known = terminal.read("results/bundles.json");
        terminal.write("results/bundles.json", known.replaceFirst("\"bundles\": \\[",
                "\"bundles\": [{\"name\": \"gone\", \"version\": \"1\", \"file\": \"gone.jar\", \"sha256\": \"\"}"
                        + (known.contains("\"bundles\": []") ? "" : ",")));

        Terminal.Ran refused = run("-o", out("results"));

        assertEquals(ExitCode.INPUT, refused.code(), refused.err());
        assertEquals("deltaw: Since the run in " + out("results") + " began, the bundle gone (1, now missing) has changed. Bring back "
                + "what was there then, or start anew in another directory.\n", refused.err());
        assertFalse(Files.exists(folder.resolve("results/table.csv")));
    }

    @Test
    void fitsOfAnotherJavaAreMixedWithAWarning() {
        terminal.runAndStopAt("3/8", "reproduce", out("mine.yaml"), "-o", out("results"));
        terminal.write("results/bundles.json", terminal.read("results/bundles.json").replace(Runtime.version().toString(), "1.2"));

        Terminal.Ran warned = run("-o", out("results"));

        assertEquals(ExitCode.DONE, warned.code(), warned.err());
        assertTrue(warned.err().contains("Since the first of these fits Java was 1.2 and is " + Runtime.version()), warned.err());
    }

    @Test
    void figuresOfAWideTableAreNumberedAndExplained() {
        assertTrue(run("--quick", "-o", out("narrow")).out().matches("(?s).*rate +animals +fits +loss +epochs +seconds\\n.*"));
        terminal.write("mine.yaml", EXPERIMENT.replace("collect: [loss, epochs, seconds]",
                "collect: [loss, median.percentDevianceExplained.noPlasticity, median.percentDevianceExplained.constantChoice, epochs]"));

        String out = run("--quick", "-o", out("wide")).out();

        assertTrue(out.contains("(2) median.percentDevianceExplained.noPlasticity: median of trajectories: percent"), out);
        assertTrue(out.matches("(?s).*rate +animals +fits +\\(1\\) +\\(2\\) +\\(3\\) +\\(4\\)\n.*"), out);
    }

    @Test
    void quickKeepsSomeLevels() {
        Terminal.Ran ran = run("--quick", "-o", out("quick"));

        assertEquals(0, ran.code(), ran.err());
        assertEquals(1 + 3, terminal.read("quick/table.csv").lines().count());
        assertFalse(ran.out().contains("losses the least is"), ran.out());
        assertFalse(ran.out().contains("The rate makes a difference"), ran.out());
    }

    @Test
    void fitThatFailsIsInTheTableWithItsReason() {
        terminal.write("mine.yaml", EXPERIMENT.replace("together: [training.subjects=pooled]",
                "together: ['data.files=[nobody.txt]']"));

        Terminal.Ran ran = run("-o", out("results"));

        assertEquals(0, ran.code(), ran.err());
        List<String> failed = terminal.read("results/table.csv").lines().filter(line -> line.contains(",failed,")).toList();
        assertEquals(4, failed.size());
        assertTrue(failed.getFirst().contains("nobody.txt"), failed.getFirst());
        assertTrue(ran.out().contains("4 fits of 12 failed or diverged"), ran.out());
    }

    @Test
    void seedsMayBeChosen() {
        run("--seeds", "7", "-o", out("results"));

        List<String> rows = terminal.read("results/table.csv").lines().skip(1).toList();
        assertEquals(6, rows.size());
        assertTrue(rows.stream().allMatch(line -> line.split(",")[2].equals("7")), rows.toString());
    }

    @Test
    void levelsMayBeChosen() {
        Terminal.Ran ran = run("--only", "rate=0.01", "--only", "animals=together", "-o", out("some"));

        assertEquals(0, ran.code(), ran.err());
        List<String> rows = terminal.read("some/table.csv").lines().skip(1).toList();
        assertFalse(ran.out().contains("losses the least is"), ran.out());
        assertEquals(List.of("0.01,together,3", "0.01,together,4"),
                rows.stream().map(line -> line.replaceFirst(",,.*", "")).toList());
        assertTrue(terminal.read("some/README.md").contains(" --only rate=0.01 --only animals=together\n"));

        assertFalse(Files.exists(folder.resolve("some/alone.svg")));
        assertTrue(Files.exists(folder.resolve("some/losses.svg")));

        run("--only", "rate=0.01", "--only", "rate=0.05", "-o", out("both"));
        assertTrue(Files.exists(folder.resolve("both/alone.svg")));
        run("-o", out("all"));
        assertEquals(terminal.read("all/table.csv"), terminal.read("both/table.csv"));

        assertTrue(run("--only", "rat=0.01").err().contains("--only: 'rat' is no factor; did you mean 'rate'?"));
        assertTrue(run("--only", "rate=0.1").err().contains("--only: '0.1' is no level of 'rate'"));
        assertTrue(run("--only", "rate").err().contains("--only: 'rate' names no level; expected FACTOR=LEVEL"));
        assertTrue(run("--quick", "--only", "rate=0.05").err().contains("leave out --quick"));
    }

    @Test
    void settingsOfTheCommandLineHoldInAllFits() {
        run("training.epochs=2", "-o", out("results"));

        assertTrue(terminal.read("results/table.csv").lines().skip(1).allMatch(line -> line.endsWith(",2.0")));
    }

    @Test
    void resultsNameTheCommandThatMadeThem() {
        run("--quick", "--seeds", "7,8", "training.epochs=2", "loss=[{function: lab-loss}]", "-o", out("results"));

        assertTrue(terminal.read("results/README.md").contains("\n    deltaw reproduce " + out("mine.yaml")
                + " --quick --seeds 7,8 training.epochs=2 'loss=[{function: lab-loss}]'\n"),
                terminal.read("results/README.md"));
    }

    @Test
    void mistakesAreToldInOneSentence() {
        refused("collect: [loss, epochs, seconds]", "collect: [los, epochs]",
                "mine.yaml", "collect", "'los' is no figure of a fit; did you mean 'loss'?");
        refused("key: training.optimizer.learning-rate", "key: training.optimizer.learning-rat",
                "mine.yaml, fit with rate 0.05", "training.optimizer.learning-rat is not known; did you mean 'learning-rate'?");
        refused("across: rate, by: animals", "across: rat, by: animals", "'rat' is no factor; did you mean 'rate'?");
        refused("where: {rate: 0.05, animals: each}", "where: {rate: 0.5}", "'0.5' is no level of 'rate'");
        refused("{least}", "{smallest}", "'{smallest}' stands for nothing");
        refused("levels: {rate: [0.01]}", "levels: {rate: [7]}", "'7' is no level of 'rate'");
        refused("spec: spec.yaml", "spec: nothing.yaml", "nothing.yaml does not exist");
        refused("title: Two animals", "titel: Two animals", "titel is not known; did you mean 'title'?");
        refused("name: animals", "name: seed", "A factor cannot be called 'seed'");
        refused("seeds: [3, 4]", "seeds: []", "seeds", "The list is empty");
        refused("key: training.optimizer.learning-rate, ", "", "Factor 'rate' needs either a key with its values");
    }

    private void refused(String right, String wrong, String... phrases) {
        assertTrue(EXPERIMENT.contains(right), right);
        terminal.write("mine.yaml", EXPERIMENT.replace(right, wrong));
        Terminal.Ran ran = run("-o", out("refused"));
        assertEquals(2, ran.code(), ran.out() + ran.err());
        assertEquals(1, ran.err().lines().count(), ran.err());
        for (String phrase : phrases) {
            assertTrue(ran.err().contains(phrase), phrase + " is missing: " + ran.err());
        }
        assertFalse(Files.exists(folder.resolve("refused")), "something was left behind");
    }

    @Test
    void recordingsMustBeNamed() throws Exception {
        terminal.write("mine.yaml", EXPERIMENT + "recordings: {files: '*.txt', about: one text file for each animal.}\n");
        assertTrue(run().err().contains("needs recordings: one text file for each animal. Name their folder with --data DIR."));
        assertTrue(run("--data", out("nowhere")).err().contains("nowhere that --data names does not exist"));
        Files.createDirectory(folder.resolve("empty"));
        assertTrue(run("--data", out("empty")).err().contains("holds no file like *.txt"));

        Terminal.Ran ran = run("--quick", "--data", folder.toString(), "-o", out("results"));
        assertEquals(0, ran.code(), ran.err());

        terminal.write("mine.yaml", EXPERIMENT);
        assertTrue(run("--data", out("empty")).err().contains("leave out --data"));
    }

    @Test
    void recordingsMayBeFolders() throws Exception {
        terminal.write("mine.yaml", EXPERIMENT + "recordings: {folders: '*Fly*', about: a folder for each fly.}\n");
        Files.createDirectory(folder.resolve("flies"));
        terminal.write("flies/Fly1.txt", "a file");
        assertTrue(run("--data", out("flies")).err().contains("holds no folder like *Fly*; expected recordings: a folder for each fly."));
        Files.createDirectory(folder.resolve("flies/2026_Fly2"));
        // The source of this experiment reads files.
        String unknown = run("--data", out("flies")).err();
        // A long path is cut.
        assertTrue(unknown.contains("data.folders=[" + folder.resolve("flies/2026_F")), unknown);
        assertTrue(unknown.contains("data.folders is not known"), unknown);

        terminal.write("mine.yaml", EXPERIMENT + "recordings: {folders: '*', files: '*', about: either.}\n");
        assertTrue(run().err().contains("Expected either files or folders"), run().err());
    }

    @Test
    void foldersWithOtherThingsAreLeftAlone() {
        terminal.run("fit", terminal.spec(), "-o", out("fit"));
        Terminal.Ran ran = run("-o", out("fit"));
        assertEquals(2, ran.code());
        assertTrue(ran.err().contains("exists and is not empty"), ran.err());

        run("-o", out("results"));
        assertTrue(run("--quick", "-o", out("results")).err().contains("holds the results of another experiment"));
        terminal.write("other.yaml", EXPERIMENT);
        Terminal.Ran other = terminal.run("reproduce", out("other.yaml"), "-o", out("results"));
        assertTrue(other.err().contains("holds the results of another experiment"), other.err());
    }

    @Test
    void experimentsThatAreNotThereAreTold() {
        Terminal.Ran ran = terminal.run("reproduce", "oja");
        assertEquals(2, ran.code());
        assertTrue(ran.err().contains("There is no experiment 'oja'"), ran.err());
        assertTrue(terminal.run("reproduce").err().contains("Name an experiment, or its file"));
        assertTrue(terminal.run("reproduce", "--list").out().contains("No experiments are installed."));
    }
}
