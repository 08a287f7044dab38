package org.deltaw.kernel.stability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.deltaw.expr.Interpreter;
import org.deltaw.expr.Symbol;
import org.deltaw.kernel.ParameterChoices;
import org.deltaw.kernel.fit.FitResult;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.fit.Problem;
import org.deltaw.kernel.minimise.FitListener;
import org.deltaw.kernel.model.ChannelRows;
import org.deltaw.kernel.model.ModelAssembly;
import org.deltaw.kernel.testing.FitBuilder;
import org.deltaw.kernel.testing.Networks;
import org.deltaw.kernel.testing.Recordings;
import org.deltaw.kernel.testing.Rules;
import org.deltaw.plugin.feedforward.FeedforwardNetwork;
import org.deltaw.plugin.neural.ActivityMeanSquaredError;
import org.deltaw.plugin.recurrent.RecurrentNetwork;
import org.deltaw.plugin.taylor.TaylorRule;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.backend.ModelInput;
import org.deltaw.spi.backend.Program;
import org.deltaw.spi.backend.Simulation;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.parameter.Scope;
import org.junit.jupiter.api.Test;

class StabilityAnalysisTest {
    private static final double RATE = 0.5;
    private static final int STEPS = 7;

    /** Two inputs, three neurons, a rate of 0.5, and a closed gate in some steps. */
    private static final Dataset DATA = Recordings.random(
            List.of(Channel.input(2), Channel.UPDATE, Recordings.REWARD, Channel.of(Target.ACTIVITY, 3)), 2, STEPS, 1);

    private static FitBuilder layer(String... terms) {
        return FitBuilder.of(new FeedforwardNetwork(), Networks.layers(2, 3)).rule(new TaylorRule(), Rules.terms(terms))
                .loss(new ActivityMeanSquaredError(), 1);
    }

    private static Stability stability(FitBuilder fit, double... fitted) {
        try (OpenFit opened = fit.open(DATA)) {
            return opened.problems().getFirst().stabilities(List.of(fitted)).getFirst().getFirst();
        }
    }

    @Test
    void decayOfWeightsAloneHasOneFactorForAll() {
        for (double decay : new double[] {0.3, -0.3, -1.9, -2.1, -3.9, -4.1}) {
            Stability found = stability(layer("w"), decay);
            double factor = 1 + RATE * decay;
            assertEquals(Math.log(Math.abs(factor)), found.meanLogFactor(), 1e-12);
            assertEquals(factor < 0 ? 1 : 0, found.negativeShare());
            assertEquals(decay > 0 ? Stability.Kind.GROW : decay > -2 ? Stability.Kind.STABLE
                    : decay > -4 ? Stability.Kind.FLIP : Stability.Kind.BLOW_UP, found.kind(), "at " + decay);
            assertEquals(decay < 0 && decay > -2, found.stable());
        }
    }

    @Test
    void onlyStepsWithAnOpenGateCount() {
        long open = DATA.trajectories().stream().flatMapToDouble(each -> Arrays.stream(each.column(Channel.UPDATE)))
                .filter(gate -> gate != 0).count();
        assertTrue(open < 2 * STEPS + 1, "a test in which all gates are open shows nothing");
        assertEquals(open, stability(layer("w"), 0.1).steps().plastic());
        assertEquals(open, stability(layer("w"), 0.1).steps().examined());
    }

    @Test
    void rulesWithoutWeightsLeaveThemStable() {
        Stability found = stability(layer("x", "x*r"), 0.7, 2);
        assertEquals(0, found.meanLogFactor());
        assertEquals(Stability.Kind.STABLE, found.kind());
    }

