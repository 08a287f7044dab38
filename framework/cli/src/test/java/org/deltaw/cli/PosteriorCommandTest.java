package org.deltaw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PosteriorCommandTest {
    private static final String SPEC = """
            name: lab
            seed: 3
            data: {source: lab-simulation, trials: 12, subjects: 2}
            network: {architecture: lab-network}
            rule: {family: lab-rule}
            loss: {function: lab-loss}
            backend: {name: lab-backend, threads: 1}
            posterior: {sampler: nuts, chains: 2, warmup: 100, draws: 60, particles: 100}
            """;

    @TempDir
    Path directory;

    private Terminal terminal;

    @BeforeEach
    void begin() {
        terminal = new Terminal(directory);
        terminal.write("lab.yaml", SPEC);
    }

    private Terminal.Ran posterior(String folder, String... more) {
        return terminal.run(Stream.concat(Stream.of("posterior", terminal.path("lab.yaml").toString(), "-q", "-o",
                terminal.path(folder).toString()), Arrays.stream(more)).toArray(String[]::new));
    }

    @Test
    void firstLineSaysThatTooFewDrawsAreNotToBeUsed() {
        Terminal.Ran ran = posterior("few");
        assertEquals(ExitCode.NOT_CONVERGED, ran.code(), ran.err());
        assertEquals("Not to be used as it is:", ran.out().lines().findFirst().orElseThrow());
        assertTrue(ran.out().contains("rule.grow"), ran.out());
        assertTrue(ran.out().contains("rule.grow: normal, mean 0, sd 1 (by default)"), ran.out());
        List<String> chain = terminal.read("few/chain-2.csv").lines().filter(line -> !line.startsWith("#")).toList();
        assertEquals("lp__,accept_stat__,stepsize__,treedepth__,n_leapfrog__,divergent__,energy__,rule_grow,rule_decay", chain.getFirst());
        assertEquals(1 + 60, chain.size());
        String json = terminal.read("few/posterior.json");
        assertTrue(json.contains("\"rule_grow\": \"rule.grow\""), json);
        assertTrue(json.contains("\"essBulk\""), json);
        assertFalse(Files.exists(terminal.path("few/chain-3.csv")));
    }

    @Test
    void sameSeedDrawsTheSame() {
        posterior("one");
        posterior("two");
        assertEquals(terminal.read("one/chain-1.csv"), terminal.read("two/chain-1.csv"));
        assertEquals(terminal.read("one/posterior.json"), terminal.read("two/posterior.json"));
    }

    @Test
    void eachSubjectHasADirectoryAndFailuresAreNamedFirst() {
        Terminal.Ran ran = posterior("each", "training.subjects=separate");
        assertEquals(ExitCode.DONE, ran.code(), ran.err());
        assertTrue(ran.out().startsWith("Not to be used as they are: the posteriors of "), ran.out());
        assertTrue(ran.out().contains("Subject "), ran.out());
        assertTrue(Files.isDirectory(terminal.path("each/subjects")));
        assertEquals(ExitCode.NOT_CONVERGED, posterior("strict", "training.subjects=separate", "--strict").code());
    }

    @Test
    void hierarchyTellsPopulationSpreadAndSubjects() {
        Terminal.Ran ran = posterior("levels", "hierarchy={levels: subject}", "posterior.draws=20");
        assertEquals(ExitCode.INPUT, ran.code(), ran.out());
        ran = posterior("levels", "hierarchy={levels: [subject], parameters: decay}", "posterior.draws=20");
        assertTrue(ran.out().contains("rule.decay.spread.subject"), ran.out() + ran.err());
        assertTrue(terminal.read("levels/posterior.json").contains("\"rule.decay@"));
    }

    @Test
    void wrongInputIsSaidInOneSentence() {
        assertRefused("expected the levels of the hierarchy from the widest to the narrowest", "hierarchy={levels: [session, subject]}");
        assertRefused("its prior is half-normal, half-cauchy or log-normal", "hierarchy={levels: [subject], spread: {normal: [0, 1]}}");
        assertRefused("did you mean", "hierarchy={levels: [subject], parameters: [decy]}");
        assertRefused("a hierarchy describes all subjects together", "hierarchy={levels: [subject]}", "training.subjects=separate");
        assertRefused("choose weighting: observation", "weighting=trajectory");
        assertRefused("posterior.sampler", "posterior.sampler=gibbs");
        assertRefused("expected two numbers", "priors={grow: {beta: [1]}}");
        assertTrue(terminal.run("fit", terminal.path("lab.yaml").toString(), "hierarchy={levels: [subject]}", "-o",
                terminal.path("fit").toString()).err().contains("run deltaw posterior"));
    }

    private void assertRefused(String part, String... overrides) {
        Terminal.Ran ran = posterior("refused", overrides);
        assertEquals(ExitCode.INPUT, ran.code(), ran.out() + ran.err());
        assertTrue(ran.err().toLowerCase(java.util.Locale.ROOT).contains(part), ran.err());
        assertFalse(Files.exists(terminal.path("refused")));
    }
}
