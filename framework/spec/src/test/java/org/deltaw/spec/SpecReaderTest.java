package org.deltaw.spec;

import static org.deltaw.spec.testing.Specs.EXAMPLE;
import static org.deltaw.spec.testing.Specs.assertFault;
import static org.deltaw.spec.testing.Specs.file;
import static org.deltaw.spec.testing.Specs.read;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltaw.kernel.AllowedWeights;
import org.deltaw.kernel.BackendSettings;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.OptimizerChoice;
import org.deltaw.kernel.ParameterChoices;
import org.deltaw.kernel.StartCount;
import org.deltaw.kernel.TrainingSettings;
import org.deltaw.spec.testing.FakeCatalog;
import org.deltaw.spec.testing.FakeExtensions;
import org.deltaw.spi.BrokenExtensionException;
import org.deltaw.spi.Configured;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.Setting;
import org.deltaw.spi.backend.Precision;
import org.deltaw.spi.optimizer.Optimizer;
import org.deltaw.spi.parameter.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecReaderTest {
    private static final String SMALL = """
            data: {source: fly, files: [Fly1.mat]}
            network: {architecture: feedforward, layers: [2, 10, 1]}
            rule: {family: oja}
            loss: {function: l1}
            """;

    @TempDir
    Path directory;

    @Test
    void readsTheSpecOfTheDocumentation() {
        Fit fit = read(directory, EXAMPLE);
        assertEquals("fly-forgetting", fit.name());
        assertEquals(1, fit.seed().value());
        assertEquals(directory, fit.directory());
        assertEquals("fly", fit.data().source().id().name());
        assertEquals(new FakeExtensions.FlySettings(List.of("Fly1.mat"), 20, FakeExtensions.Reward.EXPECTED, 0.05),
                fit.data().source().settings());
        assertEquals(new FakeExtensions.LayerSettings(List.of(2, 10, 1), 5), fit.network().architecture().settings());
        assertEquals(ParameterChoices.NONE, fit.network().parameters());
        assertEquals("", fit.rules().getFirst().group());
        assertEquals(new FakeExtensions.TaylorSettings(List.of("1", "w", "x", "r", "x*r")),
                fit.rules().getFirst().family().settings());
        assertEquals(List.of("choice-cross-entropy", "l1"),
                fit.losses().stream().map(loss -> loss.function().id().name()).toList());
        assertEquals(List.of(1.0, 0.01), fit.losses().stream().map(Fit.LossChoice::weight).toList());
        assertEquals(new BackendSettings(Precision.F64, 0, 1024), fit.backend().settings());
        assertEquals(new OptimizerChoice.Named(new Configured<>(
                new FakeExtensions.Method<>("adam", FakeExtensions.AdamSettings.class),
                new FakeExtensions.AdamSettings(0.003, FakeExtensions.Update.PER_TRAJECTORY, 0.9, Optional.empty()))),
                fit.optimizer());
        assertEquals(new TrainingSettings(250, StartCount.AUTOMATIC, TrainingSettings.Subjects.POOLED, 0, 1e-6,
                TrainingSettings.Intervals.LARGE_SAMPLE, 10), fit.training());
    }

    @Test
    void whatIsNotSaidHasDefaults() {
        Fit fit = read(directory, SMALL);
        assertEquals("fly", fit.name());
        assertEquals(1, fit.seed().value());
        assertEquals("jvm", fit.backend().backend().id().name());
        assertEquals(NoSettings.class, fit.backend().backend().settings().getClass());
        assertEquals(1.0, fit.losses().getFirst().weight());
        assertEquals(250, fit.training().epochs());
        assertEquals(fit, read(directory, SMALL + "backend:\ntraining:\n"));
    }

    private static String optimizer(Fit fit) {
        return switch (fit.optimizer()) {
            case OptimizerChoice.Named(Configured<Optimizer<?>> named) -> named.id().name();
            case OptimizerChoice.Automatic automatic -> "automatic: " + automatic.forCoefficients().id() + " or "
                    + automatic.forWeights().id();
        };
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{}                                    | automatic: gauss-newton or adam",
        "{optimizer: }                         | automatic: gauss-newton or adam",
        "{optimizer: automatic}                | automatic: gauss-newton or adam",
        "{optimizer: {}}                       | automatic: gauss-newton or adam",
        "{optimizer: {name: automatic}}        | automatic: gauss-newton or adam",
        "{optimizer: descent}                  | descent",
        "{optimizer: {name: gauss-newton}}     | gauss-newton"
    })
    void anOptimizerIsNamedInFullOrInShort(String training, String expected) {
        assertEquals(expected, optimizer(read(directory, SMALL + "training: " + training + "\n")));
    }

    @Test
    void aNameAloneIsShortForAMapWithNothingElse() {
        assertEquals(read(directory, SMALL + "training: {optimizer: {name: adam}}\n"),
                read(directory, SMALL + "training: {optimizer: adam}\n"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{learning-rate: 0.1} | training.learning-rate is a setting of the optimizer, of adam and descent; expected it at "
                + "training.optimizer.learning-rate, as in training: {optimizer: {name: adam, learning-rate: ...}}.",
        "{epochs: 3, step-tolerance: 1} | training.step-tolerance is a setting of the optimizer, of gauss-newton; expected it at "
                + "training.optimizer.step-tolerance, as in training: {optimizer: {name: gauss-newton, step-tolerance: ...}}.",
        "{optimizer: {learning-rate: 0.1}} | training.optimizer.learning-rate is a setting, but no optimizer is named whose it is, "
                + "and automatic has none; name it, as in training.optimizer.name=adam.",
        "{optimizer: {name: automatic, update: per-batch}} | training.optimizer.update is a setting, but no optimizer is named "
                + "whose it is, and automatic has none; name it, as in training.optimizer.name=adam.",
        "{optimizer: {name: gauss-newton, update: per-batch}} | training.optimizer.update is not known. Known are: name, "
                + "step-tolerance.",
        "{optimizer: {name: adam, epochs: 3}} | training.optimizer.epochs is not known. Known are: name, learning-rate, update, "
                + "beta1, gradient-clip.",
        "{uncertainty: true} | training.uncertainty has another name now; write training.intervals: large-sample for true, none for "
                + "false, or profile.",
        "{intervals: exact} | training.intervals is 'exact'; expected large-sample, profile or none.",
        "{optimizer: lbfgs} | training.optimizer: There is no 'lbfgs'.",
        "{optimizer: 'Adam W'} | training.optimizer is the text 'Adam W'; expected the name of an optimizer: adam, descent or "
                + "gauss-newton; did you mean 'adam'?",
        "{optimizer: [adam]} | training.optimizer is a list; expected a map with the key 'name'.",
        "3 | training is '3'; expected a map with the keys optimizer, epochs, starts, subjects, patience, tolerance, intervals, "
                + "checkpoint-interval."
    })
    void whatIsWrongWithAnOptimizerIsExplained(String training, String message) {
        assertFault(directory, "fly.yaml line 5: " + message, SMALL + "training: " + training + "\n");
    }

    @Test
    void theNameOfTheFileIsTheNameOfTheFit() {
        assertEquals("my.flies", SpecReader.read(file(directory, "my.flies.yml", SMALL), List.of(),
                FakeCatalog.standard()).name());
        assertEquals("flies", SpecReader.read(file(directory, "flies", SMALL), List.of(),
                FakeCatalog.standard()).name());
        assertEquals(".flies", SpecReader.read(file(directory, ".flies", SMALL), List.of(),
                FakeCatalog.standard()).name());
    }

    @Test
    void relativePathsStartWhereTheFileIsOrWhereItSays() {
        assertEquals(directory.resolve("data"), read(directory, SMALL + "directory: data/x/..").directory());
        assertEquals(Path.of("/flies"), read(directory, SMALL + "directory: /flies").directory());
        assertEquals(directory.getParent(), read(directory, SMALL + "directory: ..").directory());
    }

    @Test
    void sectionsHoldSettingsOfTheKernelToo() {
        Fit fit = read(directory, """
                data: {source: fly, files: [Fly1.mat]}
                network: {architecture: feedforward, layers: [2, 1], fitted: [bias], bounds: {bias: [-1, 1]}}
                rule: {family: oja, initial: {eta: 0.1}, fixed: [eta]}
                loss: {function: l1, weight: 0}
                backend: {name: interpreter, vectors: false, threads: 3, precision: f32}
                """);
        assertEquals(new ParameterChoices(Map.of(), List.of(), List.of("bias"), Map.of("bias", List.of(-1.0, 1.0))),
                fit.network().parameters());
        assertEquals(new ParameterChoices(Map.of("eta", 0.1), List.of("eta"), List.of(), Map.of()),
                fit.rules().getFirst().parameters());
        assertEquals(0.0, fit.losses().getFirst().weight());
        assertEquals(new BackendSettings(Precision.F32, 3, 1024), fit.backend().settings());
        assertEquals(new FakeExtensions.JvmSettings(false), fit.backend().backend().settings());
    }

    @Test
    void ruleSaysWhatWeightsMayDoByThemselves() {
        String rest = """
                data: {source: fly, files: [Fly1.mat]}
                network: {architecture: feedforward, layers: [2, 1]}
                loss: {function: l1}
                """;
        assertEquals(AllowedWeights.ANY, read(directory, rest + "rule: {family: oja}").rules().getFirst().weights());
        assertEquals(List.of(AllowedWeights.STABLE, AllowedWeights.ANY), read(directory, rest
                + "rules: {left: {family: oja, weights: stable}, right: {family: oja}}").rules().stream()
                .map(Fit.RuleChoice::weights).toList());
        InvalidSpecException refused = assertThrows(InvalidSpecException.class,
                () -> read(directory, rest + "rule: {family: oja, weights: still}"));
        assertTrue(refused.getMessage().contains("any") && refused.getMessage().contains("stable"), refused.getMessage());
    }

    @Test
    void everySectionWithParametersSaysWhoSharesThem() {
        Fit fit = read(directory, """
                data: {source: fly, files: [Fly1.mat]}
                network: {architecture: feedforward, layers: [2, 1], fitted: [bias], scope: {bias: session, weights.initial: subject}}
                rule: {family: oja, scope: {eta: subject}}
                loss: [{function: l1, scope: {sigma: shared}}]
                """);
        assertEquals(Map.of("bias", Scope.SESSION, "weights.initial", Scope.SUBJECT), fit.network().parameters().scope());
        assertEquals(Map.of("eta", Scope.SUBJECT), fit.rules().getFirst().parameters().scope());
        assertEquals(Map.of("sigma", Scope.SHARED), fit.losses().getFirst().parameters().scope());
        assertFault(directory, "fly.yaml line 3: rule.scope.eta is 'fly'; expected shared, subject or session.", """
                data: {source: fly, files: [Fly1.mat]}
                network: {architecture: feedforward, layers: [2, 1]}
                rule: {family: oja, scope: {eta: fly}}
                loss: {function: l1}
                """);
        assertFault(directory, "fly.yaml line 3: rule.scope is 'subject'; expected a map from names to words out of shared, subject, "
                + "session.", """
                data: {source: fly, files: [Fly1.mat]}
                network: {architecture: feedforward, layers: [2, 1]}
                rule: {family: oja, scope: subject}
                loss: {function: l1}
                """);
    }

    @Test
    void groupsOfSynapsesMayHaveRulesOfTheirOwn() {
        Fit fit = read(directory,
                SMALL.replace("rule: {family: oja}", "rules: {b: {family: oja}, a: {family: taylor}}"));
        assertEquals(List.of("b", "a"), fit.rules().stream().map(Fit.RuleChoice::group).toList());
        assertEquals("taylor", fit.rules().getLast().family().id().name());
    }

    @Test
    void thereIsOneWayToNameRules() {
        assertFault(directory, "fly.yaml line 5: rules cannot be given beside rule; keep one of them.",
                SMALL + "rules: {a: {family: oja}}");
        assertFault(directory, "fly.yaml: rule is missing: the rule by which synapses change (a map with the key "
                + "'family').", SMALL.replace("rule: {family: oja}", ""));
        String expected = "; expected a map from groups of synapses to rules, as in {left: {family: taylor}}.";
        assertFault(directory, "fly.yaml line 3: rules is a map" + expected,
                SMALL.replace("rule: {family: oja}", "rules: {}"));
        assertFault(directory, "fly.yaml line 3: rules is a list" + expected,
                SMALL.replace("rule: {family: oja}", "rules: [{family: oja}]"));
        assertFault(directory, "fly.yaml line 3: rules.a is 'oja'; expected a map, as in {family: oja}.",
                SMALL.replace("rule: {family: oja}", "rules: {a: oja}"));
        assertFault(directory, "fly.yaml line 3: rules. needs the name of a group of synapses as its key.",
                SMALL.replace("rule: {family: oja}", "rules: {'': {family: oja}}"));
    }

    @Test
    void everyFitNeedsALoss() {
        assertFault(directory, "fly.yaml line 4: loss is empty; expected at least one loss, as in [{function: l1}].",
                SMALL.replace("{function: l1}", "[]"));
        assertFault(directory, "fly.yaml: loss is missing: what is minimised (a map with the key 'function').",
                SMALL.replace("loss: {function: l1}", ""));
        assertFault(directory, "fly.yaml line 4: loss.1 is 'l1'; expected a map, as in {function: l1}.",
                SMALL.replace("{function: l1}", "[{function: l1}, l1]"));
        assertFault(directory, "fly.yaml line 4: loss.0.weight is '.inf'; expected a number that is finite.",
                SMALL.replace("{function: l1}", "[{function: l1, weight: .inf}]"));
    }

    @Test
    void sectionsSayWhichExtensionTheyMean() {
        assertFault(directory, "fly.yaml: data is missing: where trajectories come from (a map with the key 'source').",
                "seed: 1");
        assertFault(directory, "fly.yaml line 1: data.source is missing: the name of a data source (fly or table).",
                SMALL.replace("source: fly, ", ""));
        assertFault(directory, "fly.yaml line 1: data is 'fly'; expected a map, as in {source: fly}.", "data: fly");
        assertFault(directory, "fly.yaml line 1: data has no value; expected a map with the key 'source'.", "data:");
        assertFault(directory, "fly.yaml line 1: data is a list; expected a map with the key 'source'.", "data: [fly]");
        assertFault(directory, "fly.yaml line 1: data.source is 'Fly'; expected the name of a data source: fly or "
                + "table; did you mean 'fly'?", "data: {source: Fly}");
        assertFault(directory, "fly.yaml line 1: data.source is a list; expected the name of a data source: fly or "
                + "table.", "data: {source: [fly]}");
        assertFault(directory, "fly.yaml line 1: data.source has no value; expected the name of a data source: fly or "
                + "table.", "data: {source: }");
        assertFault(directory, "fly.yaml line 2: data.source: There is no 'mouse'.", "data:\n  source: mouse");
        assertFault(directory, "fly.yaml line 5: backend.name: There is no 'cuda'.", SMALL + "backend: {name: cuda}");
    }

    @Test
    void aMissingDefaultBackendIsReported() {
        assertFault(directory, "fly.yaml: backend: There is no 'jvm'.", () -> SpecReader.read(
                file(directory, "fly.yaml", SMALL), List.of(), new FakeCatalog(FakeCatalog.standard().extensions()
                        .stream().filter(extension -> !extension.id().name().equals("jvm")).toList())));
    }

    @Test
    void faultsOfSettingsNameLineAndPath() {
        assertFault(directory, "fly.yaml line 8: training.epoch is not known; did you mean 'epochs'? Known are: "
                + "optimizer, epochs, starts, subjects, patience, tolerance, intervals, checkpoint-interval.",
                EXAMPLE.replace("epochs", "epoch"));
        assertFault(directory, "fly.yaml line 8: training.epochs is 'many'; expected a whole number of at least 0.",
                EXAMPLE.replace("250", "many"));
        assertFault(directory, "fly.yaml line 3: data.resampling is not known; did you mean 'resamplings'? Known are: "
                + "source, files, resamplings, reward, noise, training-fraction.", EXAMPLE.replace("resamplings", "resampling"));
        assertFault(directory, "fly.yaml line 7: backend.precision is 'f16'; expected f64 or f32.",
                EXAMPLE.replace("f64", "f16"));
        assertFault(directory, "fly.yaml line 3: data.files: The list is empty; expected at least one recording.",
                EXAMPLE.replace("[Fly1.mat]", "[]"));
        assertFault(directory, "fly.yaml line 4: network: A network needs at least two layers, found 1.",
                EXAMPLE.replace("[2, 10, 1]", "[2]"));
        assertFault(directory, "fly.yaml line 9: loss is given twice, first in line 6.",
                EXAMPLE + "loss: {function: l1}");
        assertFault(directory, "fly.yaml line 2: seed is '1.5'; expected a whole number.",
                EXAMPLE.replace("seed: 1", "seed: 1.5"));
    }

    @Test
    void allUnknownKeysOfASectionAreNamedAtOnce() {
        assertFault(directory, "fly.yaml line 1: epochs and learning-rate (line 2) are not known. Known are: name, "
                + "seed, directory, data, network, rule, rules, loss, likelihood, weighting, priors, hierarchy, posterior, backend, "
                + "training.",
                "epochs: 5\nlearning-rate: 3\n" + SMALL);
    }

    record Greedy(@Setting(value = "a", byDefault = "1") double weight, @Setting("b") String source,
            @Setting(value = "c", byDefault = "0") int fixed) {}

    record Untold(int a) {}

    private void assertBroken(String message, FakeCatalog catalog) {
        BrokenExtensionException broken = assertThrows(BrokenExtensionException.class,
                () -> SpecReader.read(file(directory, "fly.yaml", SMALL), List.of(), catalog));
        assertEquals(message, broken.getMessage());
    }

    @Test
    void anExtensionMustLeaveTheKernelItsNames() {
        assertBroken("Extension 'fly': its setting 'source' has a name that the kernel uses in the section 'data'; "
                + "rename it.", new FakeCatalog(List.of(new FakeExtensions.Source<>("fly", Greedy.class))));
        assertBroken("Extension 'feedforward': its setting 'fixed' has a name that the kernel uses in the section "
                + "'network'; rename it.", new FakeCatalog(List.of(
                        new FakeExtensions.Source<>("fly", FakeExtensions.FlySettings.class),
                        new FakeExtensions.Architecture<>("feedforward", Greedy.class))));
    }

    @Test
    void anExtensionMustDescribeItsSettings() {
        assertBroken("Extension 'fly': Component 'a' of " + Untold.class.getName() + " lacks @Setting, which says what "
                + "it is for.", new FakeCatalog(List.of(new FakeExtensions.Source<>("fly", Untold.class))));
    }
}