    /** Along the run, each weight is moved by a little before each step, with all else as it was. */
    @Test
    void meanAndShareAreThoseOfDifferencesAlongTheRun() {
        double[] fitted = {1.5, -3, 0.5, 2};
        FitBuilder fit = layer("x*y", "y^2*w", "w", "w^2*r");
        try (OpenFit opened = fit.open(DATA)) {
            Problem problem = opened.problems().getFirst();
            Differences expected = new Differences(ModelAssembly.assemble(fit.fit(), DATA.channels()).program(), fitted);
            List<Simulation> runs = problem.simulate(fitted);
            for (int i = 0; i < runs.size(); i++) {
                expected.add(problem.inputs().get(i), runs.get(i).states().getFirst());
            }
            Stability found = problem.stabilities(List.of(fitted)).getFirst().getFirst();
            assertEquals(expected.logarithms / expected.count, found.meanLogFactor(), 1e-6);
            assertEquals(expected.negative / expected.count, found.negativeShare(), 1e-12);
            assertTrue(expected.negative > 5 && expected.negative < expected.count - 5, "signs differ, or nothing is shown");
        }
    }

    /** Factors of a layer by central differences of the interpreted step. */
    private static final class Differences {
        private static final double SMALL = 1e-6;

        private final Program program;
        private final Interpreter step;
        private final Symbol weights;
        private double count;
        private double negative;
        private double logarithms;

        Differences(Program program, double[] fitted) {
            this.program = program;
            this.step = new Interpreter(program.step().next());
            this.weights = program.states().getFirst();
            program.parameters().forEach(symbol -> step.set(symbol, fitted, program.layout().offset(symbol)));
        }

        void add(ModelInput input, double[] states) {
            int gate = program.channels().indexOf(Symbol.of(Symbol.Kind.CHANNEL, "update"));
            IntStream.range(0, program.attributes().size())
                    .forEach(i -> step.set(program.attributes().get(i), input.attributes().get(i), 0));
            ChannelRows rows = new ChannelRows(step, program.channels(), input.channels());
            for (int t = 0; t < input.steps(); t++) {
                rows.set(t);
                for (int i = 0; i < weights.entries() && input.channels().get(gate)[t] != 0; i++) {
                    double[] before = Arrays.copyOfRange(states, t * weights.entries(), (t + 1) * weights.entries());
                    double factor = (moved(before, i, SMALL) - moved(before, i, -SMALL)) / (2 * SMALL);
                    count++;
                    negative += factor < 0 ? 1 : 0;
                    logarithms += Math.log(Math.abs(factor));
                }
            }
        }

        private double moved(double[] before, int weight, double by) {
            double[] moved = before.clone();
            moved[weight] += by;
            step.set(weights, moved, 0);
            step.begin();
            double[] after = new double[moved.length];
            step.copy(0, weights.axes(), after, 0);
            return after[weight];
        }
    }

    @Test
    void severalVectorsAtOnceAreTheSameAsOneByOne() {
        List<double[]> points = List.of(new double[] {0.5, 1, -0.5}, new double[] {0.1, -3, 1}, new double[3]);
        try (OpenFit opened = layer("x*y", "y^2*w", "w").open(DATA)) {
            Problem problem = opened.problems().getFirst();
            List<List<Stability>> together = problem.stabilities(points);
            for (int i = 0; i < points.size(); i++) {
                assertEquals(problem.stabilities(List.of(points.get(i))).getFirst(), together.get(i));
            }
            assertEquals(3, together.stream().distinct().count());
        }
    }

    @Test
    void weightsWhoseStartIsFittedHaveTheSameFactors() {
        double[] start = {0.3, -0.2, 0.1, 0.5, 0.25, -0.4};
        double[] rule = {0.5, -1};
        Dataset given = Recordings.of(DATA.trajectories().stream()
                .map(each -> Recordings.starting(each, Map.of("weights", start))).toArray(Trajectory[]::new));
        Stability expected;
        try (OpenFit opened = layer("x*y", "w").open(given)) {
            expected = opened.problems().getFirst().stabilities(List.of(rule)).getFirst().getFirst();
        }
        FitBuilder fitted = layer("x*y", "w").network(
                new ParameterChoices(Map.of(), List.of(), List.of("weights.initial"), Map.of()));
        try (OpenFit opened = fitted.open(DATA)) {
            double[] vector = DoubleStream.concat(Arrays.stream(start), Arrays.stream(rule)).toArray();
            Stability found = opened.problems().getFirst().stabilities(List.of(vector)).getFirst().getFirst();
            assertEquals("weights", found.group());
            assertEquals(expected.meanLogFactor(), found.meanLogFactor(), 1e-12);
        }
    }

