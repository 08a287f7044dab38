package org.deltaw.study.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deltaw.kernel.optima.Optima;
import org.deltaw.kernel.optima.Optimum;
import org.deltaw.kernel.separation.Limit;
import org.deltaw.kernel.separation.Separation;
import org.junit.jupiter.api.Test;

class OptimaTextTest {
    private static Optimum optimum(double logLikelihood, double weight, int undetermined, Optional<Boolean> stable) {
        SequencedMap<String, Double> parameters = new LinkedHashMap<>(Map.of("rule.w", logLikelihood / 100));
        parameters.put("network.bias", 2.0);
        return new Optimum(OptionalDouble.of(logLikelihood), 0, OptionalDouble.of(weight), undetermined, 4, stable,
                Separation.none(parameters.size()), parameters);
    }

    @Test
    void showsWhatEachIsWorth() {
        OptimaText text = new OptimaText(new Optima(List.of(optimum(-50, 0.6994, 0, Optional.of(false)),
                optimum(-52.25, 0.3, 0, Optional.of(true)), optimum(-90, 1e-9, 1, Optional.of(true))), 1));
        assertEquals(List.of("optimum", "log-likelihood", "weight", "starts", "weights", "w", "network.bias"), text.header());
        assertEquals(List.of(List.of("1", "-50.00", "0.699", "4", "unstable", "-0.5", "2"),
                List.of("2", "-52.25", "0.300", "4", "stable", "-0.5225", "2"),
                List.of("3", "-90.00", "<0.001", "4", "stable", "-0.9", "2")), text.rows());
        assertEquals(List.of("Optimum 1 is the result. Log-likelihoods are in nats; the weight of an optimum is its share of the volume "
                + "under the likelihood, penalties included, by Laplace's approximation.",
                "Directions that the data do not determine are left out of weights.",
                "1 start is left out: no optimum was reached before all iterations were used, or values were no longer finite."),
                text.sentences());
    }

    @Test
    void ofMoreThanFiveThoseAreLeftOutThatHaveNoWeightButNeverTheBestStableOne() {
        List<Optimum> all = Stream.concat(IntStream.range(0, 6).mapToObj(i -> optimum(-50 - i, 0.01, 0, Optional.of(false))),
                Stream.of(optimum(-57, 0.01, 0, Optional.of(true)), optimum(-58, 0.01, 0, Optional.of(true)),
                        optimum(-59, 0.92, 0, Optional.of(false)))).toList();
        OptimaText text = new OptimaText(new Optima(all, 0));
        assertEquals(List.of("1", "2", "3", "4", "5", "7", "9"), text.rows().stream().map(List::getFirst).toList());
        assertTrue(text.sentences().contains("2 more optima have hardly any weight: see metrics.json."), () -> "" + text.sentences());
    }

    @Test
    void whatRunsToInfinityIsShownThere() {
        SequencedMap<String, Double> parameters = new LinkedHashMap<>(Map.of("rule.w", Double.NEGATIVE_INFINITY));
        parameters.put("network.bias", Double.POSITIVE_INFINITY);
        OptimaText text = new OptimaText(new Optima(List.of(new Optimum(OptionalDouble.of(0), 0, OptionalDouble.of(1), 0, 4,
                Optional.empty(), new Separation(List.of(Limit.MINUS_INFINITE, Limit.INFINITE), 0), parameters)), 0));
        assertEquals(List.of(List.of("1", "0.00", "1.000", "4", "-infinity", "+infinity")), text.rows());
    }

    @Test
    void aSingleOneNeedsNoExplanation() {
        OptimaText text = new OptimaText(new Optima(List.of(optimum(-50, 1, 1, Optional.empty())), 0));
        assertEquals(List.of("optimum", "log-likelihood", "weight", "starts", "w", "network.bias"), text.header());
        assertEquals(List.of(), text.sentences());
        assertTrue(new OptimaText(Optima.NONE).isEmpty());
    }
}
