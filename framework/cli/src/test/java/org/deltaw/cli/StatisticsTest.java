package org.deltaw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.deltaw.kernel.data.FoldSettings;
import org.deltaw.kernel.evaluation.Agreement;
import org.deltaw.kernel.evaluation.Metrics;
import org.deltaw.kernel.evaluation.RSquared;
import org.deltaw.kernel.evaluation.Statistic;
import org.deltaw.kernel.evaluation.Statistic.Output;
import org.deltaw.kernel.evaluation.Statistic.Recorded;
import org.deltaw.kernel.evaluation.Statistics;
import org.deltaw.kernel.fit.FitResult;
import org.deltaw.kernel.fit.Starts;
import org.deltaw.kernel.inference.Uncertainty;
import org.deltaw.kernel.minimise.Checkpoint;
import org.deltaw.kernel.minimise.Method;
import org.deltaw.kernel.minimise.Outcome;
import org.deltaw.kernel.minimise.SearchStand;
import org.deltaw.kernel.model.TargetMeans;
import org.deltaw.kernel.validate.CrossValidation;
import org.deltaw.plugin.gradient.AdamOptimizer;
import org.deltaw.spec.json.JsonText;
import org.deltaw.spec.settings.RecordBinder;
import org.deltaw.spi.Configured;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.optimizer.OptimizerState;
import org.deltaw.study.compare.FittedModel;
import org.deltaw.study.compare.ModelFigure;
import org.deltaw.study.record.Csv;
import org.deltaw.study.record.DataRecord;
import org.deltaw.study.record.JsonTree;
import org.deltaw.study.record.MetricsJson;
import org.deltaw.study.record.UncertaintyJson;
import org.deltaw.study.report.FitnessText;
import org.deltaw.study.report.Numbers;
import org.deltaw.study.report.Report;
import org.deltaw.study.report.Summary;
import org.deltaw.study.sweep.Experiment;
import org.deltaw.study.sweep.Measures;
import org.deltaw.study.validate.FoldResult;
import org.deltaw.study.validate.ValidationDesign;
import org.deltaw.study.validate.ValidationSettings;
import org.deltaw.study.validate.ValidationTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever adds a statistic to the list finds it in all files, tables and texts, and may ask for it in experiments. */
class StatisticsTest {
    private static final Metrics FITTED = metrics(0);
    private static final Metrics HELD_OUT = metrics(1000);
    private static final Uncertainty.Stated STATED = new Uncertainty.Stated(Uncertainty.Basis.LIKELIHOOD,
            Uncertainty.IntervalMethod.LARGE_SAMPLE, 40, 2, new Uncertainty.ClusterCount(2, Uncertainty.Clustering.RECORDINGS), 3,
            OptionalDouble.empty(), Double.POSITIVE_INFINITY, Optional.of(Uncertainty.Information.of(-21.5, 3, 40)), List.of(),
            List.of(), OptionalDouble.empty());
    private static final FitResult RESULT = new FitResult("ada", new Method(new Configured<>(
            new AdamOptimizer(), RecordBinder.bind(new AdamOptimizer(), "{}")), "the spec says so"),
            new Outcome.Finished(), List.of(), TargetMeans.NONE, Map.of("rule", "dw = w"), FITTED, Optional.of(HELD_OUT), STATED,
            List.of(), List.of(), new Starts(new Checkpoint(List.of(Checkpoint.Start.before(
                    new SearchStand(new ExtensionId("adam"), new double[] {0.5}, new OptimizerState(1, Map.of()))))), 1, List.of()),
            "a bench");

    @TempDir
    private Path directory;

    /** Makes figures that all differ, between all and one trajectory as well. */
    private static Metrics metrics(double more) {
        return new Metrics(fitness(more), List.of(
                new Metrics.TrajectoryFitness("ada/1", "ada", fitness(more + 100), agreement(more + 100)),
                new Metrics.TrajectoryFitness("ada/2", "ada", fitness(more + 200), agreement(more + 200))));
    }

    private static Metrics.Fitness fitness(double more) {
        return new Metrics.Fitness((int) more + 11, more + 12.25, OptionalDouble.of(-more - 13.25), OptionalDouble.of(more + 14.5),
                OptionalDouble.of(more + 15.5), OptionalDouble.of(more + 16.5));
    }

    private static Agreement agreement(double more) {
        return new Agreement(rSquared(more + 17), rSquared(more + 27), rSquared(more + 37),
                Optional.of(new double[] {more, more + 47.25}));
    }