    @Test
    void ofLargeNetworksStepsAndSynapsesTakeTurns() {
        Dataset data = Recordings.random(Recordings.activity(40, 60), 3, 150, 2);
        FitBuilder fit = FitBuilder.of(new FeedforwardNetwork(), Networks.layers(40, 60))
                .rule(new TaylorRule(), Rules.terms("w", "x*y")).loss(new ActivityMeanSquaredError(), 1);
        try (OpenFit opened = fit.open(data)) {
            Problem problem = opened.problems().getFirst();
            Stability closed = problem.stabilities(List.of(new double[] {-4, 0})).getFirst().getFirst();
            assertEquals(3 * 150 + 3, closed.steps().plastic());
            assertEquals(152, closed.steps().longest());
            assertTrue(closed.steps().examined() >= 64 && closed.steps().examined() < 100, closed.toString());
            assertEquals(Math.log(0.9), closed.meanLogFactor(), 1e-12);
            // By itself, Hebbian learning grows by about x^2 (1 - y^2) / 40.
            Stability hebbian = problem.stabilities(List.of(new double[] {0, 1})).getFirst().getFirst();
            assertTrue(hebbian.meanLogFactor() > 1e-4 && hebbian.meanLogFactor() < 0.025, hebbian.toString());
            assertEquals(Stability.Kind.GROW, hebbian.kind());
        }
    }

    @Test
    void ofTrajectoriesThatAreTooLargeNothingIsSaid() {
        FitBuilder fit = FitBuilder.of(new FeedforwardNetwork(), Networks.layers(40, 60)).rule(new TaylorRule(), Rules.terms("w"))
                .loss(new ActivityMeanSquaredError(), 1);
        try (OpenFit opened = fit.open(Recordings.random(Recordings.activity(40, 60), 1, 7_000, 2))) {
            assertEquals(List.of(List.of()), opened.problems().getFirst().stabilities(List.of(new double[] {1})));
        }
    }

    @Test
    void whereNoWeightEverChangesAllAreStable() {
        Dataset closed = Recordings.of(Recordings.trajectory("a", 2, Map.of(
                Channel.input(2), new double[4], Channel.UPDATE, new double[2], Channel.of(Target.ACTIVITY, 3), new double[6])));
        try (OpenFit opened = layer("w").open(closed)) {
            assertEquals(List.of(List.of(new Stability("weights", 0, 0, new Stability.Steps(0, 0, 0)))),
                    opened.problems().getFirst().stabilities(List.of(new double[] {1})));
        }
    }

    @Test
    void weightsThatDoNotStayFiniteAreUnstable() {
        Stability found = stability(layer("w^2"), 1e200);
        assertEquals(Double.POSITIVE_INFINITY, found.meanLogFactor());
        assertFalse(found.stable());
    }

    @Test
    void signsAreCountedWhereTheWeightMattersAlone() {
        // A silent synapse has the factor 1; the others turn their sign.
        Dataset oneOfThree = Recordings.of(Recordings.trajectory("a", 3, Map.of(
                Channel.input(3), new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, Channel.of(Target.ACTIVITY, 1), new double[3])));
        FitBuilder fit = FitBuilder.of(new FeedforwardNetwork(), Networks.linear(3, 1))
                .rule(new TaylorRule(), Rules.terms("x*w")).loss(new ActivityMeanSquaredError(), 1);
        try (OpenFit opened = fit.open(oneOfThree)) {
            Stability found = opened.problems().getFirst().stabilities(List.of(new double[] {-1.5})).getFirst().getFirst();
            assertEquals(1, found.negativeShare());
            assertEquals(Math.log(0.5) / 3, found.meanLogFactor(), 1e-12);
            assertEquals(Stability.Kind.FLIP, found.kind());
        }
    }

