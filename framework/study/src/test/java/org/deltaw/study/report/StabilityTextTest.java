package org.deltaw.study.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.deltaw.kernel.stability.Stability;
import org.junit.jupiter.api.Test;

class StabilityTextTest {
    private static Stability of(String group, double meanLogFactor, double negativeShare) {
        return new Stability(group, meanLogFactor, negativeShare, new Stability.Steps(10, 10, 5));
    }

    private static List<String> sentences(Stability... stabilities) {
        return new StabilityText(List.of(stabilities)).sentences();
    }

    @Test
    void oneGroupNeedsNoName() {
        assertEquals(List.of("Weights are stable: on average a step multiplies a small difference of a weight by 0.9048."),
                sentences(of("weights", -0.1, 0)));
        assertEquals(List.of("Weights are stable: a step leaves a difference of a weight as it is."), sentences(of("weights", 0, 0)));
        assertEquals(List.of("Weights are stable: there are steps that forget a weight altogether."),
                sentences(of("weights", Double.NEGATIVE_INFINITY, 0)));
    }

    @Test
    void eachKindOfInstabilityIsNamed() {
        assertEquals(List.of(
                "Weights of 'a' grow from nothing: on average a step multiplies a small difference of a weight by 1.105, and turns its sign "
                        + "in 12.5 % of cases.",
                "Weights of 'b' change their sign in most steps: on average a step multiplies a small difference of a weight by 0.9048, and "
                        + "turns its sign in 62.5 % of cases.",
                "Weights of 'c' blow up: they do not stay finite, and turn their sign in 100.0 % of cases."),
                sentences(of("a", 0.1, 0.125), of("b", -0.1, 0.625), of("c", Double.POSITIVE_INFINITY, 1)));
    }
}
