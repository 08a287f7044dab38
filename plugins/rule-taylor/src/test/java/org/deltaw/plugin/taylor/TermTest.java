package org.deltaw.plugin.taylor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashSet;
import java.util.List;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.rule.SynapticVariable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TermTest {
    @ParameterizedTest
    @CsvSource({"1,1", "x,x", "r*x,x*r", "x*r,x*r", "w*y*x,x*y*w", "x^2,x^2", "x*x,x^2", "r*x^1*r,x*r^2", "y^9,y^9",
        "' x ^ 2 * w ',x^2*w", "w^0,1", "x*w^0,x", "x^4*x^5,x^9"})
    void eachTermHasOneName(String written, String name) {
        assertEquals(name, Term.parse(written).toString());
        assertEquals(Term.parse(name), Term.parse(written));
    }

    @Test
    void powersAreThoseOfTheVariables() {
        Term term = Term.parse("r*w^3*x^2");
        assertEquals(List.of(2, 0, 3, 1), term.powers());
        assertEquals(3, term.power(SynapticVariable.W));
        assertEquals(0, term.power(SynapticVariable.Y));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "z", "X", "2", "x+y", "x*", "*x", "x**y", "x^", "x^-1", "x^1.5", "x^10", "x^5*x^5", "1*x",
        "x*1", "^2", "x^y", "xw", "x^2^2"})
    void otherTextsAreRefused(String text) {
        InvalidSpecException refusal = assertThrows(InvalidSpecException.class, () -> Term.parse(text));
        assertEquals("'" + text + "' is no term; expected 1, or powers up to 9 of x, y, w and r joined by *, as in x*w^2.",
                refusal.getMessage());
        assertEquals("", refusal.key());
    }

    @Test
    void allProductsAreListedWithTheLastVariableFastest() {
        List<String> names = names(List.of(SynapticVariable.values()), 2);
        assertEquals(81, names.size());
        assertEquals(81, new HashSet<>(names).size());
        assertEquals(List.of("1", "r", "r^2", "w", "w*r", "w*r^2", "w^2", "w^2*r", "w^2*r^2", "y"), names.subList(0, 10));
        assertEquals("x^2*y^2*w^2*r^2", names.getLast());
        for (int i = 0; i < 81; i++) {
            Term term = Term.parse(names.get(i));
            assertEquals(i, 27 * term.power(SynapticVariable.X) + 9 * term.power(SynapticVariable.Y) + 3 * term.power(SynapticVariable.W)
                    + term.power(SynapticVariable.R));
        }
    }

    @Test
    void someVariablesGiveTheirProductsAlone() {
        assertEquals(List.of("1", "w", "x", "x*w"), names(List.of(SynapticVariable.W, SynapticVariable.X), 1));
        assertEquals(List.of("1", "y", "y^2", "y^3"), names(List.of(SynapticVariable.Y), 3));
        assertEquals(List.of("1"), names(List.of(SynapticVariable.X, SynapticVariable.R), 0));
    }

    private static List<String> names(List<SynapticVariable> variables, int maximumPower) {
        return Term.all(variables, maximumPower).stream().map(Term::toString).toList();
    }
}