    @Test
    void eachGroupOfSynapsesHasItsOwn() {
        FitBuilder fit = FitBuilder.of(Networks.twoGroups(2, 3), new NoSettings())
                .rule("recurrent", new TaylorRule(), Rules.terms("w"), ParameterChoices.NONE)
                .rule("input", new TaylorRule(), Rules.terms("w"), ParameterChoices.NONE).loss(new ActivityMeanSquaredError(), 1);
        try (OpenFit opened = fit.open(DATA)) {
            Problem problem = opened.problems().getFirst();
            assertEquals(List.of("rule.recurrent.w", "rule.input.w"), problem.names());
            List<Stability> found = problem.stabilities(List.of(new double[] {-1, 0.5})).getFirst();
            assertEquals(List.of("input", "recurrent"), found.stream().map(Stability::group).toList());
            assertEquals(Math.log(1.25), found.get(0).meanLogFactor(), 1e-12);
            assertEquals(Math.log(0.75), found.get(1).meanLogFactor(), 1e-12);
        }
    }

    @Test
    void ofSubjectsWithParametersOfTheirOwnTheLeastStableCounts() {
        FitBuilder fit = FitBuilder.of(new FeedforwardNetwork(), Networks.layers(2, 3)).rule("", new TaylorRule(), Rules.terms("w"),
                new ParameterChoices(Map.of(), List.of(), List.of(), Map.of(), Map.of("w", Scope.SUBJECT)))
                .loss(new ActivityMeanSquaredError(), 1);
        try (OpenFit opened = fit.open(DATA)) {
            Problem problem = opened.problems().getFirst();
            assertEquals(List.of("rule.w@A", "rule.w@B"), problem.names());
            for (double[] fitted : List.of(new double[] {0.5, -1.5}, new double[] {-1.5, 0.5})) {
                Stability found = problem.stabilities(List.of(fitted)).getFirst().getFirst();
                assertEquals(Math.log(1.25), found.meanLogFactor(), 1e-12);
                assertEquals(Stability.Kind.GROW, found.kind());
            }
        }
    }

    @Test
    void missingSynapsesDoNotCount() {
        FitBuilder fit = FitBuilder.of(new RecurrentNetwork(), Networks.sparse(2, 3)).rule(new TaylorRule(), Rules.terms("w"))
                .loss(new ActivityMeanSquaredError(), 1);
        try (OpenFit opened = fit.open(DATA)) {
            for (Stability found : opened.problems().getFirst().stabilities(List.of(new double[] {-1})).getFirst()) {
                assertEquals(Math.log(1 - Networks.sparse(2, 3).plasticityRate().orElseThrow()), found.meanLogFactor(), 1e-12);
            }
        }
    }

    @Test
    void fitTellsOfItsWeights() {
        ParameterChoices growing = new ParameterChoices(Map.of("w", 0.5), List.of("w"), List.of(), Map.of());
        FitBuilder fit = FitBuilder.of(new FeedforwardNetwork(), Networks.layers(2, 3))
                .rule("", new TaylorRule(), Rules.terms("w", "x*r"), growing).loss(new ActivityMeanSquaredError(), 1);
        try (OpenFit opened = fit.open(DATA)) {
            FitResult result = opened.problems().getFirst().train(Optional.empty(), FitListener.SILENT);
            assertEquals(Math.log(1.25), result.stability().getFirst().meanLogFactor(), 1e-12);
            assertTrue(result.warnings().stream().anyMatch(warning -> warning.code().equals("unstable-weights")));
        }
    }
}
