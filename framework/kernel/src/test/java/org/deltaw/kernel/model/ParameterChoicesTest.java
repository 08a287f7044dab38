package org.deltaw.kernel.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.deltaw.expr.Axis;
import org.deltaw.kernel.ParameterChoices;
import org.deltaw.spi.BrokenExtensionException;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Seed;
import org.deltaw.spi.parameter.Initial;
import org.deltaw.spi.parameter.Parameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ParameterChoicesTest {
    private static final ExtensionId OWNER = new ExtensionId("stub");
    private static final Parameter RATE = Parameter.scalar("rate", Initial.at(2)).within(0, 3);
    private static final Parameter BIAS = Parameter.array("bias", List.of(new Axis("post", 2)), Initial.at(0.5)).fixed();

    private final ParameterTable table = new ParameterTable(new Seed(1));

    private void add(ParameterChoices choices) {
        table.add("rule", OWNER, List.of(RATE, BIAS), choices);
    }

    private ParameterTable.Entry entry(String name) {
        return table.entries().stream().filter(entry -> entry.parameter().name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void authorsChoicesHoldByDefault() {
        add(ParameterChoices.NONE);
        assertEquals(List.of(entry("rate")), table.fitted());
        assertEquals(List.of(entry("bias")), table.attributes());
        assertArrayEquals(new double[] {2}, table.start());
        assertArrayEquals(new double[] {0.5, 0.5}, entry("bias").start());
    }

    @Test
    void userMayChooseWhatIsFittedAndWhereItStarts() {
        add(new ParameterChoices(Map.of("bias", -1.0), List.of("rate"), List.of("bias"), Map.of()));
        assertEquals(List.of(entry("bias")), table.fitted());
        assertArrayEquals(new double[] {-1, -1}, table.start());
        assertEquals("rule.rate", entry("rate").expression().toString());
        assertEquals(List.of(entry("rate")), table.attributes());
    }

    @Test
    void whatIsFixedAtZeroIsNeverComputed() {
        add(new ParameterChoices(Map.of("rate", 0.0), List.of("rate"), List.of(), Map.of()));
        assertEquals("0", entry("rate").expression().toString());
        assertEquals(List.of(entry("bias")), table.attributes());
    }

    @Test
    void startIsMovedWithinBounds() {
        add(new ParameterChoices(Map.of("rate", 7.0), List.of(), List.of(), Map.of()));
        assertArrayEquals(new double[] {3}, table.start());
    }

    @Test
    void usersBoundsReplaceTheAuthors() {
        add(new ParameterChoices(Map.of("rate", -7.0), List.of(), List.of("bias"),
                Map.of("rate", List.of(-5.0, -4.0), "bias", List.of(0.0, 0.0))));
        assertArrayEquals(new double[] {-5, 0, 0}, table.start());
        assertEquals(new Parameter.Bounds(-5, -4), entry("rate").parameter().bounds());
        assertEquals(new Parameter.Bounds(0, 0), entry("bias").parameter().bounds());
    }

    @Test
    void valuesAreTakenFromTheVectorOnlyIfFitted() {
        add(ParameterChoices.NONE);
        table.add("network", OWNER, List.of(RATE), ParameterChoices.NONE);
        double[] vector = {1, 1.5};
        assertArrayEquals(new double[] {1}, table.values("rule", List.of(RATE, BIAS), vector).of(RATE));
        assertArrayEquals(new double[] {0.5, 0.5}, table.values("rule", List.of(RATE, BIAS), vector).of(BIAS));
        assertArrayEquals(new double[] {1.5}, table.values("network", List.of(RATE), vector).of(RATE));
    }

    @Test
    void drawsDependOnOwnerAndNameAlone() {
        Parameter first = Parameter.scalar("first", Initial.normal(0, 1));
        Parameter second = Parameter.scalar("second", Initial.normal(0, 1));
        ParameterTable both = new ParameterTable(new Seed(1));
        both.add("rule", OWNER, List.of(first, second), ParameterChoices.NONE);
        both.add("network", OWNER, List.of(first), ParameterChoices.NONE);
        ParameterTable one = new ParameterTable(new Seed(1));
        one.add("rule", OWNER, List.of(second), ParameterChoices.NONE);
        assertEquals(both.start()[1], one.start()[0]);
        assertEquals(3, Arrays.stream(both.start()).distinct().count());
    }

    @Test
    void twoParametersOfOneNameAreTheAuthorsFault() {
        assertEquals("Extension 'stub': it declares two parameters named 'rate'.",
                assertThrows(BrokenExtensionException.class, () -> table.add("rule", OWNER,
                        List.of(RATE, Parameter.scalar("rate", Initial.at(0))), ParameterChoices.NONE)).getMessage());
    }

    private static Stream<Arguments> unknownNames() {
        return Stream.of(
                Arguments.of("initial", new ParameterChoices(Map.of("rat", 1.0), List.of(), List.of(), Map.of())),
                Arguments.of("fixed", new ParameterChoices(Map.of(), List.of("rat"), List.of(), Map.of())),
                Arguments.of("fitted", new ParameterChoices(Map.of(), List.of(), List.of("rat"), Map.of())),
                Arguments.of("bounds",
                        new ParameterChoices(Map.of(), List.of(), List.of(), Map.of("rat", List.of(0.0, 1.0)))));
    }

    @ParameterizedTest
    @MethodSource("unknownNames")
    void unknownNameIsRefused(String key, ParameterChoices choices) {
        InvalidSpecException refusal = assertThrows(InvalidSpecException.class, () -> add(choices));
        assertEquals("'rat' is no parameter here; the parameters are rate, bias.", refusal.getMessage());
        assertEquals(key, refusal.key());
    }

    private static Stream<List<Double>> wrongBounds() {
        return Stream.of(List.of(), List.of(1.0), List.of(1.0, -1.0), List.of(0.0, 1.0, 2.0), List.of(0.0, Double.NaN));
    }

    @ParameterizedTest
    @MethodSource("wrongBounds")
    void wrongBoundsAreRefused(List<Double> bounds) {
        ParameterChoices choices = new ParameterChoices(Map.of(), List.of(), List.of(), Map.of("rate", bounds));
        InvalidSpecException refusal = assertThrows(InvalidSpecException.class, () -> add(choices));
        assertEquals("The bounds of 'rate' are " + bounds
                + "; expected the least and the largest value, as in [-1, 1].", refusal.getMessage());
        assertEquals("bounds", refusal.key());
    }

    @Test
    void parameterThatIsBothFixedAndFittedIsRefused() {
        InvalidSpecException refusal = assertThrows(InvalidSpecException.class,
                () -> new ParameterChoices(Map.of(), List.of("rate"), List.of("rate"), Map.of()));
        assertEquals("'rate' is listed both in fixed and in fitted; keep one of them.", refusal.getMessage());
    }
}