    private static Optional<RSquared> rSquared(double value) {
        return Optional.of(new RSquared(new double[] {value}, value + 0.25, value + 0.75));
    }

    static Stream<Statistic> all() {
        return Statistics.ALL.stream();
    }

    static Stream<Statistic> ofData() {
        return Statistics.ofData().stream();
    }

    private static String value(Statistic statistic) {
        return statistic.isOfData() ? Numbers.of(statistic, statistic.of(FITTED))
                : Numbers.rounded(statistic.of(STATED.information().orElseThrow()));
    }

    private static void assertHas(String text, Statistic statistic, String... parts) {
        for (String part : parts) {
            assertTrue(text.contains(part), () -> statistic + ": no '" + part + "' in\n" + text);
        }
    }

    @Test
    void namesAreUnique() {
        assertEquals(Statistics.ALL.size(), Statistics.ALL.stream().map(Statistic::key).distinct().count());
        assertEquals(Statistics.ALL.size(), Statistics.ALL.stream().map(Statistic::label).distinct().count());
        assertEquals(Statistics.ALL.size(), Statistics.ofData().size() + Statistics.criteria().size());
    }

    @Test
    void valuesOfThisTestAreUnique() {
        assertEquals(Statistics.ALL.size(), Statistics.ALL.stream().map(StatisticsTest::value).distinct().count());
    }

    @ParameterizedTest
    @MethodSource("all")
    void isExplained(Statistic statistic) {
        assertFalse(statistic.label().isBlank() || statistic.words().isBlank(), statistic.key());
        assertFalse(statistic.explanation().endsWith("."), statistic.explanation());
    }

