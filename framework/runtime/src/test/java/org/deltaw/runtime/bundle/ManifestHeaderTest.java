package org.deltaw.runtime.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.deltaw.runtime.bundle.ManifestHeader.Clause;
import org.junit.jupiter.api.Test;

class ManifestHeaderTest {
    @Test
    void commasWithinQuotesSeparateNothing() {
        List<Clause> clauses = ManifestHeader.parse(
                "a.b;version=\"[1.0,2)\", c.d ;resolution:=optional; version=1.5,e;f;uses:=\"x,y;z\"");

        assertEquals(List.of("a.b", "c.d", "e", "f"), clauses.stream().map(Clause::name).toList());
        assertEquals(List.of("[1.0,2)", "1.5", "", ""), clauses.stream().map(Clause::version).toList());
        assertEquals("x,y;z", clauses.getLast().parameters().get("uses:"));
    }

    @Test
    void absentHeaderHasNoClauses() {
        assertEquals(List.of(), ManifestHeader.parse(""));
    }

    @Test
    void optionalImportsAreRecognised() {
        assertTrue(ManifestHeader.parse("a;resolution:=optional").getFirst().optional());
        assertFalse(ManifestHeader.parse("a;resolution:=mandatory").getFirst().optional());
    }
}
