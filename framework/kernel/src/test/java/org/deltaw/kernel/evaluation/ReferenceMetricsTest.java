package org.deltaw.kernel.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.fit.ReferenceValuesTest;
import org.deltaw.kernel.testing.FitBuilder;
import org.deltaw.kernel.testing.Json;
import org.deltaw.kernel.testing.Networks;
import org.deltaw.kernel.testing.Recordings;
import org.deltaw.kernel.testing.ReferenceCase;
import org.deltaw.kernel.testing.Rules;
import org.deltaw.plugin.behavior.ChoiceCrossEntropy;
import org.deltaw.plugin.feedforward.FeedforwardNetwork;
import org.deltaw.plugin.taylor.TaylorRule;
import org.deltaw.spi.data.Channel;
import org.junit.jupiter.api.Test;

/** Compares figures of merit with reference values, edge cases included. */
class ReferenceMetricsTest {
    private static final Json FILE = ReferenceCase.file("metrics.json");

    private static List<Json> cases(String key) {
        List<Json> cases = FILE.get(key).items();
        assertFalse(cases.isEmpty());
        return cases;
    }

    /** Opens a network that shows the given logits as long as nothing is learnt. */
    private static OpenFit open(Json logits, Json decisions) {
        double[] inputs = logits.numbers();
        return FitBuilder.of(new FeedforwardNetwork(), Networks.identity())
                .rule(new TaylorRule(), Rules.terms("x"))
                .loss(new ChoiceCrossEntropy(), 1)
                .open(Recordings.of(Recordings.trajectory("a", inputs.length, Map.of(
                        Channel.input(1), inputs, Recordings.DECISION, decisions.numbers()))));
    }

    private static Metrics.Fitness fitness(Json logits, Json decisions) {
        try (OpenFit opened = open(logits, decisions)) {
            return opened.problems().getFirst().evaluate(new double[1]).total();
        }
    }

    @Test
    void crossEntropyAgreesInEveryStep() {
        for (Json each : cases("bce")) {
            Json expected = each.get("expected");
            double[] perStep = expected.get("perStep").numbers();
            try (OpenFit opened = open(each.get("logits"), each.get("decisions"))) {
                double[] losses = opened.problems().getFirst().simulate(new double[1]).getFirst().losses();
                for (int i = 0; i < perStep.length; i++) {
                    ReferenceValuesTest.assertNear(perStep[i], losses[i] * perStep.length, each.get("id").text());
                }
            }
            Metrics.Fitness fitness = fitness(each.get("logits"), each.get("decisions"));
            ReferenceValuesTest.assertNear(expected.get("mean").number(), fitness.loss(), each.get("id").text());
            ReferenceValuesTest.assertNear(
                    expected.get("deviance").number(), fitness.deviance().orElseThrow(), each.get("id").text());
        }
    }

    @Test
    void devianceAndWhatIsExplainedAgree() {
        for (Json each : cases("deviance")) {
            String id = each.get("id").text();
            Json expected = each.get("expected");
            Metrics.Fitness model = fitness(each.get("modelLogits"), each.get("decisions"));
            double deviance = model.deviance().orElseThrow();
            double none = fitness(each.get("nullLogits"), each.get("decisions")).deviance().orElseThrow();
            ReferenceValuesTest.assertNear(expected.get("model").number(), deviance, id);
            ReferenceValuesTest.assertNear(expected.get("noPlasticity").number(), none, id);
            ReferenceValuesTest.assertPercent(
                    expected.get("percentVsNoPlasticity"), Metrics.percentExplained(deviance, none), id);
            ReferenceValuesTest.assertPercent(
                    expected.get("percentVsConstantChoice"), model.explainedOverConstantChoice(), id);
        }
    }

    @Test
    void rSquaredAgrees() {
        for (Json each : cases("r2")) {
            String id = each.get("id").text();
            Json expected = each.get("expected");
            int columns = each.get("true").items().getFirst().items().size();
            Optional<RSquared> actual = RSquared.of(
                    each.get("true").numbers(), each.get("predicted").numbers(), columns);
            assertEquals(expected.get("uniform").isNull(), actual.isEmpty(), id);
            actual.ifPresent(fit -> {
                double tolerance = id.contains("offset") ? 1e-6 : 1e-11;
                double[] perColumn = expected.get("perColumn").numbers();
                for (int i = 0; i < columns; i++) {
                    assertEquals(perColumn[i], fit.perColumn()[i], tolerance * Math.max(1, Math.abs(perColumn[i])), id);
                }
                assertEquals(expected.get("uniform").number(), fit.uniform(),
                        tolerance * Math.max(1, Math.abs(fit.uniform())), id);
                assertEquals(expected.get("varianceWeighted").number(), fit.varianceWeighted(),
                        tolerance * Math.max(1, Math.abs(fit.varianceWeighted())), id);
            });
        }
    }

    @Test
    void oneRowIsAmongTheCases() {
        assertTrue(cases("r2").stream().anyMatch(each -> each.get("true").items().size() == 1));
        assertTrue(cases("deviance").stream().anyMatch(
                each -> each.get("expected").get("percentVsConstantChoice").isNull()));
    }
}
