package org.deltaw.kernel.fit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.deltaw.kernel.ParameterChoices;
import org.deltaw.kernel.testing.FitBuilder;
import org.deltaw.kernel.testing.Networks;
import org.deltaw.kernel.testing.Recordings;
import org.deltaw.kernel.testing.Rules;
import org.deltaw.plugin.feedforward.FeedforwardNetwork;
import org.deltaw.plugin.mlp.MlpRule;
import org.deltaw.plugin.neural.ActivityMeanSquaredError;
import org.deltaw.plugin.taylor.TaylorRule;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.backend.Evaluation;
import org.junit.jupiter.api.Test;

class ProblemTest {
    private static OpenFit open(FitBuilder fit) {
        return fit.loss(new ActivityMeanSquaredError(), 1).open(Recordings.random(Recordings.activity(2, 3), 2, 4, 1));
    }

    private static FitBuilder layer() {
        return FitBuilder.of(new FeedforwardNetwork(), Networks.layers(2, 3))
                .network(new ParameterChoices(Map.of(), List.of(), List.of("bias"), Map.of()));
    }

    @Test
    void numbersAreNamedByOwnerNameAndPlace() {
        try (OpenFit opened = open(layer().rule(new TaylorRule(), Rules.terms("x*r", "1")))) {
            assertEquals(List.of("network.bias[0]", "network.bias[1]", "network.bias[2]", "rule.x*r", "rule.1"),
                    opened.problems().getFirst().names());
        }
        try (OpenFit opened = open(FitBuilder.of(new FeedforwardNetwork(), Networks.layers(2, 3))
                .rule(new MlpRule(), Rules.mlp(1)))) {
            assertEquals(List.of("rule.hidden1.x[0]", "rule.hidden1.y[0]", "rule.hidden1.w[0]", "rule.hidden1.r[0]",
                    "rule.hidden1.bias[0]", "rule.output.weights[0]", "rule.output.bias"),
                    opened.problems().getFirst().names());
        }
    }

    @Test
    void statesAndOutputsAreNamed() {
        try (OpenFit opened = open(FitBuilder.of(Networks.twoGroups(2, 3), new NoSettings())
                .rule("recurrent", Rules.eligibility(), new NoSettings(), ParameterChoices.NONE)
                .rule("input", new TaylorRule(), Rules.terms("x"), ParameterChoices.NONE))) {
            Problem problem = opened.problems().getFirst();
            assertEquals(List.of("activity", "input", "recurrent", "recurrent.eligibility"), problem.states());
            assertEquals(List.of("activity"), problem.outputs());
            assertEquals("", problem.subject());
        }
    }

    @Test
    void valuesAreBroughtIntoTheVectorsOrder() {
        try (OpenFit opened = open(layer().rule(new TaylorRule(), Rules.terms("x", "y")))) {
            Problem problem = opened.problems().getFirst();
            assertArrayEquals(new double[] {1, 2, 3, 4, 5}, problem.vector(Map.of(
                    "rule", Map.of("y", new double[] {5}, "x", new double[] {4}),
                    "network", Map.of("bias", new double[] {1, 2, 3}))));
        }
    }

    @Test
    void valuesThatDoNotFitAreRefused() {
        try (OpenFit opened = open(layer().rule(new TaylorRule(), Rules.terms("x")))) {
            Problem problem = opened.problems().getFirst();
            assertEquals("The fitted parameters hold no values for 'network.bias'; expected 3.",
                    assertThrows(InvalidSpecException.class, () -> problem.vector(Map.of())).getMessage());
            assertEquals("The fitted parameters hold 2 values for 'rule.x'; expected 1.",
                    assertThrows(InvalidSpecException.class, () -> problem.vector(Map.of(
                            "network", Map.of("bias", new double[3]), "rule", Map.of("x", new double[2])))).getMessage());
        }
    }

    @Test
    void lossIsTheMeanOverTrajectories() {
        try (OpenFit opened = open(layer().rule(new TaylorRule(), Rules.terms("x")).trajectoriesAlike())) {
            Problem problem = opened.problems().getFirst();
            List<Evaluation> each = problem.evaluations(problem.start());
            assertEquals((each.get(0).loss() + each.get(1).loss()) / 2, problem.gradient(problem.start()).loss(), 1e-15);
            assertEquals(problem.trajectories().size(), each.size());
        }
    }
}
