package org.deltaw.expr;

import static org.deltaw.expr.Example.POST;
import static org.deltaw.expr.Example.PRE;
import static org.deltaw.expr.Example.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.deltaw.expr.step.Layout;
import org.junit.jupiter.api.Test;

class AxesTest {
    private static final Axis OTHER_SIZE = new Axis("pre", 4);
    private static final Axes BOTH = Axes.of(PRE, POST);

    @Test
    void axisNeedsANameAndASize() {
        assertEquals("pre:3", PRE.toString());
        assertEquals(new Axis("twin", 3), PRE.named("twin"));
        assertEquals("post'", new Axis("post'", 1).name());
        String message = "An axis needs a name of letters, digits, '-' and '_' that starts with a letter, but found ";
        assertRefused(message + "'1st'.", () -> new Axis("1st", 1));
        assertRefused(message + "''.", () -> new Axis("", 1));
        assertRefused("Axis 'pre' has size 0; the least is 1.", () -> new Axis("pre", 0));
    }

    @Test
    void orderIsThatOfTheNames() {
        assertEquals(List.of(POST, PRE), BOTH.toList());
        assertEquals(BOTH, Axes.of(POST, PRE, PRE));
        assertEquals("(post, pre)", BOTH.toString());
        assertEquals(6, BOTH.entries());
        assertEquals(2, BOTH.rank());
    }

    @Test
    void scalarHasNoAxesAndOneEntry() {
        assertEquals(1, Axes.NONE.entries());
        assertTrue(Axes.NONE.isEmpty());
        assertSame(Axes.NONE, Axes.of());
        assertSame(Axes.NONE, BOTH.minus(BOTH));
    }

    @Test
    void oneNameInTwoSizesIsRefused() {
        String message = "Axis 'pre' is used with sizes 3 and 4; an axis has one size within an expression.";
        assertRefused(message, () -> Axes.of(PRE, OTHER_SIZE));
        assertRefused(message, () -> BOTH.union(Axes.of(OTHER_SIZE)));
    }

    @Test
    void tooManyEntriesAreRefused() {
        Axes huge = Axes.of(new Axis("a", 1 << 16), new Axis("b", 1 << 16));
        assertRefused("An array over (a, b) has more than 2^31 entries.", huge::entries);
    }

    @Test
    void setOperations() {
        assertTrue(BOTH.contains(PRE));
        assertFalse(BOTH.contains(OTHER_SIZE));
        assertTrue(BOTH.containsAll(Axes.of(POST)));
        assertTrue(BOTH.nests(Axes.of(PRE)));
        assertTrue(Axes.of(PRE).nests(BOTH));
        assertTrue(Axes.NONE.nests(BOTH));
        assertFalse(Axes.of(PRE).nests(Axes.of(POST)));
        assertFalse(Axes.of(PRE).nests(Axes.of(OTHER_SIZE)));
        assertEquals(BOTH, Axes.of(PRE).union(Axes.of(POST)));
        assertEquals(Axes.of(POST), BOTH.without(PRE));
        assertEquals(BOTH, BOTH.without(OTHER_SIZE));
        assertEquals(BOTH.hashCode(), Axes.of(POST, PRE).hashCode());
    }

    @Test
    void symbolKeepsItsDeclaredOrder() {
        Symbol weights = Symbol.of(Symbol.Kind.STATE, "w", PRE, POST);
        assertEquals(List.of(PRE, POST), weights.axes());
        assertEquals(6, weights.entries());
        assertEquals(BOTH, weights.read().axes());
        assertRefused("A symbol of kind STATE needs a name.", () -> Symbol.of(Symbol.Kind.STATE, " "));
        assertRefused("Symbol 'w' names an axis twice: [pre:3, pre:3].",
                () -> Symbol.of(Symbol.Kind.STATE, "w", PRE, PRE));
    }

    @Test
    void layoutPutsOneSymbolAfterTheOther() {
        Symbol scalar = Symbol.of(Symbol.Kind.PARAMETER, "a");
        Layout layout = new Layout(List.of(Example.X, scalar, Example.W));
        assertEquals(0, layout.offset(Example.X));
        assertEquals(3, layout.offset(scalar));
        assertEquals(4, layout.offset(Example.W));
        assertEquals(10, layout.size());
        assertEquals(List.of(Example.X, scalar, Example.W), layout.symbols());
        assertEquals(0, new Layout(List.of()).size());
        assertRefused("Symbol 'y' is not one of [x, a, w].", () -> layout.offset(Example.Y));
        assertRefused("Symbol 'a' is laid out twice.", () -> new Layout(List.of(scalar, scalar)));
    }
}
