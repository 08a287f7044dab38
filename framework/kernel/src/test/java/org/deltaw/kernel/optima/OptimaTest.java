package org.deltaw.kernel.optima;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import org.deltaw.kernel.separation.Separation;
import org.deltaw.spi.Warning;
import org.junit.jupiter.api.Test;

class OptimaTest {
    private static Optimum optimum(double logLikelihood, double weight, double w, double x) {
        SequencedMap<String, Double> parameters = new LinkedHashMap<>(Map.of("rule.w", w));
        parameters.put("rule.x*r", x);
        return new Optimum(OptionalDouble.of(logLikelihood), 0, OptionalDouble.of(weight), 0, 1, Optional.empty(),
                Separation.none(parameters.size()), parameters);
    }

    @Test
    void aSecondOptimumWithMoreThanATenthOfTheWeightIsWarnedOf() {
        Optima optima = new Optima(List.of(optimum(-50, 0.7, 0.012, 0.2), optimum(-51, 0.09, 3, 3), optimum(-52.5, 0.21, -0.3, 0.19)), 2);
        assertEquals(List.of(new Warning("not-determined", "The fitted values are not determined: another optimum has 21 % of the weight, "
                + "with rule.w -0.3 in place of 0.012, rule.x*r 0.19 in place of 0.2, and a log-likelihood lower by 2.50; all are "
                + "listed with the result.", "s31")), optima.warnings("s31"));
    }

    @Test
    void whatHasLessWeightIsNoSecondAnswer() {
        assertEquals(List.of(), new Optima(List.of(optimum(-50, 0.9, 1, 1), optimum(-52, 0.1, 2, 2)), 0).warnings(""));
        assertEquals(List.of(), new Optima(List.of(optimum(-50, 1, 1, 1)), 0).warnings(""));
        assertEquals(List.of(), Optima.NONE.warnings(""));
    }
}
