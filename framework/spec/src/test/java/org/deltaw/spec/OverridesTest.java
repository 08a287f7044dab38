package org.deltaw.spec;

import static org.deltaw.spec.testing.Specs.assertFault;
import static org.deltaw.spec.testing.Specs.read;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.OptimizerChoice;
import org.deltaw.kernel.StartCount;
import org.deltaw.spec.testing.FakeExtensions;
import org.deltaw.spec.testing.Specs;
import org.deltaw.spi.Configured;
import org.deltaw.spi.optimizer.Optimizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OverridesTest {
    @TempDir
    Path directory;

    private Fit with(String... overrides) {
        return read(directory, Specs.EXAMPLE, overrides);
    }

    private void assertRefused(String message, String... overrides) {
        assertFault(directory, message, Specs.EXAMPLE, overrides);
    }

    @Test
    void changesWhatTheFileSays() {
        Fit fit = with("training.epochs=50", "seed=7", "name=other", "data.files=[a.mat, b.mat]");
        assertEquals(50, fit.training().epochs());
        assertEquals(7, fit.seed().value());
        assertEquals("other", fit.name());
        assertEquals(List.of("a.mat", "b.mat"), ((FakeExtensions.FlySettings) fit.data().source().settings()).files());
    }

    @Test
    void theLastOneCounts() {
        assertEquals(3, with("training.epochs=50", "training={epochs: 7}", "training.epochs=3").training().epochs());
    }

    @Test
    void aMapReplacesWhatWasThere() {
        assertEquals(StartCount.of(1), with("training={epochs: 7}", "training.starts=1").training().starts());
        assertInstanceOf(OptimizerChoice.Automatic.class, with("training={epochs: 7}").optimizer());
        assertEquals(List.of("1", "w", "x*r"), taylor(with("rule={family: taylor}")).terms());
    }

    private static FakeExtensions.TaylorSettings taylor(Fit fit) {
        return (FakeExtensions.TaylorSettings) fit.rules().getFirst().family().settings();
    }

    @Test
    void entriesOfListsHaveNumbersFromZero() {
        Fit fit = with("loss.1.weight=0.1", "rule.terms.4=w*r", "rule.terms.5=x*w");
        assertEquals(0.1, fit.losses().get(1).weight());
        assertEquals(List.of("1", "w", "x", "r", "w*r", "x*w"), taylor(fit).terms());
        assertEquals(3, with("loss.2.function=l1", "loss.2.weight=4").losses().size());
    }

    @Test
    void missingParentsAreMade() {
        Fit fit = with("rule.initial.x*r=0.2", "rule.initial.1=0.5", "network.bounds.b=[-1, .inf]");
        assertEquals(Map.of("x*r", 0.2, "1", 0.5), fit.rules().getFirst().parameters().initial());
        assertEquals(Map.of("b", List.of(-1.0, Double.POSITIVE_INFINITY)), fit.network().parameters().bounds());
        assertEquals(5, read(directory, Specs.EXAMPLE.replaceAll("(?m)^training:.*$", "training:"),
                "training.epochs=5").training().epochs());
    }

    @Test
    void aKeyWithDotsIsFoundOrQuoted() {
        String text = Specs.EXAMPLE.replace("family: taylor", "family: taylor, initial: {w.0: 1, w: 2}");
        assertEquals(Map.of("w.0", 3.0, "w", 2.0),
                read(directory, text, "rule.initial.w.0=3").rules().getFirst().parameters().initial());
        assertEquals(Map.of("a.b=c", 3.0),
                with("rule.initial.\"a.b=c\"=3").rules().getFirst().parameters().initial());
    }

    @Test
    void aValueMayHoldEqualsSignsAndQuotes() {
        assertEquals("a=b", with("name=a=b").name());
        assertEquals("5", with("name='5'").name());
        assertEquals("", with("name=''").name());
        assertEquals("🪰 fly", with("name= 🪰 fly ").name());
    }

    private static FakeExtensions.AdamSettings adam(Fit fit) {
        return (FakeExtensions.AdamSettings) optimizer(fit).settings();
    }

    private static Configured<Optimizer<?>> optimizer(Fit fit) {
        return ((OptimizerChoice.Named) fit.optimizer()).optimizer();
    }

    @Test
    void anOptimizerIsNamedBeforeOrAfterItsSettings() {
        String name = "training.optimizer=descent";
        String rate = "training.optimizer.learning-rate=0.5";
        String update = "training.optimizer.update=per-batch";
        for (List<String> order : List.of(List.of(name, rate, update), List.of(rate, name, update), List.of(rate, update, name),
                List.of("training.optimizer=gauss-newton", rate, "training.epochs=3", update, name))) {
            Fit fit = with(order.toArray(String[]::new));
            assertEquals("descent", optimizer(fit).id().name(), order.toString());
            assertEquals(new FakeExtensions.AdamSettings(0.5, FakeExtensions.Update.PER_BATCH, 0.9, Optional.empty()), adam(fit),
                    order.toString());
        }
    }

    @Test
    void theLastNameOfAnOptimizerCounts() {
        assertEquals("descent", optimizer(with("training.optimizer=adam", "training.optimizer=descent")).id().name());
        assertEquals("descent", optimizer(with("training.optimizer.beta1=0.5", "training.optimizer={name: adam}",
                "training.optimizer=descent")).id().name());
        assertEquals("adam", optimizer(with("training.optimizer=descent", "training={optimizer: adam}")).id().name());
        assertEquals("descent", optimizer(with("training.optimizer=adam", "training.optimizer.name=descent")).id().name());
        assertEquals("descent", optimizer(with("training={optimizer: gauss-newton}", "training.optimizer=descent")).id().name());
    }

    @Test
    void aNameReplacesWhatTheFileSaysOfAnOptimizer() {
        assertEquals(0.003, adam(with("training.optimizer.update=per-batch")).learningRate());
        assertEquals(0.001, adam(with("training.optimizer=descent")).learningRate());
        assertEquals(0.003, adam(with("training.optimizer.name=descent")).learningRate());
        assertEquals(new FakeExtensions.NewtonSettings(1e-10), optimizer(with("training.optimizer=gauss-newton")).settings());
        assertInstanceOf(OptimizerChoice.Automatic.class, with("training.optimizer=automatic").optimizer());
        assertInstanceOf(OptimizerChoice.Automatic.class, with("training.optimizer=").optimizer());
    }

    @Test
    void settingsMayBeAddedToANameInTheFile() {
        String text = Specs.EXAMPLE.replaceAll("(?m)^training:.*$", "training: {optimizer: descent}");
        Fit fit = read(directory, text, "training.optimizer.learning-rate=0.25");
        assertEquals("descent", optimizer(fit).id().name());
        assertEquals(0.25, adam(fit).learningRate());
    }

    @Test
    void aValueCanBeTakenAway() {
        String text = Specs.EXAMPLE.replace("learning-rate: 0.003", "gradient-clip: 3");
        assertEquals(Optional.of(3.0), adam(read(directory, text)).gradientClip());
        assertEquals(Optional.empty(), adam(read(directory, text, "training.optimizer.gradient-clip=null")).gradientClip());
        assertEquals(Optional.empty(), adam(read(directory, text, "training.optimizer.gradient-clip=")).gradientClip());
    }

    @Test
    void longWordsAreNoTrouble() {
        String name = "fly ".repeat(50_000) + "fly";
        assertEquals(name, with("name=" + name).name());
        assertRefused("command line: " + "x".repeat(60) + "…: expected a key, '=' and a value, as in "
                + "training.epochs=50.", "x".repeat(100_000));
    }

    @Test
    void aWordMayReplaceAWord() {
        assertEquals(FakeExtensions.Update.PER_BATCH, adam(with("training.optimizer.update=per-batch")).update());
    }

    @ParameterizedTest
    @ValueSource(strings = {"epochs", "", "=5", "a..b=5", ".a=1", "a.=1", "a.\"b=1", "a\"b\"=1", "\"a\"b=1", "-o"})
    void whatIsNoChangeIsRefused(String override) {
        assertRefused("command line: " + override + ": expected a key, '=' and a value, as in training.epochs=50.",
                override);
    }

    @Test
    void faultsNameTheWordsOfTheCommandLine() {
        assertRefused("command line: training.epochs=abc: training.epochs is 'abc'; expected a whole number of at "
                + "least 0.", "training.epochs=abc");
        assertRefused("command line: training.epochs=: training.epochs has no value; expected a whole number of at "
                + "least 0.", "training.epochs=");
        assertRefused("command line: training.epoch=5: training.epoch is not known; did you mean 'epochs'? Known are: "
                + "optimizer, epochs, starts, subjects, patience, tolerance, intervals, checkpoint-interval.",
                "training.epoch=5");
        assertRefused("command line: data={source: fly}: data.files is missing: the recordings, one .mat file for each "
                + "fly (a list of texts).", "data={source: fly}");
        assertRefused("command line: data.files=[a: this is not valid YAML: the list that begins here is not closed by "
                + "']', or lacks a ','.", "data.files=[a");
        assertRefused("command line: data.files=*.mat: this is not valid YAML: a value cannot begin with '*'; put it "
                + "in quotes.", "data.files=*.mat");
        assertRefused("command line: training={epochs: 1, epochs: 2}: training.epochs is given twice.",
                "training={epochs: 1, epochs: 2}");
    }

    @Test
    void keysMustLeadSomewhere() {
        assertRefused("command line: seed.x=1: seed is the single value '1' and has no key 'x'.", "seed.x=1");
        assertRefused("command line: loss.weight=1: loss is a list; expected a number from 0 to 2 instead of 'weight'.",
                "loss.weight=1");
        assertRefused("command line: loss.7.weight=1: loss is a list; expected a number from 0 to 2 instead of '7'.",
                "loss.7.weight=1");
        assertRefused("command line: loss.-1={}: loss is a list; expected a number from 0 to 2 instead of '-1'.",
                "loss.-1={}");
    }

    @Test
    void anotherExtensionDoesNotKnowTheSettingsOfTheFirst() {
        assertRefused("fly.yaml line 5: rule.terms is not known. Known are: family, initial, fixed, fitted, bounds, scope, weights.",
                "rule.family=oja");
    }
}
