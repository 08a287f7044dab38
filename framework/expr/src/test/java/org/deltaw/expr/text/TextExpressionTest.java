package org.deltaw.expr.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextExpressionTest {
    /** Writes what was read with brackets around every operation. */
    private static String read(String text) {
        return TextExpression.parse(text).fold((part, operands) -> switch (part) {
            case Part.Constant(double value, Span _) -> String.valueOf(value);
            case Part.Text(String value, Span _) -> "<" + value + ">";
            case Part.Truth(boolean value, Span _) -> String.valueOf(value);
            case Part.Name(String name, Span _) -> name;
            case Part.Sum(String axis, Span _) -> "sum(" + operands.getFirst() + " over " + axis + ")";
            case Part.Apply(Operation operation, int count, Span _) -> operation.isFunction()
                    ? operation.symbol() + operands
                    : count == 1 ? "(" + operation.symbol() + operands.getFirst() + ")"
                            : "(" + operands.get(0) + operation.symbol() + operands.get(1) + ")";
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '#', value = {
        "a - b - c; ((a-b)-c)", "a - (b - c); (a-(b-c))", "a/b*c; ((a/b)*c)", "a + b*c; (a+(b*c))", "(a + b)*c; ((a+b)*c)",
        "a*b + c*d; ((a*b)+(c*d))", "-x^2; (-(x^2.0))", "(-x)^2; ((-x)^2.0)", "2^-x; (2.0^(-x))", "-a*b; ((-a)*b)", "a*-b*c; ((a*(-b))*c)",
        "a - -b; (a-(-b))", "--a; (-(-a))", "!-a; (!(-a))", "!a & b; ((!a)&b)", "!a*b; ((!a)*b)", "a | b & c; (a|(b&c))",
        "a == b | c < d & e; ((a==b)|((c<d)&e))", "a + 1 >= b*2; ((a+1.0)>=(b*2.0))", "a == !b; (a==(!b))", "!(a == b); (!(a==b))",
        "(!a) == b; ((!a)==b)", "(a < b) == (c < d); ((a<b)==(c<d))", "(a^b)^c; ((a^b)^c)", "((((a)))); a"})
    void operationsBindAsTheyDoInPrint(String text, String expected) {
        assertEquals(expected, read(text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '#', value = {
        "2; 2.0", "2.; 2.0", ".5; 0.5", "1e-3; 0.001", "1.5E+2; 150.0", "007; 7.0", "1e-999; 0.0", "true; true", "false | x; (false|x)"})
    void numbersAreDecimal(String text, String expected) {
        assertEquals(expected, read(text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '#', value = {
        "Größe + _x9; (Größe+_x9)", "报酬*2; (报酬*2.0)", "s.X - s.Y; (s.X-s.Y)", "a-b; (a-b)", "`a-b`; a-b",
        "`stim left`*`and`; (stim left*and)",
        "choice == 'left'; (choice==<left>)", "\"it's\" != c; (<it's>!=c)", "''==c; (<>==c)", "exp; exp", "`exp`; exp",
        "exp + exp(exp); (exp+exp[exp])",
        "min(a, b, -c); min[a, b, (-c)]", "where(a > 0, b, c); where[(a>0.0), b, c]", "sum(w*x, pre)/2; (sum((w*x) over pre)/2.0)",
        "max(min(1,2), abs(x)); max[min[1.0, 2.0], abs[x]]", "#\t a\n+\r\n b #; (a+b)"})
    void namesTextsAndFunctionsAreTold(String text, String expected) {
        assertEquals(expected, read(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1d", "1f", "0x1p0", "1_000", "1e", "1.2.3", "2x", "1L", "Infinity1 1", "٣"})
    void otherNumbersAreRefused(String text) {
        assertThrows(TextException.class, () -> TextExpression.parse(text));
    }

    @Test
    void partsKnowWhereTheyStand() {
        String text = " (a + `b c`) * exp( -x ) ";
        List<String> spans = TextExpression.parse(text).parts().stream().map(part -> part.span().of(text)).toList();
        assertEquals(List.of("a", "`b c`", "a + `b c`", "x", "-x", "exp( -x )", "(a + `b c`) * exp( -x )"), spans);
    }

    @Test
    void namesAreListedOnceInTheirOrder() {
        assertEquals(List.of("w", "x", "a b"), List.copyOf(TextExpression.parse("w*x - sum(w, pre) + exp(`a b`) - x").names()));
    }

    @Test
    void numbersTakeThePlacesOfNames() {
        TextExpression text = TextExpression.parse("a*r - b * (b*x)^2\n  + c^2 + max(b, `long name`)");
        assertEquals("0.5*r - (-2) * (-2*x)^2 + c^2 + max(-2, 7)",
                text.withNumbers(Map.of("a", "0.5", "b", "-2", "long name", "7")));
        assertEquals("(-1)^2", TextExpression.parse("a ^2").withNumbers(Map.of("a", "-1")).replace(" ", ""));
        assertEquals("-1", TextExpression.parse(" a ").withNumbers(Map.of("a", "-1")));
    }

    @Test
    void textsThatAreWrittenAlikeAreEqual() {
        assertEquals(TextExpression.parse("a + b"), TextExpression.parse("a + b"));
        assertEquals(TextExpression.parse("a + b").hashCode(), TextExpression.parse("a + b").hashCode());
        assertNotEquals(TextExpression.parse("a + b"), TextExpression.parse("a+b"));
        assertEquals("a + b", TextExpression.parse("a + b").toString());
    }
}
