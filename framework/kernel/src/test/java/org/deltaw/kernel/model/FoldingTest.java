package org.deltaw.kernel.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.deltaw.expr.Symbol;
import org.deltaw.kernel.ParameterChoices;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.objective.Gradient;
import org.deltaw.kernel.testing.FitBuilder;
import org.deltaw.kernel.testing.Networks;
import org.deltaw.kernel.testing.Recordings;
import org.deltaw.kernel.testing.Rules;
import org.deltaw.plugin.behavior.ChoiceCrossEntropy;
import org.deltaw.plugin.feedforward.FeedforwardNetwork;
import org.deltaw.plugin.taylor.TaylorRule;
import org.deltaw.spi.backend.Program;
import org.deltaw.spi.data.Dataset;
import org.junit.jupiter.api.Test;

/**
 * What is fixed at 0 is written into the formulas, so that nothing is computed for what it makes 0; other fixed values are handed over, so
 * that fits that differ in them alone share a program.
 */
class FoldingTest {
    private static final Dataset DATA = Recordings.random(Recordings.choices(2), 2, 5, 1);

    private static FitBuilder fit(ParameterChoices choices) {
        return FitBuilder.of(new FeedforwardNetwork(), Networks.layers(2, 3, 1))
                .rule("", new TaylorRule(), Rules.terms("x", "w", "r", "y^3*r"), choices)
                .loss(new ChoiceCrossEntropy(), 1);
    }

    private static Program program(ParameterChoices choices) {
        return ModelAssembly.assemble(fit(choices).fit(), DATA.channels()).program();
    }

    private static ParameterChoices fixed(Map<String, Double> initial, String... names) {
        return new ParameterChoices(initial, List.of(names), List.of(), Map.of());
    }

    private static Set<String> read(Program program) {
        return program.expressions().stream().flatMap(expression -> expression.symbols().stream())
                .map(Symbol::name).collect(Collectors.toSet());
    }

    @Test
    void fittedNumbersAreParametersOfTheProgram() {
        Program program = program(ParameterChoices.NONE);
        assertEquals(List.of("rule.x", "rule.w", "rule.r", "rule.y^3*r"),
                program.parameters().stream().map(Symbol::name).toList());
        assertTrue(read(program).containsAll(Set.of("rule.w", "signal reward")));
    }

    @Test
    void fixedNumberIsHandedOverAsAnAttribute() {
        Program program = program(fixed(Map.of("w", 0.3), "w"));
        assertEquals(List.of("rule.x", "rule.r", "rule.y^3*r"),
                program.parameters().stream().map(Symbol::name).toList());
        assertTrue(read(program).contains("rule.w"));
        assertTrue(program.attributes().stream().anyMatch(symbol -> symbol.name().equals("rule.w")));
    }

    @Test
    void programsAreAlikeWhateverTheFixedValueUnlessItIsZero() {
        String structure = program(fixed(Map.of("w", 0.3), "w")).structure();
        assertEquals(structure, program(fixed(Map.of("w", -1.5), "w")).structure());
        assertNotEquals(structure, program(fixed(Map.of("w", 0.0), "w")).structure());
        assertNotEquals(structure, program(ParameterChoices.NONE).structure());
    }

    @Test
    void fixedNumberHasTheEffectOfAFittedOne() {
        ParameterChoices fitted = new ParameterChoices(Map.of("w", 0.3), List.of(), List.of(), Map.of());
        try (OpenFit one = fit(fixed(Map.of("w", 0.3), "w")).open(DATA); OpenFit other = fit(fitted).open(DATA)) {
            Gradient expected = other.problems().getFirst().gradient(new double[] {0.1, 0.3, -0.2, 0.4});
            Gradient actual = one.problems().getFirst().gradient(new double[] {0.1, -0.2, 0.4});
            assertEquals(expected.loss(), actual.loss(), 1e-14);
            assertArrayEquals(new double[] {expected.values()[0], expected.values()[2], expected.values()[3]},
                    actual.values(), 1e-14);
        }
    }

    @Test
    void termThatIsFixedAtZeroIsNeverComputed() {
        Program masked = program(fixed(Map.of("r", 0.0, "y^3*r", 0.0), "r", "y^3*r"));
        assertFalse(read(masked).contains("signal reward"));
        Program shorter = ModelAssembly.assemble(FitBuilder.of(new FeedforwardNetwork(), Networks.layers(2, 3, 1))
                .rule(new TaylorRule(), Rules.terms("x", "w"))
                .loss(new ChoiceCrossEntropy(), 1).fit(), Recordings.choices(2)).program();
        assertEquals(shorter.expressions().size(), masked.expressions().size());
        for (int i = 0; i < shorter.expressions().size(); i++) {
            assertTrue(shorter.expressions().get(i).sameAs(masked.expressions().get(i)));
        }
    }

    @Test
    void fixedArrayIsHandedOverAsAnAttribute() {
        Program program = program(ParameterChoices.NONE);
        assertTrue(program.attributes().stream().anyMatch(symbol -> symbol.name().equals("network.bias")));
        assertTrue(read(program).contains("network.bias"));
    }
}
