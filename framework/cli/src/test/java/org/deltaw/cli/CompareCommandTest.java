package org.deltaw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.deltaw.study.record.JsonTree;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {
    @TempDir
    Path directory;

    private Terminal terminal;

    @BeforeEach
    void begin() {
        terminal = new Terminal(directory);
    }

    private String fit(String name, String... settings) {
        List<String> arguments = new ArrayList<>(List.of("fit", terminal.spec(), "-o", run(name)));
        arguments.addAll(List.of(settings));
        Terminal.Ran ran = terminal.run(arguments.toArray(String[]::new));
        assertEquals(ExitCode.DONE, ran.code(), ran.err());
        return run(name);
    }

    private String run(String name) {
        return terminal.path(name).toString();
    }

    private Terminal.Ran compared(String... runs) {
        List<String> arguments = new ArrayList<>(List.of("compare"));
        arguments.addAll(List.of(runs));
        return terminal.run(arguments.toArray(String[]::new));
    }

    @Test
    void figuresAreThoseOfTheRuns() {
        String full = fit("full");
        String fewer = fit("fewer", "rule.fixed=[decay]", "rule.initial={decay: 0}");
        Terminal.Ran ran = compared(full, fewer, "-o", run("c"));
        assertEquals(ExitCode.DONE, ran.code(), ran.err());
        JsonTree metrics = JsonTree.read(terminal.path("full/metrics.json"));
        JsonTree first = JsonTree.read(terminal.path("c/comparison.json")).list("runs").getFirst();
        assertEquals(metrics.in("percentDevianceExplained").number("noPlasticity"),
                first.number("percentDevianceExplained.noPlasticity"));
        assertEquals(metrics.number("logLikelihood").getAsDouble(), first.number("logLikelihood").getAsDouble(), 1e-9);
        // Two fitted numbers, or one; 4 trajectories of 12 steps.
        double logLikelihood = first.number("logLikelihood").getAsDouble();
        assertEquals(4 - 2 * logLikelihood, first.number("aic").getAsDouble(), 1e-9);
        assertEquals(2 * Math.log(48) - 2 * logLikelihood, first.number("bic").getAsDouble(), 1e-9);
        assertEquals(1, JsonTree.read(terminal.path("c/comparison.json")).list("runs").get(1).number("parameters")
                .getAsDouble(), 0);
        assertTrue(ran.out().contains("There are no pairs of subjects"), ran.out());
    }

    @Test
    void subjectsArePaired() {
        String full = fit("full", "training={epochs: 50, subjects: separate}");
        String fewer = fit("fewer", "training={epochs: 50, subjects: separate}", "rule.fixed=[decay]", "rule.initial={decay: 0}");
        Terminal.Ran ran = compared(full, fewer, "-o", run("c"));
        assertEquals(ExitCode.DONE, ran.code(), ran.err());
        assertTrue(ran.out().contains("fewer minus " + full + ", in pairs of subjects"), ran.out());
        JsonTree aic = JsonTree.read(terminal.path("c/comparison.json")).list("pairs").getFirst().in("figures").in("aic");
        double ada = aic("fewer", "ada") - aic("full", "ada");
        double bob = aic("fewer", "bob") - aic("full", "bob");
        assertEquals(ada, aic.in("differences").number("ada").getAsDouble(), 1e-9);
        assertEquals((ada + bob) / 2, aic.number("mean").getAsDouble(), 1e-9);
        assertEquals(2, aic.number("subjects").getAsDouble(), 0);
        // Of the four choices of two signs half or all are as far from the mean.
        assertEquals(ada * bob > 0 ? 0.5 : 1, aic.number("wilcoxonP").getAsDouble(), 1e-12);
        assertTrue(terminal.read("c/differences.csv").contains(",aic,ada,"));
        assertEquals(terminal.read("c/comparison.json"), again(full, fewer));
    }

    private String again(String full, String fewer) {
        compared(full, fewer, "-o", run("again"));
        return terminal.read("again/comparison.json");
    }

    private double aic(String run, String subject) {
        return JsonTree.read(terminal.path(run + "/subjects/" + subject + "/metrics.json")).in("uncertainty").number("aic")
                .getAsDouble();
    }

    private String single(JsonTree run, String key) {
        assertEquals(1, run.list("warnings").size(), key);
        return run.list("warnings").getFirst().text(key);
    }

    @Test
    void warningsThatMatterAreToldInOneSentence() {
        String good = fit("good", "training={epochs: 50}", "data.warning=Ada sleeps.");
        String early = fit("early");
        Terminal.Ran ran = compared(good, early, "-o", run("c"));
        String out = ran.out().replaceAll("\\s+", " ");
        // All runs are of the same data, so what is to be known of these does not make one better than another.
        assertTrue(out.contains(" Look at what was warned of before you conclude, for it matters here: " + early
                + " not-converged; report.html says more. "), ran.out());
        assertTrue(ran.out().lines().anyMatch(line -> line.matches("  " + good + " .* lab")), ran.out());
        assertTrue(ran.out().lines().anyMatch(line -> line.matches("  " + early + " .* not-converged")), ran.out());
        JsonTree json = JsonTree.read(terminal.path("c/comparison.json"));
        assertEquals("lab", single(json.list("runs").get(0), "code"));
        assertEquals("ada", single(json.list("runs").get(0), "where"));
        assertEquals("not-converged", single(json.list("runs").get(1), "code"));
        assertEquals("", single(json.list("runs").get(1), "subject"));
    }

    @Test
    void warningsAreToldOfEachSubject() {
        String good = fit("good", "training={epochs: 50}", "training.subjects=separate", "data.warning=Ada sleeps.");
        String early = fit("early", "training.subjects=separate");
        Terminal.Ran ran = compared(good, early, "-o", run("c"));
        assertTrue(ran.out().replaceAll("\\s+", " ").contains(" for it matters here: " + early + " not-converged (ada and bob); "),
                ran.out());
        List<String> csv = terminal.read("c/comparison.csv").lines().toList();
        assertTrue(csv.get(0).startsWith("run,subject,diverged,warnings,"), csv.get(0));
        assertTrue(csv.get(1).startsWith(good + ",,false,lab,"), csv.get(1));
        assertTrue(csv.get(2).startsWith(good + ",ada,false,lab,"), csv.get(2));
        assertTrue(csv.get(3).startsWith(good + ",bob,false,,"), csv.get(3));
        assertTrue(csv.get(4).startsWith(early + ",,false,not-converged,"), csv.get(4));
    }

    @Test
    void runsOfAnEarlierDeltaWHaveNoWarnings() {
        String one = fit("one");
        String old = fit("old", "training.epochs=3");
        for (String file : List.of("one/metrics.json", "old/metrics.json")) {
            terminal.write(file, terminal.read(file).replaceFirst("(?s)\"warnings\": \\[\\{.*?\\}\\],", ""));
        }
        terminal.delete("one/identity.json");
        terminal.delete("old/identity.json");
        Terminal.Ran ran = compared(one, old);
        assertEquals(ExitCode.DONE, ran.code(), ran.err());
        assertFalse(ran.out().contains("Look at what was warned of"), ran.out());
    }

    @Test
    void equalRunsHaveNoTest() {
        Terminal.Ran ran = compared(fit("a", "training.subjects=separate"), fit("b", "training.subjects=separate"));
        assertTrue(ran.out().contains("- (all are equal)"), ran.out());
    }

    @Test
    void oneSubjectHasNoInterval() {
        Terminal.Ran ran = compared(fit("a", "training.subjects=separate", "data.files=[ada.txt]"),
                fit("b", "training.subjects=separate", "data.files=[ada.txt]", "training.epochs=2"));
        assertEquals(ExitCode.DONE, ran.code(), ran.err());
        assertTrue(ran.out().lines().anyMatch(line -> line.matches(" *log-likelihood +1 +\\S+ +- +\\S+ +- +1")), ran.out());
    }

    @Test
    void otherDataAreRefusedByName() {
        String both = fit("both");
        String ada = fit("ada", "data.files=[ada.txt]");
        Terminal.Ran fewer = compared(both, ada);
        assertEquals(ExitCode.INPUT, fewer.code());
        assertEquals("deltaw: The runs in " + both + " and " + ada + " were fitted to different data: only the first has "
                + "subject 'bob'. Compare runs of the same recordings.\n", fewer.err());
        terminal.write("ada.txt", "7");
        String changed = fit("changed");
        assertEquals("deltaw: The runs in " + both + " and " + changed + " were fitted to different data: what is to be "
                + "predicted in trajectory 'ada/1' is not the same, nor in 1 more. Compare runs of the same recordings.\n",
                compared(both, changed).err());
    }

    @Test
    void divergedRunsHaveNoFigures() {
        String good = fit("good", "training.subjects=separate");
        String bad = fit("bad", "training.subjects=separate", "training.optimizer.learning-rate=1e200");
        Terminal.Ran ran = compared(good, bad);
        assertEquals(ExitCode.DONE, ran.code(), ran.err());
        assertTrue(ran.out().contains("Training diverged in " + bad + " for ada and bob"), ran.out());
        assertFalse(ran.out().contains("NaN"), ran.out());
    }

    @Test
    void unfinishedRunsAreRefused() {
        String good = fit("good");
        terminal.runAndStopAt("iteration  5/12", "fit", terminal.spec(), "-o", run("half"));
        assertEquals("deltaw: The run in " + run("half") + " has not ended, so it has no figures; go on with it by: deltaw "
                + "resume " + run("half") + "\n", compared(good, run("half")).err());
    }

    @Test
    void heldOutFiguresAreComparedWhereBothHaveThem() {
        String half = fit("half", "data.training-fraction=0.5");
        String again = fit("again", "data.training-fraction=0.5", "training.epochs=3");
        assertTrue(compared(half, again).out().contains("held-out log-likelihood"));
        // To fit other steps is to fit other data.
        assertEquals(ExitCode.INPUT, compared(half, fit("whole")).code());
    }

    @Test
    void needsTwoRuns() {
        String one = fit("one");
        assertEquals("deltaw: One run cannot be compared; name two or more, as in: deltaw compare " + one + " OTHER-RUN\n",
                compared(one).err());
        assertEquals("deltaw: A run is named twice; name each once.\n", compared(one, one).err());
        assertEquals("deltaw: " + run("none") + " holds no run; expected a directory that 'deltaw fit' has made, with the file "
                + "spec.yaml.\n", compared(one, run("none")).err());
    }
}
