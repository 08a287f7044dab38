package org.deltaw.expr.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextExceptionTest {
    private static TextException refusal(String text) {
        return assertThrows(TextException.class, () -> TextExpression.parse(text));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '§', value = {
        "§ § => Found nothing at character 2 of »«; expected a number, a name, or an operation on these.",
        "a b => Found the name 'b' at character 3 of a »b«; expected a sign such as + or *, or the end.",
        "x*(a - w => Found the end at character 9 of x*(a - w»«; expected a ')' for the bracket that opens with ( at character 3.",
        "exp(a => Found the end at character 6 of exp(a»«; expected a ')' for the bracket that opens with exp( at character 1.",
        "a +  => Found the end at character 4 of a +»«; expected a value.",
        "a*)b => Found ')' at character 3 of a*»)«b; expected a value.",
        "a)*b => Found ')' at character 2 of a»)«*b; expected a '(' before it, or no ')'.",
        "(a, b) => Found ',' at character 3 of (a»,« b); expected a sign such as + or * or a ')'.",
        "(a)(b) => Found '(' at character 4 of (a)»(«b); expected a sign such as + or *, or the end.",
        "exp(a, b) => Found a further value at character 6 of exp(a»,« b); expected 1 value for exp.",
        "where(a, b) => Found 2 values at character 1 of »where(a, b)«; expected 3 values for where.",
        "min(a) => Found 1 value at character 1 of »min(a)«; expected 2 or more values for min.",
        "exp() => Found ')' at character 5 of exp(»)«; expected a value.",
        "sum(w, 2) => Found a value at character 8 of sum(w, »2«); expected the name of an axis for sum.",
        "2x + 1 => Found '2x' at character 1 of »2x« + 1; expected a decimal number such as 2, 0.5 or 1e-3, or a sign between a "
                + "number and a name, as in 2*x.",
        "1e999 => Found '1e999' at character 1 of »1e999«; expected a number below 1.8e308.",
        "a && b => Found '&&' at character 3 of a »&&« b; expected what is written & here.",
        "a = b => Found '=' at character 3 of a »=« b; expected what is written == here.",
        "x**2 => Found '**' at character 2 of x»**«2; expected what is written ^ here.",
        "a − b => Found '−' at character 3 of a »−« b; expected what is written - here.",
        "a and b => Found 'and' at character 3 of a »and« b; expected what is written & here.",
        "not a => Found 'not' at character 1 of »not« a; expected what is written ! here, or `not` for that name.",
        "a == True => Found 'True' at character 6 of a == »True«; expected what is written true here, or `True` for that name.",
        "a < b < c => Found a second comparison at character 7 of a < b »<« c; expected one, or two joined by &, as in a < b & b < c.",
        "a^b^c => Found a second '^' at character 4 of a^b»^«c; expected brackets around one power, as in (a^b)^c.",
        "!a == b => Found '==' after a '!' at character 4 of !a »==« b; expected brackets around what is negated, as in !(a == b).",
        "a == 'left => Found the beginning of a text at character 6 of a == »'«left; expected a second ' at its end.",
        "`` => Found an empty name at character 1 of »``«; expected a name between the backquotes.",
        "a # b => Found '#' at character 3 of a »#« b; expected a number, a name, or one of the signs == != <= >= < > + - * / ^ | & "
                + "! ( ) ,."})
    void oneSentenceSaysWhatIsWrongAndWhere(String text, String expected) {
        assertEquals(expected, refusal(text).getMessage());
    }

    @Test
    void nameThatWasProbablyMeantIsSaid() {
        TextException refusal = refusal("a + tahn(x)");
        assertEquals("tahn", refusal.unknown());
        assertTrue(refusal.known().contains("tanh"), refusal.known()::toString);
        String sentence = refusal.sentence(Optional.of("tanh"));
        assertTrue(sentence.startsWith("Found the unknown name 'tahn' at character 5 of a + »tahn«(x); "
                + "did you mean 'tanh'? Expected a function, or a sign before the bracket, one of exp, log, "), sentence);
        assertEquals(new Span(4, 8), refusal.span());
        assertEquals("a + tahn(x)", refusal.text());
    }

    @Test
    void longTextsAreShownAroundThePlace() {
        String message = refusal("a + ".repeat(100) + "\n💡" + " + b".repeat(100)).getMessage();
        String around = "a + ".repeat(10).substring(1).strip() + "  »💡«" + " + b".repeat(10);
        assertEquals("Found '💡' at character 402 of …" + around + "…", message.substring(0, message.indexOf(';')));
        String name = refusal("a " + "n".repeat(1000)).getMessage();
        assertTrue(name.length() < 250, name);
    }

    /** Whatever is changed in a text, it is read, or one sentence says why not. */
    @Test
    void mutatedTextsAreReadOrRefusedInOneSentence() {
        List<String> texts = List.of("x*(chosen*(a*r - w) - (1 - chosen)*forget*w)", "where(y >= 0.5, outer(x, y), -w^2/1e-3) | !b",
                "`stim left` == 'left' & reward != \"no\"", "min(a, max(b, c), sum(w, pre)) - leakyRelu(x, 0.01)");
        String signs = "+-*/^|&!()<>=,.'\"`0123456789eExyz _\t\n\r\u00e9\u6f22\u0661\u2212\u200b\ud83d\udca1\ud800\u0000#@~$";
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(5);
        int refused = 0;
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder(texts.get(i % texts.size()));
            for (int change = random.nextInt(1, 4); change > 0; change--) {
                int place = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.deleteCharAt(place);
                    case 1 -> text.insert(place, signs.charAt(random.nextInt(signs.length())));
                    default -> text.setCharAt(place, signs.charAt(random.nextInt(signs.length())));
                }
            }
            try {
                TextExpression.parse(text.toString()).names();
            } catch (TextException refusal) {
                refused++;
                String message = refusal.getMessage();
                assertTrue(message.matches("Found [^\\n\\r\\t]+»[^\\n\\r]*«[^\\n\\r]*expected [^\\n\\r]+\\."), text + "\n" + message);
            }
        }
        assertTrue(refused > 500 && refused < 1_900, "refused: " + refused);
    }
}