    @ParameterizedTest
    @MethodSource("all")
    void isInMetricsJsonAndReadBack(Statistic statistic) throws Exception {
        Map<String, Object> json = statistic.isOfData() ? MetricsJson.of(FITTED) : UncertaintyJson.of(STATED);
        Path file = Files.writeString(directory.resolve("metrics.json"), JsonText.write(json));
        OptionalDouble expected = statistic.isOfData() ? statistic.of(FITTED) : statistic.of(STATED.information().orElseThrow());
        OptionalDouble found = MetricsJson.find(statistic, JsonTree.read(file).map());
        assertEquals(statistic.recorded() == Recorded.NEVER ? OptionalDouble.empty() : expected, found);
        if (statistic.isOfData() && statistic.recorded() != Recorded.NEVER) {
            JsonTree second = JsonTree.read(file).list("trajectories").getLast();
            assertEquals(statistic.of(FITTED.trajectories().getLast()), MetricsJson.find(statistic, second.map()));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void isInTheTextOfAFit(Statistic statistic) {
        String text = new FitnessText(FITTED).lines(List.of());
        if (statistic.isShown(Output.TEXT)) {
            assertHas(text, statistic, value(statistic),
                    statistic.group() == Statistic.Group.NONE ? statistic.label() : statistic.words());
        }
        if (statistic.isShown(Output.SUBJECTS)) {
            assertHas(new FitnessText(FITTED).brief(), statistic, value(statistic));
        }
    }

    @ParameterizedTest
    @MethodSource("ofData")
    void isInTheReport(Statistic statistic) {
        String html = new Report("t", "o", RESULT, List.of("rule.w"), "spec", List.of()).html();
        if (statistic.isShown(Output.TRAJECTORIES)) {
            assertHas(html, statistic, "<th>" + statistic.label() + "</th>", statistic.label() + ": ",
                    "<td>" + value(statistic) + "</td>",
                    "<td>" + Numbers.of(statistic, statistic.of(FITTED.trajectories().getLast())) + "</td>",
                    "<td>" + Numbers.of(statistic, statistic.of(HELD_OUT)) + "</td>");
        }
    }

    @ParameterizedTest
    @MethodSource("ofData")
    void isInTheTablesOfSubjects(Statistic statistic) {
        Summary summary = new Summary();
        summary.add(RESULT, List.of("rule.w"));
        if (statistic.isShown(Output.SUBJECTS)) {
            assertHas(summary.table(), statistic, statistic.label(), value(statistic));
        }
        if (statistic.recorded() != Recorded.NEVER) {
            assertEquals(statistic.of(FITTED).getAsDouble(), cell(summary.csv(), Csv.column(statistic.key())));
            assertEquals(statistic.of(HELD_OUT).getAsDouble(), cell(summary.csv(), "held_out." + Csv.column(statistic.key())));
        }
    }

    private static double cell(String csv, String column) {
        List<String> lines = csv.lines().toList();
        int index = Arrays.asList(lines.getFirst().split(",")).indexOf(column);
        assertTrue(index >= 0, () -> "no column " + column + " in " + lines.getFirst());
        return Double.parseDouble(lines.get(1).split(",")[index]);
    }

    @ParameterizedTest
    @MethodSource("ofData")
    void isInCrossValidation(Statistic statistic) {
        ValidationTable table = new ValidationTable(
                new ValidationDesign(new ValidationSettings(new FoldSettings(2, FoldSettings.Over.TRIALS)), "digest", List.of("nll")),
                List.of(FoldResult.of(new CrossValidation.Fold("", 1, List.of(), List.of()), RESULT, Optional.empty(), true, List.of())));
        if (statistic.isShown(Output.FOLDS)) {
            assertHas(table.text(), statistic, statistic.label(), Numbers.rounded(statistic.of(HELD_OUT)));
            assertHas(table.html("t", "spec"), statistic, "<th>" + statistic.label() + "</th>");
            assertHas(table.json(), statistic, "\"" + statistic.key() + "\"");
            assertHas(String.join(" ", table.notes()), statistic, statistic.explanation());
            assertEquals(statistic.of(HELD_OUT).getAsDouble(), cell(table.csv(), Csv.column(statistic.key())));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void isInComparisons(Statistic statistic) throws Exception {
        JsonTree metrics = JsonTree.read(Files.writeString(directory.resolve("metrics.json"), JsonText.write(json())));
        FittedModel model = FittedModel.of(metrics, new DataRecord(true, 1, List.of("nll"), List.of(), List.of()));
        ModelFigure fitted = new ModelFigure(statistic, false);
        ModelFigure heldOut = new ModelFigure(statistic, true);
        assertEquals(statistic.isShown(Output.MODELS), ModelFigure.all().contains(fitted));
        assertEquals(statistic.isShown(Output.MODELS), model.figure(fitted).isPresent());
        assertEquals(statistic.isShown(Output.MODELS_HELD_OUT), ModelFigure.all().contains(heldOut));
        assertEquals(statistic.isShown(Output.MODELS_HELD_OUT), model.figure(heldOut).isPresent());
        // In comparisons the log-likelihood counts the repetitions of a recording as one.
        if (statistic.isShown(Output.MODELS) && statistic.isOfData() && statistic != Statistics.LOG_LIKELIHOOD) {
            assertEquals(statistic.of(FITTED), model.figure(fitted));
            assertEquals(statistic.of(HELD_OUT), model.figure(heldOut));
        }
    }

    private static Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>(MetricsJson.of(FITTED));
        json.put("outcome", Map.of("kind", "finished"));
        json.put("heldOut", MetricsJson.of(HELD_OUT));
        json.put("uncertainty", UncertaintyJson.of(STATED));
        return json;
    }

    @ParameterizedTest
    @MethodSource("all")
    void mayBeKeptByAnExperiment(Statistic statistic) {
        Map<String, Double> values = Measures.of(RESULT, List.of("rule.w"), List.of(), List.of());
        assertCollectable(statistic.key());
        assertFalse(Measures.explain(statistic.key()).isEmpty());
        if (statistic.isOfData()) {
            assertEquals(statistic.of(FITTED).getAsDouble(), values.get(statistic.key()));
            assertEquals(statistic.of(HELD_OUT).getAsDouble(), values.get("heldOut." + statistic.key()));
            assertCollectable("heldOut." + statistic.key());
        } else {
            assertEquals(statistic.of(STATED.information().orElseThrow()).getAsDouble(), values.get(statistic.key()));
        }
        if (statistic.whole() == Statistic.Whole.TOTAL_AND_MEDIAN) {
            assertCollectable("heldOut.median." + statistic.key());
            assertEquals(statistic.median(FITTED).getAsDouble(), values.get("median." + statistic.key()));
        }
    }

    private static void assertCollectable(String name) {
        assertEquals(List.of(name), experiment(name).collect());
        assertThrows(InvalidSpecException.class, () -> experiment(name + "x"));
    }

    private static Experiment experiment(String name) {
        return RecordBinder.bind(Experiment.class, "{title: t, spec: s.yaml, collect: [" + name + "]}");
    }
}
