package org.deltaw.expr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class StructureTest {
    private static final Axis PRE = new Axis("pre", 3);

    private static Expr input(Symbol.Kind kind, String name, Axis... axes) {
        return Symbol.of(kind, name, axes).read();
    }

    private static String digest(Expr... roots) {
        return Structure.digest(List.of(roots));
    }

    @Test
    void whatIsBuiltAlikeIsAlikeWhetherPartsAreSharedOrNot() {
        Expr x = input(Symbol.Kind.CHANNEL, "x", PRE);
        Expr shared = x.times(2).tanh();
        Expr apart = input(Symbol.Kind.CHANNEL, "x", PRE).times(2).tanh();
        assertEquals(digest(shared.plus(shared)), digest(apart.plus(x.times(2).tanh())));
    }

    @Test
    void everythingThatIsSaidCounts() {
        Expr x = input(Symbol.Kind.CHANNEL, "x", PRE);
        String known = digest(x.times(2).tanh());
        assertNotEquals(known, digest(x.times(3).tanh()));
        assertNotEquals(known, digest(x.times(2).exp()));
        assertNotEquals(known, digest(input(Symbol.Kind.STATE, "x", PRE).times(2).tanh()));
        assertNotEquals(known, digest(input(Symbol.Kind.CHANNEL, "x", new Axis("pre", 4)).times(2).tanh()));
        assertNotEquals(known, digest(input(Symbol.Kind.CHANNEL, "x", new Axis("post", 3)).times(2).tanh()));
        assertNotEquals(digest(x, x.exp()), digest(x.exp(), x));
    }

    @Test
    void namesThatEndInDigitsAreNotTakenForSizes() {
        assertNotEquals(digest(input(Symbol.Kind.CHANNEL, "x", new Axis("a1", 2))),
                digest(input(Symbol.Kind.CHANNEL, "x", new Axis("a", 12))));
        assertNotEquals(digest(input(Symbol.Kind.CHANNEL, "x1", PRE), input(Symbol.Kind.CHANNEL, "x", PRE)),
                digest(input(Symbol.Kind.CHANNEL, "x", PRE), input(Symbol.Kind.CHANNEL, "1x", PRE)));
    }
}
