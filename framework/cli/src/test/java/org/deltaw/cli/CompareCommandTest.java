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
    private static final String NOT_CHI_SQUARED = ", so the ratio is not distributed as chi-squared; compare what is held out ('deltaw "
            + "compare A.yaml B.yaml --over trials'), or see by 'deltaw recover A.yaml --models B.yaml' how often the larger rule wins "
            + "where the smaller holds";
    private static final String[] FEWER = {"rule.fixed=[decay]", "rule.initial={decay: 0}"};
    private static final String CONVERGED = "training={epochs: 200, starts: 1, optimizer: {name: gauss-newton}}";
    private static final String LONG = "data.steps=120";

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
        assertTrue(words(ran).contains("Nothing was held out, so nothing is said of what the rules predict"), ran.out());
    }

    private static String words(Terminal.Ran ran) {
        return ran.out().replaceAll("\\s+", " ");
    }

    private JsonTree pair(String directory) {
        return JsonTree.read(terminal.path(directory + "/comparison.json")).list("pairs").getFirst();
    }

    private String fitFewer(String name, String... settings) {
        List<String> all = new ArrayList<>(List.of(FEWER));
        all.addAll(List.of(settings));
        return fit(name, all.toArray(String[]::new));
    }

    @Test
    void nestedFitsHaveALikelihoodRatio() {
        String fewer = fitFewer("fewer", CONVERGED, LONG);
        String full = fit("full", CONVERGED, LONG);
        Terminal.Ran ran = compared(fewer, full, "-o", run("c"));
        JsonTree ratio = pair("c").in("likelihoodRatio");
        assertEquals("first-within-other", pair("c").text("relation"));
        assertEquals("", ratio.text("reason"));
        double statistic = 2 * (logLikelihood("full") - logLikelihood("fewer"));
        assertEquals(statistic, ratio.number("statistic").getAsDouble(), 1e-9);
        assertEquals(1, ratio.number("degreesOfFreedom").getAsDouble(), 0);
        // With one degree of freedom it is the square of a normal deviate.
        double p = 2 * new org.hipparchus.distribution.continuous.NormalDistribution().cumulativeProbability(-Math.sqrt(statistic));
        assertEquals(p, ratio.number("p").getAsDouble(), 1e-9);
        assertTrue(words(ran).contains("The rule of " + fewer + " lies within that of " + full + ". Likelihood ratio "), ran.out());
        compared(full, fewer, "-o", run("turned"));
        assertEquals("other-within-first", pair("turned").text("relation"));
        assertEquals(p, pair("turned").in("likelihoodRatio").number("p").getAsDouble(), 1e-9);
    }

    private double logLikelihood(String run) {
        return JsonTree.read(terminal.path(run + "/metrics.json")).number("logLikelihood").getAsDouble();
    }

    @Test
    void ratiosThatAreNotOfOptimaHaveNoTest() {
        String fewer = fitFewer("fewer", CONVERGED);
        Terminal.Ran early = compared(fewer, fit("early", "training.epochs=2"), "-o", run("c"));
        String reason = "of " + run("early") + ", training has not reached the minimum";
        assertTrue(pair("c").in("likelihoodRatio").text("reason").startsWith(reason), early.out());
        assertTrue(words(early).contains("No likelihood-ratio test: " + reason), early.out());
    }

    @Test
    void parameterOnABoundHasNoTest() {
        String fewer = fitFewer("fewer", CONVERGED, LONG);
        compared(fewer, fit("full", CONVERGED, LONG, "rule.bounds={decay: [0, 5]}"), "-o", run("c"));
        assertEquals("if the smaller rule holds, rule.decay of the larger one stands on a bound" + NOT_CHI_SQUARED,
                pair("c").in("likelihoodRatio").text("reason"));
    }

    @Test
    void fewObservationsHaveNoTest() {
        compared(fitFewer("fewer", CONVERGED), fit("full", CONVERGED), "-o", run("c"));
        assertEquals("there are only 48 observations for 2 parameters" + NOT_CHI_SQUARED,
                pair("c").in("likelihoodRatio").text("reason"));
    }

    @Test
    void dataThatAreGoneLeaveCriteriaAndNoTest() {
        String fewer = fitFewer("fewer");
        String full = fit("full");
        terminal.delete("bob.txt");
        Terminal.Ran ran = compared(fewer, full, "-o", run("c"));
        assertEquals(ExitCode.DONE, ran.code(), ran.err());
        assertEquals("unknown", pair("c").text("relation"));
        assertTrue(words(ran).contains("It is not known whether one rule lies within the other, so nothing is tested: "), ran.out());
        assertTrue(ran.out().contains("AIC"), ran.out());
    }

    @Test
    void fitsOfSubjectsArePairedAndNotTested() {
        String full = fit("full", "training.subjects=separate");
        String fewer = fitFewer("fewer", "training.subjects=separate");
        Terminal.Ran ran = compared(full, fewer, "-o", run("c"));
        assertEquals(ExitCode.DONE, ran.code(), ran.err());
        assertTrue(ran.out().contains("fewer minus " + full + ", in pairs of subjects"), ran.out());
        JsonTree fitted = pair("c").in("figures").in("logLikelihood");
        double ada = logLikelihood("fewer/subjects/ada") - logLikelihood("full/subjects/ada");
        double bob = logLikelihood("fewer/subjects/bob") - logLikelihood("full/subjects/bob");
        assertEquals(ada, fitted.in("differences").number("ada").getAsDouble(), 1e-9);
        assertEquals((ada + bob) / 2, fitted.number("mean").getAsDouble(), 1e-9);
        assertEquals(2, fitted.number("subjects").getAsDouble(), 0);
        assertTrue(terminal.read("c/differences.csv").contains(",log_likelihood,ada,"));
        assertTrue(words(ran).contains("No likelihood-ratio test: subjects were fitted alone"), ran.out());
        assertFalse(ran.out().matches("(?s).*\\bp = .*"), ran.out());
        assertEquals(terminal.read("c/comparison.json"), again(full, fewer));
    }

    private String again(String full, String fewer) {
        compared(full, fewer, "-o", run("again"));
        return terminal.read("again/comparison.json");
    }

    private String validate(String name, String... settings) {
        List<String> arguments = new ArrayList<>(List.of("validate", terminal.spec(), "-o", run(name)));
        arguments.addAll(List.of(settings));
        Terminal.Ran ran = terminal.run(arguments.toArray(String[]::new));
        assertEquals(ExitCode.DONE, ran.code(), ran.err());
        return run(name);
    }

    private static String first(JsonTree run, String key) {
        return run.list("warnings").getFirst().text(key);
    }

    @Test
    void warningsThatMatterAreToldInOneSentence() {
        String good = fit("good", "training={epochs: 50}", "data.warning=Ada sleeps.");
        String early = fit("early");
        Terminal.Ran ran = compared(good, early, "-o", run("c"));
        String out = ran.out().replaceAll("\\s+", " ");
        // All runs are of the same data, so what is to be known of these does not make one better than another.
        assertTrue(out.matches(".* Look at what was warned of before you conclude, for it matters here: [^.]*" + early
                + " not-converged[^.]*; report.html says more. .*"), ran.out());
        assertTrue(ran.out().lines().anyMatch(line -> line.matches("  " + good + " .* lab( .*)?")), ran.out());
        assertTrue(ran.out().lines().anyMatch(line -> line.matches("  " + early + " .* not-converged( .*)?")), ran.out());
        JsonTree json = JsonTree.read(terminal.path("c/comparison.json"));
        assertEquals("lab", first(json.list("runs").get(0), "code"));
        assertEquals("ada", first(json.list("runs").get(0), "where"));
        assertEquals("not-converged", first(json.list("runs").get(1), "code"));
        assertEquals("", first(json.list("runs").get(1), "subject"));
    }

    @Test
    void warningsAreToldOfEachSubject() {
        String good = fit("good", "training={epochs: 50}", "training.subjects=separate", "data.warning=Ada sleeps.");
        String early = fit("early", "training.subjects=separate");
        Terminal.Ran ran = compared(good, early, "-o", run("c"));
        assertTrue(ran.out().replaceAll("\\s+", " ").matches(
                ".* for it matters here: [^.]*" + early + " not-converged \\(ada and bob\\).*"),
                ran.out());
        List<String> csv = terminal.read("c/comparison.csv").lines().toList();
        assertTrue(csv.get(0).startsWith("run,subject,diverged,warnings,"), csv.get(0));
        assertTrue(csv.get(1).startsWith(good + ",,false,lab"), csv.get(1));
        assertTrue(csv.get(2).startsWith(good + ",ada,false,lab"), csv.get(2));
        assertTrue(csv.get(3).startsWith(good + ",bob,false,") && !csv.get(3).contains("lab"), csv.get(3));
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
    void validationsArePairedByHeldOutLikelihoods() {
        String full = validate("full", "--folds", "3", "--over", "trials");
        String fewer = validate("fewer", "--folds", "3", "--over", "trials", FEWER[0], FEWER[1]);
        Terminal.Ran ran = compared(full, fewer, "-o", run("c"));
        assertEquals(ExitCode.DONE, ran.code(), ran.err());
        JsonTree heldOut = pair("c").in("heldOut");
        // The larger rule is the minuend, whichever is named first.
        assertEquals(full, heldOut.text("minuend"));
        double ada = heldOut("full", "ada") - heldOut("fewer", "ada");
        double bob = heldOut("full", "bob") - heldOut("fewer", "bob");
        assertEquals(ada, heldOut.in("differences").number("ada").getAsDouble(), 1e-9);
        assertEquals((ada + bob) / 2, heldOut.number("mean").getAsDouble(), 1e-9);
        assertEquals(Math.abs(ada - bob) / 2, heldOut.number("standardError").getAsDouble(), 1e-9);
        assertTrue(heldOut.flag("oneSided"));
        int positive = (ada > 0 ? 1 : 0) + (bob > 0 ? 1 : 0);
        assertEquals(positive, heldOut.number("positive").getAsDouble(), 0);
        assertEquals(new double[] {1, 0.75, 0.25}[positive], heldOut.number("signTestP").getAsDouble(), 1e-12);
        assertEquals(0.25, heldOut.number("smallestP").getAsDouble(), 1e-12);
        assertTrue(words(ran).contains("The rule of " + fewer + " lies within that of " + full + ", so p is one-sided"), ran.out());
        assertTrue(terminal.read("c/comparison.csv").startsWith("run,subject,log_likelihood\n" + full + ",ada,"));
    }

    /** Adds up what validation.json has of each trajectory. */
    private double heldOut(String run, String subject) {
        double sum = 0;
        for (JsonTree fold : JsonTree.read(terminal.path(run + "/validation.json")).list("results")) {
            for (JsonTree each : fold.in("heldOut").list("trajectories")) {
                sum += each.text("subject").equals(subject) ? each.number("logLikelihood").getAsDouble() : 0;
            }
        }
        return sum;
    }

    @Test
    void rulesOfWhichNeitherContainsTheOtherPredictDifferently() {
        String decay = validate("no-growth", "--folds", "2", "rule.fixed=[grow]", "rule.initial={grow: 0.5}");
        String rate = validate("no-decay", "--folds", "2", FEWER[0], FEWER[1]);
        Terminal.Ran ran = compared(decay, rate, "-o", run("c"));
        assertEquals("neither", pair("c").text("relation"));
        assertFalse(pair("c").in("heldOut").flag("oneSided"));
        assertEquals(0.5, pair("c").in("heldOut").number("smallestP").getAsDouble(), 0);
        assertTrue(words(ran).contains("p is two-sided, of whether " + rate + " and " + decay + " predict differently."), ran.out());
    }

    @Test
    void otherFoldsAreRefused() {
        String five = validate("five", "--folds", "2");
        assertEquals("deltaw: The cross-validations in " + five + " and " + run("trials") + " have other folds: 2 folds over recordings, "
                + "and 2 folds over blocks of trials. Validate both alike.\n",
                compared(five, validate("trials", "--folds", "2", "--over", "trials")).err());
        String other = validate("other", "--folds", "2", "seed=9");
        assertTrue(compared(five, other).err().contains("have dealt out other folds, as their specs have other seeds"));
        String fit = fit("fit");
        assertEquals("deltaw: " + five + " holds a cross-validation and " + fit + " a fit, which cannot be compared; compare fits with "
                + "fits, or validate all of them by 'deltaw validate'.\n", compared(five, fit).err());
    }

    @Test
    void foldsThatDivergedLeaveTheirSubjectsOut() {
        String good = validate("good", "--folds", "2", "--over", "subjects");
        String bad = validate("bad", "--folds", "2", "--over", "subjects", "training.optimizer.learning-rate=1e200");
        Terminal.Ran ran = compared(good, bad, "-o", run("c"));
        assertEquals(ExitCode.DONE, ran.code(), ran.err());
        assertTrue(words(ran).contains("Left out, since training diverged or there is no finite log-likelihood in both: ada and bob."),
                ran.out());
        assertTrue(ran.out().contains("No subject has a log-likelihood in both."), ran.out());
        assertFalse(ran.out().contains("NaN"), ran.out());
    }

    @Test
    void specsAreFittedOrValidatedFirst() {
        terminal.write("fewer.yaml", terminal.read("spec.yaml").replace("name: lab\n", "name: fewer\n")
                .replace("{family: lab-rule}", "{family: lab-rule, fixed: [decay], initial: {decay: 0}}"));
        Terminal.Ran fits = compared(terminal.spec(), terminal.path("fewer.yaml").toString(), "-o", run("fits"));
        assertEquals(ExitCode.DONE, fits.code(), fits.err());
        assertEquals("other-within-first", pair("fits").text("relation"));
        assertEquals(terminal.read("fits/comparison.json"), terminal.read("fits/comparison.json"));
        assertTrue(terminal.read("fits/lab/metrics.json").contains("logLikelihood"));
        Terminal.Ran both = compared(run("fits/lab"), terminal.path("fewer.yaml").toString(), "-o", run("mixed"));
        assertEquals(ExitCode.DONE, both.code(), both.err());
        Terminal.Ran validations = compared(terminal.spec(), terminal.path("fewer.yaml").toString(), "--folds", "2", "--over",
                "subjects", "-o", run("validations"));
        assertEquals(ExitCode.DONE, validations.code(), validations.err());
        assertEquals(run("validations/lab-validation"), pair("validations").in("heldOut").text("minuend"));
        assertTrue(terminal.read("validations/fewer-validation/subjects.csv").startsWith("subject,fold,log_likelihood\n"));
        assertEquals("deltaw: --folds and --over say how specs are validated, but no spec is named; leave them out, or name specs in "
                + "place of directories.\n", compared(run("fits/lab"), run("fits/fewer"), "--folds", "2").err());
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
        Terminal.Ran ran = compared(half, again, "-o", run("c"));
        assertTrue(ran.out().contains("held-out log-likelihood"), ran.out());
        // Both are the same rule, so neither is the larger.
        assertEquals("same", pair("c").text("relation"));
        assertFalse(pair("c").in("heldOut").flag("oneSided"));
        assertEquals(2, pair("c").in("heldOut").number("subjects").getAsDouble(), 0);
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
